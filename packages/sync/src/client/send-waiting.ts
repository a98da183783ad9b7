/**
 * Sends what waits in the outbox.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Waiting } from '../engine/outbox.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { shredDeleted } from './deleting.ts';
import type { Device } from './device.ts';

async function sendOne(device: Device, { key, entry }: Waiting, isOver: boolean): Promise<void> {
  const { peer, outbox, files } = device;
  if (peer === null || outbox === null) return;
  const { space, institution: _, ...utterance } = entry;
  try {
    const stands = await peer.say(space, utterance);
    if (!stands) return;
    await shredDeleted(peer, space, utterance);
    await outbox.remove(key);
    await files?.sent(entry);
  } catch (error) {
    if (!(error instanceof ApiError) || isUnreachable(error)) throw error;
    if (isOver) await outbox.remove(key);
    if (isOver) await files?.forget(entry);
    device.alarm({ space: toHex(space), why: 'not-sent' });
  }
}

/** In order, but for what waits for its files. Rejects where the server is out of reach. */
export async function sendWaiting(device: Device): Promise<void> {
  const { peer, outbox, files } = device;
  if (peer === null || outbox === null) return;
  files?.uploads.start(peer, outbox);
  for (const waiting of outbox.waiting) {
    const { expiry } = waiting.entry;
    const isOver = expiry !== 0 && expiry < device.parts.clock.today();
    if (files?.uploads.isComplete(waiting) === false && !isOver) continue;
    await sendOne(device, waiting, isOver);
    device.changed();
  }
}
