/**
 * Who reads lists in: whoever makes the wards' spaces.
 * @module
 */
import type { Snapshot } from '../../shell/use-client.ts';

export function leads({ institution }: Snapshot): boolean {
  const role = institution?.spaces.find(({ kind }) => kind === 'leadership')?.role;
  return role === 'owner' || role === 'admin';
}
