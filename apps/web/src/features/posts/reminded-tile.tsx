/**
 * On Heute, for guardians: what the team has reminded one of and one has not opened so far.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { useIsReminded, usePosts, useRead } from './use-posts.ts';

export default function RemindedTile() {
  const t = useTexts('posts');
  const read = useRead();
  const isReminded = useIsReminded();
  const due = usePosts().filter(({ id }) => !read.has(id) && isReminded(id));
  if (due.length === 0) return null;
  return (
    <Section title={t('tileReminded')}>
      <PostRows label={t('tileReminded')} shown={due} />
    </Section>
  );
}
