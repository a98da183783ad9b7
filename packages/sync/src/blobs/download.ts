/**
 * Downloading a sealed file: each chunk is verified before it is given, and the whole against what the signed event says of it.
 * @module
 */
import { blobKey, decryptChunks, sealedSize, StreamError } from '@obhut/crypto/stream.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { hasher } from '@obhut/protocol/hash.ts';
import type { Session } from '../engine/session.ts';
import { OfflineError, type BlobPlace } from '../transport/transport.ts';

/** What a signed event says of a blob. */
export interface BlobFact {
  key: Bytes;
  /** Of the plaintext. */
  size: number;
  /** Of the ciphertext. */
  hash: Bytes;
}

/** The ciphertext as it comes. Goes on after a break as long as something came since the last one. */
export async function* downloadSealed(session: Session, place: BlobPlace, size: number): AsyncGenerator<Bytes> {
  let offset = 0;
  for (let before = -1; offset < size;) {
    try {
      for await (const part of await session.getBlob(place, offset)) {
        offset += part.length;
        if (offset > size) throw new StreamError('longer than the event says');
        yield part;
      }
      if (offset < size && offset === before) throw new StreamError('shorter than the event says');
      if (offset < size) throw new OfflineError('the line broke');
    } catch (error) {
      if (!(error instanceof OfflineError) || offset === before) throw error;
      before = offset;
    }
  }
}

/** Throws {@link StreamError} where it is not what the event says; what was given before is then not to be used. */
export async function* openSealed(sealed: AsyncIterable<Bytes>, fact: BlobFact): AsyncGenerator<Bytes> {
  const hashing = hasher();
  let length = 0;
  async function* hashed(): AsyncGenerator<Bytes> {
    for await (const part of sealed) {
      hashing.update(part);
      yield part;
    }
  }
  for await (const part of decryptChunks(await blobKey(fact.key), hashed())) {
    length += part.length;
    yield part;
  }
  if (length !== fact.size || !equalBytes(hashing.digest(), fact.hash))
    throw new StreamError('another blob than the event says');
}

/** As {@link openSealed}. */
export function downloadBlob(session: Session, place: BlobPlace, fact: BlobFact): AsyncGenerator<Bytes> {
  return openSealed(downloadSealed(session, place, sealedSize(fact.size)), fact);
}
