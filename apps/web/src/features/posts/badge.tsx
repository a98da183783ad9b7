/**
 * Counts what is new for a guardian, what is to be answered by the team.
 * @module
 */
import type { BadgeProps } from '../../shell/feature.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { usePosts, useRead } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

export default function Badge({ render }: BadgeProps) {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const read = useRead();
  const unread = usePosts().filter(({ id }) => !read.has(id)).length;
  const open = useThreads().filter(({ isOpen }) => isOpen).length;
  const [number, label] =
    standing === 'staff' ? [open, t('badgeOpen', { count: open })] : [unread, t('badgeUnread', { count: unread })];
  // Who only reads along has nothing to do here.
  return render(number === 0 || standing === 'carrier' ? null : { number, label });
}
