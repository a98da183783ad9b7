/**
 * On Heute, for guardians, below everything else: what they have read last.
 * @module
 */
import { InEach } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { Listed, newestOfAll } from './listed.tsx';

const most = 3;

export default function RecentTile() {
  const t = useTexts('posts');
  return (
    <InEach Own={Listed}>
      {(all) => {
        const read = newestOfAll(all.filter(({ entry }) => entry.isRead));
        if (read.length === 0) return null;
        return (
          <Section title={t('tileRecent')}>
            <PostRows label={t('tileRecent')} shown={read.slice(0, most)} />
          </Section>
        );
      }}
    </InEach>
  );
}
