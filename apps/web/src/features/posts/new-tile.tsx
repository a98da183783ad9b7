/**
 * On Heute, for guardians: what is new.
 * @module
 */
import { CircleCheck } from 'lucide-react';
import { InEach, type Placed } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Empty } from '../../ui/empty.tsx';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { Listed, newestOfAll, type ListedPost } from './listed.tsx';

function News({ all }: { all: readonly Placed<ListedPost>[] }) {
  const t = useTexts('posts');
  const unread = all.filter(({ entry }) => !entry.isRead);
  // What one was reminded of stands above.
  const fresh = newestOfAll(unread.filter(({ entry }) => !entry.isReminded));
  if (all.length === 0) return <Empty icon={CircleCheck}>{t('emptyGuardian')}</Empty>;
  if (fresh.length === 0 && unread.length > 0) return null;
  return (
    <Section title={t('tileNew')}>
      {fresh.length > 0 ? <PostRows label={t('tileNew')} shown={fresh} /> : <p>{t('tileAllRead')}</p>}
    </Section>
  );
}

export default function NewTile() {
  return <InEach Own={Listed}>{(all) => <News all={all} />}</InEach>;
}
