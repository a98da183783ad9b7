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

/** Goes on after a break as long as something came since the last one. */
async function* received(session: Session, place: BlobPlace, size: number): AsyncGenerator<Bytes> {
  let offset = 0;
  for (let before = -1; offset < size;) {
    try {
      for await (const part of await session.getBlob(place, offset)) {
        offset += part.length;
        if (offset > size) throw new StreamError('longer than the event says');
        yield part;
      }
      if (offset < size) throw new OfflineError('the line broke');
    } catch (error) {
      if (!(error instanceof OfflineError) || offset === before) throw error;
      before = offset;
    }
  }
}

/** Throws {@link StreamError} where it is not what the event says; what was given before is then not to be used. */
export async function* downloadBlob(session: Session, place: BlobPlace, fact: BlobFact): AsyncGenerator<Bytes> {
  const hashing = hasher();
  async function* hashed(): AsyncGenerator<Bytes> {
    for await (const part of received(session, place, sealedSize(fact.size))) {
      hashing.update(part);
      yield part;
    }
  }
  yield* decryptChunks(await blobKey(fact.key), hashed());
  if (!equalBytes(hashing.digest(), fact.hash)) throw new StreamError('another blob than the event says');
}
