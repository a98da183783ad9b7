/**
 * On Heute: what was sent last.
 * @module
 */
import { InEach } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { Listed, newestOfAll } from './listed.tsx';

const most = 5;

export default function SentTile() {
  const t = useTexts('posts');
  return (
    <InEach Own={Listed}>
      {(all) =>
        all.length > 0 && (
          <Section title={t('tileSent')}>
            <PostRows label={t('tileSent')} shown={newestOfAll(all).slice(0, most)} />
          </Section>
        )
      }
    </InEach>
  );
}
