/**
 * Before something is written: the space is rekeyed if it is stale, inner spaces first, and its epoch has a bucket for what is to come.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { staleMemberSpaces, staleness } from '@obhut/protocol/stale.ts';
import { bucketEnd } from '../authoring/quarter.ts';
import { bucketFor } from '../authoring/seal-event.ts';
import type { Replica } from '../space/replica.ts';
import type { Peer } from './peer.ts';

/** The server answers 409 for what others did meanwhile: read on, and try again, this often. */
export const mostTries = 8;

function isStale(peer: Peer, replica: Replica, today: number): boolean {
  const { state } = replica;
  if (state === null) return false;
  return staleness(state, peer.institution.logs, today) !== 'fresh' || peer.repair.isStale(replica);
}

function bucketsAfterRekey(target: Bytes, space: Bytes, expiry: number): (number | null)[] {
  return equalBytes(target, space) ? [...new Set([null, bucketEnd(expiry)])] : [null];
}

/** The space of this id in hex that is to be rekeyed first. */
function staleInside(peer: Peer, replica: Replica, today: number): Replica {
  const inner = replica.state === null ? undefined : staleMemberSpaces(replica.state, peer.institution.logs, today)[0];
  return peer.institution.replicas.find((other) => toHex(other.space) === inner) ?? replica;
}

export function isFresh(peer: Peer, replica: Replica, today: number): boolean {
  return staleInside(peer, replica, today) === replica && !isStale(peer, replica, today);
}

export async function prepare(peer: Peer, space: Bytes, expiry: number, today: number): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    const replica = peer.institution.replica(space);
    if (replica === undefined || replica.state === null) throw new ApiError('not-found');
    // Whose membership ended by its day has nothing to prepare, and is told so before the server would.
    if (peer.institution.way(replica.state, today) === null) throw new ApiError('refused', 'right');
    const target = staleInside(peer, replica, today);
    if (isStale(peer, target, today)) {
      await peer.write((act) => act.rekey(target.space, bucketsAfterRekey(target.space, space, expiry)));
      continue;
    }
    if (bucketFor(replica.state, expiry) !== null) return;
    await peer.write((act) => act.keyring(space, [bucketEnd(expiry)]));
  }
  throw new ApiError('conflict');
}
