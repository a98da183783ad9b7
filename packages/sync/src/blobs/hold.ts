/**
 * Takes a file in to be sent: sealed chunk by chunk onto the shelf, never more than a few chunks in memory.
 * @module
 */
import { blobKey, encryptChunks, sealedSize } from '@obhut/crypto/stream.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { mostBlobBytes } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { hasher } from '@obhut/protocol/hash.ts';
import { ClientError } from '../failure.ts';
import type { BlobRef } from '../space/fact.ts';
import type { BlobShelf } from './blob-shelf.ts';
import { openSealed } from './download.ts';

/** A `Blob` or `File`, as far as it is used. */
export type FileSource = Pick<Blob, 'size' | 'stream'>;

/** What the system says of a file that was moved, changed or taken away since it was chosen. */
function isUnreadable(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
}

async function* bytesOf(source: FileSource): AsyncGenerator<Bytes> {
  let length = 0;
  const reader = source.stream().getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      yield read.value;
    }
  } catch (error) {
    throw isUnreadable(error) ? new ClientError('file-unreadable') : error;
  }
  if (length !== source.size) throw new ClientError('file-unreadable');
}

interface Held {
  mediaType: string;
  name: string;
  /** Id of its small picture, which is held already. */
  thumbnail: Bytes | null;
}

/** Resolves when all of it is on the device. Rejects with {@link ClientError} or `StorageFullError`; then nothing of it stays. */
export async function hold(shelf: BlobShelf, source: FileSource, what: Held, at: number): Promise<BlobRef> {
  if (source.size === 0) throw new ClientError('file-empty');
  if (sealedSize(source.size) > mostBlobBytes) throw new ClientError('file-too-large');
  return await seal(shelf, { size: source.size, bytes: () => bytesOf(source) }, what, at);
}

/** What is held, once more under an id and a key of its own. Rejects as {@link hold}, and with `StreamError` for what is spoilt. */
export async function holdCopy(shelf: BlobShelf, ref: BlobRef, thumbnail: Bytes | null, at: number): Promise<BlobRef> {
  const { size, mediaType, name } = ref;
  const bytes = () => openSealed(shelf.read(toHex(ref.id)), ref);
  return await seal(shelf, { size, bytes }, { mediaType, name, thumbnail }, at);
}

async function seal(
  shelf: BlobShelf,
  { size, bytes }: { size: number; bytes: () => AsyncIterable<Bytes> },
  { mediaType, name, thumbnail }: Held,
  at: number,
): Promise<BlobRef> {
  const [id, key] = [randomBytes(16), randomBytes(32)];
  const blob = toHex(id);
  try {
    const hashing = hasher();
    const writer = await shelf.begin(blob, size, at);
    for await (const chunk of encryptChunks(await blobKey(key), bytes())) {
      hashing.update(chunk);
      await writer.add(chunk);
    }
    await writer.end();
    const ref = { id, key, size, hash: hashing.digest(), mediaType, name };
    await shelf.put(blob, { state: 'held', size, at, ref, thumbnail });
    return ref;
  } catch (error) {
    await shelf.drop([blob]);
    throw error;
  }
}
