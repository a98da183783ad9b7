/**
 * What a member does with files through the {@link Client} port.
 * @module
 */
import { StreamError } from '@obhut/crypto/stream.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import { download } from '../blobs/cache.ts';
import { Persons } from '../engine/persons.ts';
import { ClientError } from '../failure.ts';
import type { BlobRef } from '../space/fact.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';
import type { Files } from './files.ts';
import type { TakenFile } from './file-commands.ts';

function filesOn(device: Device): Files {
  if (device.files === null || device.isLetter) throw new ClientError('not-allowed');
  return device.files;
}

export function takeFile(device: Device, file: Blob, name: string): Promise<TakenFile> {
  const files = filesOn(device);
  return orFailure(() => files.take(file, name));
}

export function refsOf(device: Device, files: readonly string[]): BlobRef[] {
  return filesOn(device).refs(files);
}

/** Of an event that counts, or that still waits; null where there is none. `who`: its author, where it is not oneself. */
function refIn(
  device: Device,
  space: string,
  event: string,
  index: number,
): { ref: BlobRef; who: string | null } | null {
  const waiting = device.outbox?.waiting.find(({ entry }) => toHex(entry.id) === event);
  const own = waiting?.entry.blobs?.[index];
  if (own !== undefined) return { ref: own, who: null };
  const found = device.peer?.institution.replica(fromHex(space))?.facts.find(({ fact }) => fact.id === event);
  const ref = found?.blobs[index];
  return found === undefined || ref === undefined ? null : { ref, who: found.fact.author };
}

async function fetchFile(device: Device, space: string, ref: BlobRef): Promise<Blob> {
  const { peer, files, parts } = device;
  if (peer === null) throw new ClientError('not-allowed');
  const { session } = peer;
  if (files === null || device.isLetter) return await download(session, fromHex(space), ref);
  return await files.cache.open(session, fromHex(space), ref, parts.clock.now());
}

/** What does not verify is not given: it is named with its event's author, and everything else goes on. */
export async function openFile(device: Device, space: string, event: string, index: number): Promise<Blob> {
  const found = refIn(device, space, event, index);
  if (found === null) throw new ClientError('file-gone');
  try {
    return await orFailure(() => fetchFile(device, space, found.ref), { 'not-found': 'file-gone' });
  } catch (error) {
    if (error instanceof ClientError && error.failure === 'offline') throw new ClientError('file-not-here');
    if (!(error instanceof StreamError)) throw error;
    const person =
      found.who === null || device.peer === null ? null : Persons.of(device.peer.institution).of(found.who);
    device.alarm({ space, why: 'rejected-file', ...(person === null ? {} : { who: person }) });
    throw new ClientError('file-damaged');
  }
}

/** Behind what is being sent: it is either out, or it is not sent at all. */
export async function unsend(device: Device, event: string): Promise<void> {
  await device.queue.run(async () => {
    const { outbox, files } = device;
    const waiting = outbox?.waiting.find(({ entry }) => toHex(entry.id) === event);
    if (outbox === null || waiting === undefined) throw new ClientError('not-allowed');
    await outbox.remove(waiting.key);
    await files?.forget(waiting.entry);
    device.changed();
  });
}
