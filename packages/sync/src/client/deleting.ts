/**
 * Deleting an event before its day: an event that says so, and then the call by which the server drops the ciphertext. Both wait in the
 * outbox together, so that a cut in between is made good.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { deletedSeq, deletionId } from '@obhut/protocol/deletion.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { deletedBody, deletedType, type DeletedBody } from '../space/deletions.ts';
import type { Device } from './device.ts';

/** `event`: hex. */
export async function addDeletion(device: Device, peer: Peer, space: Bytes, event: string): Promise<void> {
  const { outbox } = device;
  const replica = peer.institution.replica(space);
  const found = replica?.facts.find(({ fact }) => fact.id === event);
  if (outbox === null || found === undefined || replica === undefined || replica.state === null)
    throw new ClientError('not-allowed');
  const { fact, blobs } = found;
  const { clock } = device.parts;
  const role = peer.institution.way(replica.state, clock.today())?.acting.role ?? null;
  const isMine = fact.author === toHex(peer.institution.self.id);
  if (!atLeast(role, isMine ? 'writer' : 'admin')) throw new ClientError('not-allowed');
  const body: DeletedBody = { seq: fact.seq, event, blobs: blobs.map(({ id }) => id) };
  const draft = { type: deletedType, body, expiry: fact.expiry, notify: 'none' as const };
  const entry = { ...draft, institution: peer.institution.id, space, time: clock.now() };
  await outbox.add(entry, deletionId(space, fact.seq));
}

/** Ids of the events whose deletion waits to be sent, hex. */
export function waitingDeletions(waiting: readonly { entry: { type: string; body: unknown } }[]): string[] {
  return waiting.flatMap(({ entry: { type, body } }) => {
    const parsed = type === deletedType ? deletedBody.safeParse(body) : null;
    return parsed?.success === true ? [parsed.data.event] : [];
  });
}

/** When the deletion stands: the server drops what it names. */
export async function shredDeleted(peer: Peer, space: Bytes, { id, body }: Utterance): Promise<void> {
  const seq = deletedSeq(space, id);
  const parsed = deletedBody.safeParse(body);
  if (seq === null || !parsed.success) return;
  await peer.session.call('event/delete', { space, seq, blobs: parsed.data.blobs });
}
