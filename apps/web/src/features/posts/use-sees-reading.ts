/**
 * What one is shown of who has read a post. Who that is, by name, is for the staff: they remind. Who reads along for the carrier is told how
 * many; who only writes for the carrier reads no mailbox, and is told nothing (decision 0047).
 * @module
 */
import { useInstitution } from '../../shell/use-client.ts';

export function useSeesReading(): 'names' | 'numbers' | 'nothing' {
  const { standing, spaces } = useInstitution();
  if (standing === 'staff') return 'names';
  const readsAlong = spaces.some(({ kind, role }) => kind === 'leadership' && role !== null);
  return standing === 'carrier' && readsAlong ? 'numbers' : 'nothing';
}
