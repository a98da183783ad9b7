/**
 * Posts as lists show them: with whether one has opened them, and, of several institutions, in one order.
 * @module
 */
import type { OwnProps, Placed } from '../../shell/every.tsx';
import { useIsReminded, usePosts, useRead, type ShownPost } from './use-posts.ts';

export interface ListedPost extends ShownPost {
  isRead: boolean;
  /** The team has reminded me of it. */
  isReminded: boolean;
}

/** Of one institution. */
export function Listed({ render }: OwnProps<ListedPost>) {
  const read = useRead();
  const isReminded = useIsReminded();
  const all = usePosts();
  return render(all.map((post) => ({ ...post, isRead: read.has(post.id), isReminded: isReminded(post.id) })));
}

/** Newest first; what waits to be sent has no time so far, and is the newest. */
export function newestOfAll(all: readonly Placed<ListedPost>[]): readonly Placed<ListedPost>[] {
  const timeOf = ({ entry: { isWaiting, time } }: Placed<ListedPost>) => (isWaiting ? Infinity : time);
  return all.toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(b) - timeOf(a)));
}
