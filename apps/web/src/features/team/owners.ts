/**
 * How many own the institution: with one alone, everything hangs on them.
 * @module
 */
import type { Snapshot } from '../../shell/use-client.ts';

/** So long one may put off the second owner. */
const laterDays = 7;

function ownersOf({ institution }: Snapshot): readonly string[] {
  return institution?.spaces.find(({ kind }) => kind === 'leadership')?.owners ?? [];
}

export function isOwner(snapshot: Snapshot): boolean {
  return ownersOf(snapshot).includes(snapshot.institution?.me ?? '');
}

export function hasSecondOwner(snapshot: Snapshot): boolean {
  return ownersOf(snapshot).length > 1;
}

/** The app insists, and says so to whoever can do something about it. */
export function isSecondOwnerOverdue(snapshot: Snapshot): boolean {
  const { institution, today } = snapshot;
  return (
    institution !== null && isOwner(snapshot) && !hasSecondOwner(snapshot) && today >= institution.foundedOn + laterDays
  );
}
