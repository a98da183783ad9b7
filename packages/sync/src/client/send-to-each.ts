/**
 * Saying the same in several spaces: kept together, so that a tab that is closed never leaves half of it.
 * @module
 */
import { StreamError } from '@obhut/crypto/stream.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import type { Draft } from '../client.ts';
import type { Peer } from '../engine/peer.ts';
import { ClientError } from '../failure.ts';
import { isOfInstitution } from './acting.ts';
import type { Device } from './device.ts';

/** For each space its files by id: those that were taken in, and copies of them. */
async function filesFor(device: Device, count: number, files: readonly string[]): Promise<(readonly string[])[]> {
  if (files.length === 0) return Array.from({ length: count }, () => []);
  if (device.files === null) throw new ClientError('not-allowed');
  const copies: (readonly string[])[] = [files];
  try {
    while (copies.length < count) copies.push(await device.files.copies(files));
    return copies;
  } catch (error) {
    for (const blob of copies.slice(1).flat()) await device.files.dropTaken(blob);
    throw error instanceof StreamError ? new ClientError('file-gone') : error;
  }
}

export async function sendToEach(
  device: Device,
  peer: Peer,
  spaces: readonly string[],
  { files = [], ...rest }: Omit<Draft, 'space'>,
): Promise<string[]> {
  const { outbox, parts } = device;
  const areOfIt = spaces.every((space) => isOfInstitution(peer, space));
  if (outbox === null || spaces.length === 0 || !areOfIt) throw new ClientError('not-allowed');
  const said = { ...rest, institution: peer.institution.id, time: parts.clock.now() };
  const all = await filesFor(device, spaces.length, files);
  const drafts = spaces.map((space, at) => {
    const blobs = device.files?.refs(all[at] ?? []) ?? [];
    return { ...said, space: fromHex(space), ...(blobs.length === 0 ? {} : { blobs }) };
  });
  const ids = await outbox.addAll(drafts);
  return ids.map(toHex);
}
