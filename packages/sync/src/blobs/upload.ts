/**
 * Uploading a file sealed: chunk by chunk, so that no more than a piece is ever in memory, and on from where it broke off.
 * @module
 */
import { blobKey, chunkLength, encryptChunks, sealedChunkLength, sealedSize } from '@obhut/crypto/stream.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { hasher } from '@obhut/protocol/hash.ts';
import type { Session } from '../engine/session.ts';

/** A file that can be read again: sealing it the same way twice gives the same bytes. */
export interface Plain {
  readonly size: number;
  /** Its bytes from `from` on. */
  read(from: number): AsyncIterable<Bytes>;
}

export interface Placed {
  space: Bytes;
  blob: Bytes;
  /** At least that of the event that names it. */
  expiry: number;
}

/** As far as an upload needs one. */
type Line = Pick<Session, 'call' | 'putBlob'>;

/** Of one request: what is lost when the line breaks is at most this much. */
const pieceBytes = 8 * sealedChunkLength;
/** Others wrote, or an older request was still on its way: asked again this often. */
const mostTries = 5;

async function* sealed(plain: Plain, key: CryptoKey, from: number): AsyncGenerator<Bytes> {
  const first = Math.floor(from / sealedChunkLength);
  let skip = from - first * sealedChunkLength;
  for await (const chunk of encryptChunks(key, plain.read(first * chunkLength), first)) {
    if (skip < chunk.length) yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}

async function* pieces(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let waiting: Bytes[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (length + chunk.length > pieceBytes) {
      yield concat(...waiting);
      waiting = [];
      length = 0;
    }
    waiting.push(chunk);
    length += chunk.length;
  }
  if (length > 0) yield concat(...waiting);
}

async function hashOf(chunks: AsyncIterable<Bytes>): Promise<Bytes> {
  const hashing = hasher();
  for await (const chunk of chunks) hashing.update(chunk);
  return hashing.digest();
}

/** The whole ciphertext of a blob; its bytes again from any on. */
export interface Sealed {
  /** Of the ciphertext. */
  readonly size: number;
  readonly hash: Bytes;
  read(from: number): AsyncIterable<Bytes>;
}

/**
 * Resolves when the server has all of it and it was what was meant. Rejects as calls do; with the same arguments it goes on from where it
 * stopped. `progress`: to be told how many bytes of the ciphertext are there; what it throws ends the upload.
 */
export async function uploadSealed(
  session: Line,
  placed: Placed,
  sealed: Sealed,
  progress: (sent: number) => void = () => undefined,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { offset } = await session.call('blob/begin', { ...placed, size: sealed.size, hash: sealed.hash });
    try {
      await sendFrom(session, placed, offset, sealed.read(offset), progress);
      return;
    } catch (error) {
      const isBehind = error instanceof ApiError && error.code === 'conflict' && error.detail === 'offset';
      if (!isBehind || tries >= mostTries) throw error;
    }
  }
}

/** What the signed event says of it. `key`: 32 random bytes, of this blob only. */
export async function uploadBlob(
  session: Session,
  placed: Placed,
  key: Bytes,
  plain: Plain,
  progress: (sent: number, of: number) => void = () => undefined,
): Promise<{ size: number; hash: Bytes }> {
  const imported = await blobKey(key);
  const hash = await hashOf(sealed(plain, imported, 0));
  const size = sealedSize(plain.size);
  const read = (from: number) => sealed(plain, imported, from);
  await uploadSealed(session, placed, { size, hash, read }, (sent) => progress(sent, size));
  return { size: plain.size, hash };
}

async function sendFrom(
  session: Line,
  placed: Placed,
  from: number,
  chunks: AsyncIterable<Bytes>,
  sent: (offset: number) => void,
): Promise<void> {
  let offset = from;
  for await (const piece of pieces(chunks)) {
    offset = await session.putBlob(placed, offset, piece);
    sent(offset);
  }
}
