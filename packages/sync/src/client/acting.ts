/**
 * As whom this device writes, and writing one thing after the other.
 * @module
 */
import { fromHex } from '@obhut/protocol/bytes.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';

/** Rejects while nobody is in, or one only looks at a letter. */
export function actingPeer({ peer, isLetter }: Device): Peer {
  if (peer === null || isLetter) throw new ClientError('not-allowed');
  return peer;
}

/** Another institution may have come to the front since a screen was drawn: what was meant for that one is not said in this one. `space`: hex. */
export function isOfInstitution({ institution }: Peer, space: string): boolean {
  return institution.replica(fromHex(space)) !== undefined;
}

export async function writing<Result>(device: Device, work: (peer: Peer) => Promise<Result>): Promise<Result> {
  const peer = actingPeer(device);
  return await orFailure(() => device.queue.run(() => work(peer)));
}
