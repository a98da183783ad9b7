/**
 * Where one may write a post: the staff in every audience, who writes for the carrier in what is for everyone.
 * @module
 */
import { useInstitution } from '../../shell/use-client.ts';

export function useMayWriteIn(): (space: string) => boolean {
  const { standing, spaces } = useInstitution();
  return (id) =>
    (standing === 'staff' || standing === 'carrier') &&
    spaces.some((space) => space.id === id && space.role !== null && space.role !== 'reader');
}

/** Whether one may write to anybody. */
export function useMayWrite(): boolean {
  const { standing, spaces } = useInstitution();
  const mayWriteIn = useMayWriteIn();
  return standing === 'staff' || spaces.some(({ id, kind }) => kind === 'everyone' && mayWriteIn(id));
}
