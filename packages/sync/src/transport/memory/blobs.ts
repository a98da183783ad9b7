/**
 * Blobs of the server in memory: announced, sent in pieces, and open to readers when their hash is the one announced.
 * @module
 */
import { concat, equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { graceDays, isShredded } from '@obhut/protocol/expiry.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { SpaceState } from '@obhut/protocol/state.ts';
import type { BlobPlace } from '../transport.ts';

type Announced = RequestOf<'blob/begin'>;

interface MemoryBlob extends Announced {
  uploader: Bytes;
  bytes: Bytes;
  done: boolean;
}

function isSame(a: Announced, b: Announced): boolean {
  return a.size === b.size && a.expiry === b.expiry && equalBytes(a.hash, b.hash);
}

export class MemoryBlobs {
  readonly #blobs = new Map<string, MemoryBlob>();

  #key({ space, blob }: BlobPlace): string {
    return `${toHex(space)} ${toHex(blob)}`;
  }

  begin(announced: Announced, uploader: Bytes, today: number): number {
    if (announced.expiry !== 0 && announced.expiry < today - graceDays) throw new ApiError('refused', 'expiry');
    const known = this.#blobs.get(this.#key(announced));
    if (known !== undefined) {
      if (!equalBytes(known.uploader, uploader) || !isSame(known, announced)) throw new ApiError('conflict', 'exists');
      return known.bytes.length;
    }
    const blob = { ...announced, uploader, bytes: new Uint8Array(), done: false };
    this.#blobs.set(this.#key(announced), blob);
    this.#finish(blob);
    return 0;
  }

  put(place: BlobPlace, offset: number, bytes: Bytes, uploader: Bytes): number {
    const blob = this.#blobs.get(this.#key(place));
    if (blob === undefined || !equalBytes(blob.uploader, uploader)) throw new ApiError('not-found');
    if (blob.done || blob.bytes.length !== offset) throw new ApiError('conflict', 'offset');
    if (offset + bytes.length > blob.size) throw new ApiError('too-large');
    blob.bytes = concat(blob.bytes, bytes);
    this.#finish(blob);
    return blob.bytes.length;
  }

  #finish(blob: MemoryBlob): void {
    if (blob.bytes.length < blob.size) return;
    blob.done = equalBytes(hash(blob.bytes), blob.hash);
    if (blob.done) return;
    blob.bytes = new Uint8Array();
    throw new ApiError('refused', 'hash');
  }

  get(place: BlobPlace): Bytes {
    const blob = this.#blobs.get(this.#key(place));
    if (blob?.done !== true) throw new ApiError('not-found');
    return blob.bytes;
  }

  delete(place: BlobPlace, persona: Bytes, isAdmin: boolean): void {
    const blob = this.#blobs.get(this.#key(place));
    if (blob !== undefined && (isAdmin || equalBytes(blob.uploader, persona))) this.#blobs.delete(this.#key(place));
  }

  shred(state: (space: Bytes) => SpaceState | undefined, today: number): void {
    for (const [key, { space, expiry }] of this.#blobs) {
      const known = state(space);
      if (known !== undefined && isShredded(known, expiry, today)) this.#blobs.delete(key);
    }
  }

  *dump(): Generator<Bytes> {
    for (const { bytes } of this.#blobs.values()) yield bytes;
  }
}
