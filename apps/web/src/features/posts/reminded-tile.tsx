/**
 * On Heute, for guardians: what the team has reminded one of and one has not opened so far.
 * @module
 */
import { InEach } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { Listed, newestOfAll } from './listed.tsx';

export default function RemindedTile() {
  const t = useTexts('posts');
  return (
    <InEach Own={Listed}>
      {(all) => {
        const due = newestOfAll(all.filter(({ entry }) => !entry.isRead && entry.isReminded));
        if (due.length === 0) return null;
        return (
          <Section title={t('tileReminded')}>
            <PostRows label={t('tileReminded')} shown={due} />
          </Section>
        );
      }}
    </InEach>
  );
}
