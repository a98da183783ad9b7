/**
 * Whose business the sheet in the safe is.
 * @module
 */
import type { Snapshot } from '../../shell/use-client.ts';

export function isOwner({ institution }: Snapshot): boolean {
  const leadership = institution?.spaces.find(({ kind }) => kind === 'leadership');
  return leadership?.owners.includes(institution?.me ?? '') === true;
}

/** Whose word lets somebody in by the sheet: an owner's, or of whom the carrier has put there to read along. */
export function mayApprove(snapshot: Snapshot): boolean {
  const { institution } = snapshot;
  const leadership = institution?.spaces.find(({ kind }) => kind === 'leadership');
  return isOwner(snapshot) || leadership?.readers.includes(institution?.me ?? '') === true;
}
