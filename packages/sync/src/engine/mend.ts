/**
 * Rekeying what is urgently stale: after a removal, an expulsion, a replacement. What is due follows from the verified logs alone, so any
 * staff device can go on where another stopped (protocol.md, section 5).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { staleMemberSpaces, staleness } from '@obhut/protocol/stale.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import type { Replica } from '../space/replica.ts';
import type { Peer } from './peer.ts';

/** So many spaces are rekeyed in one append: a conflict in one of them costs no more than that. */
const chunk = 32;

export interface Progress {
  done: number;
  total: number;
}

type Mender = Pick<Peer, 'institution' | 'repair'>;

function mayRekey({ institution, repair }: Mender, replica: Replica, today: number): boolean {
  const { state } = replica;
  const way = state === null ? null : institution.way(state, today);
  if (state === null || way === null || !atLeast(way.acting.role, 'writer')) return false;
  // Whoever cannot open all of it makes a keyring that others miss something of: only after asking for it in vain.
  if (repair.hasGivenUp(replica)) return true;
  const isOpen = replica.keys.epoch(currentEpoch(state)?.epoch ?? 0) !== null;
  return isOpen && replica.keys.missing(state, today).length === 0;
}

/** Spaces that are stale themselves, and those that become it when an inner one is rekeyed. */
function affected(mender: Mender, today: number): Replica[] {
  const { institution, repair } = mender;
  return institution.replicas.filter((replica) => {
    const { state } = replica;
    const isOver = state === null || (state.retired !== null && state.retired < today);
    if (isOver || replica.access === 'control' || replica.stopped !== null) return false;
    const isDue =
      staleness(state, institution.logs, today) === 'urgently' ||
      staleMemberSpaces(state, institution.logs, today).length > 0 ||
      repair.isStale(replica);
    return isDue && mayRekey(mender, replica, today);
  });
}

/** How many spaces one has to rekey. */
export function spacesToMend(mender: Mender, today: number): number {
  return affected(mender, today).length;
}

function next(mender: Mender, today: number): Bytes[] {
  const { logs } = mender.institution;
  const ready = affected(mender, today).filter(
    ({ state }) => state !== null && staleMemberSpaces(state, logs, today).length === 0,
  );
  return ready.slice(0, chunk).map(({ space }) => space);
}

/** Rekeys inner spaces first, until nothing is due that one may rekey. Others may do the same at the same time. */
export async function mend(peer: Peer, today: number, report: (progress: Progress) => void): Promise<void> {
  let done = 0;
  let total = spacesToMend(peer, today);
  for (let spaces = next(peer, today); spaces.length > 0; spaces = next(peer, today)) {
    report({ done, total });
    // After a conflict others may have done a part of it.
    await peer.write((act) => {
      const due = new Set(affected(peer, today).map(({ space }) => space));
      for (const space of spaces) if (due.has(space)) act.rekey(space, [null]);
    });
    done += spaces.length;
    total = Math.max(total, done + spacesToMend(peer, today));
  }
  if (done > 0) report({ done, total: done });
}
