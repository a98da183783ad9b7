/**
 * Where one may write a post: the staff in every audience, who writes for the carrier in what is for everyone.
 * @module
 */
import { useInstitution } from '../../shell/use-client.ts';
import type { ShownPost } from './use-posts.ts';

export function useMayWriteIn(): (space: string) => boolean {
  const { standing, spaces } = useInstitution();
  return (id) =>
    (standing === 'staff' || standing === 'carrier') &&
    spaces.some((space) => space.id === id && space.role !== null && space.role !== 'reader');
}

/** Where a post is or is to be, as far as one may write there. */
export function useReach(): (post: ShownPost) => readonly string[] {
  const mayWriteIn = useMayWriteIn();
  return ({ copies, unsent }) => [...new Set([...copies, ...unsent].map(({ space }) => space))].filter(mayWriteIn);
}

/** Whether one may write to anybody. */
export function useMayWrite(): boolean {
  const { standing, spaces } = useInstitution();
  const mayWriteIn = useMayWriteIn();
  return standing === 'staff' || spaces.some(({ id, kind }) => kind === 'everyone' && mayWriteIn(id));
}
