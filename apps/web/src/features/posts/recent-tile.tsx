/**
 * On Heute, for guardians, below everything else: what they have read last.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { usePosts, useRead } from './use-posts.ts';

const most = 3;

export default function RecentTile() {
  const t = useTexts('posts');
  const read = useRead();
  const recent = usePosts()
    .filter(({ id }) => read.has(id))
    .slice(0, most);
  if (recent.length === 0) return null;
  return (
    <Section title={t('tileRecent')}>
      <PostRows label={t('tileRecent')} shown={recent} />
    </Section>
  );
}
