/**
 * Whose business the sheet in the safe is.
 * @module
 */
import type { Snapshot } from '../../shell/use-client.ts';

export function isOwner({ institution }: Snapshot): boolean {
  const leadership = institution?.spaces.find(({ kind }) => kind === 'leadership');
  return leadership?.owners.includes(institution?.me ?? '') === true;
}
