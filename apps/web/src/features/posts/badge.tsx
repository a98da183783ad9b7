/**
 * On the tab: what is new for a guardian, what is to be answered by the team.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Count } from '../../ui/chip.tsx';
import { usePosts, useRead } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

export default function Badge() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const read = useRead();
  const unread = usePosts().filter(({ id }) => !read.has(id)).length;
  const open = useThreads().filter(({ isOpen }) => isOpen).length;
  const [count, label] =
    standing === 'staff' ? [open, t('badgeOpen', { count: open })] : [unread, t('badgeUnread', { count: unread })];
  // Who only reads along has nothing to do here.
  return count === 0 || standing === 'carrier' ? null : <Count number={count} label={label} />;
}
