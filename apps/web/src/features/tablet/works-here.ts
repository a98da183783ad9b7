/** @module Who may have a PIN on a group's tablet: the staff, and who helps in a day team. */
import type { Snapshot } from '../../shell/use-client.ts';

export function worksHere({ institution }: Snapshot): boolean {
  if (institution === null) return false;
  const { me, standing, spaces } = institution;
  return standing === 'staff' || spaces.some(({ kind, personas }) => kind === 'day' && personas.includes(me));
}
