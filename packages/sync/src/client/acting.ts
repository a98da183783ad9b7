/**
 * As whom this device writes, and writing one thing after the other.
 * @module
 */
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';

/** Rejects while nobody is in, or one only looks at a letter. */
export function actingPeer({ peer, isLetter }: Device): Peer {
  if (peer === null || isLetter) throw new ClientError('not-allowed');
  return peer;
}

export async function writing<Result>(device: Device, work: (peer: Peer) => Promise<Result>): Promise<Result> {
  const peer = actingPeer(device);
  return await orFailure(() => device.queue.run(() => work(peer)));
}
