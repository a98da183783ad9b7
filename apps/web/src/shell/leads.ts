/**
 * Who leads the institution: whoever makes wards and years, and corrects what is said of the institution.
 * @module
 */
import type { Snapshot } from './use-client.ts';

export function leads({ institution }: Snapshot): boolean {
  const role = institution?.spaces.find(({ kind }) => kind === 'leadership')?.role;
  return role === 'owner' || role === 'admin';
}
