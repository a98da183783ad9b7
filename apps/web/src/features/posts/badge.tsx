/**
 * Counts what is new for a guardian, what is to be answered by the team, of all institutions whose posts are in the list.
 * @module
 */
import { InEach, type OwnProps, type Placed } from '../../shell/every.tsx';
import type { BadgeProps, Counted } from '../../shell/feature.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { usePosts, useRead } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

interface Waiting {
  what: 'open' | 'unread';
  count: number;
}

/** Who only reads along has nothing to do here. */
function InOne({ render }: OwnProps<Waiting>) {
  const { standing } = useInstitution();
  const read = useRead();
  const unread = usePosts().filter(({ id }) => !read.has(id)).length;
  const open = useThreads().filter(({ isOpen }) => isOpen).length;
  if (standing === 'carrier') return render([]);
  return render([standing === 'staff' ? { what: 'open', count: open } : { what: 'unread', count: unread }]);
}

function Summed({ all, render }: BadgeProps & { all: readonly Placed<Waiting>[] }) {
  const t = useTexts('posts');
  const sumOf = (what: Waiting['what']) =>
    all.reduce((sum, { entry }) => sum + (entry.what === what ? entry.count : 0), 0);
  const [open, unread] = [sumOf('open'), sumOf('unread')];
  const labels = [
    ...(open > 0 ? [t('badgeOpen', { count: open })] : []),
    ...(unread > 0 ? [t('badgeUnread', { count: unread })] : []),
  ];
  const counted: Counted | null = labels.length === 0 ? null : { number: open + unread, label: labels.join(', ') };
  return render(counted);
}

export default function Badge({ render }: BadgeProps) {
  return <InEach Own={InOne}>{(all) => <Summed all={all} render={render} />}</InEach>;
}
