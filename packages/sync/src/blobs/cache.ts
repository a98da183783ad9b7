/**
 * Opening files: from this device where they are kept, else from the server, and then they are kept, as far as there is room. What was used
 * longest ago makes room for others; what is still to be sent never does.
 * @module
 */
import { sealedChunkLength, sealedSize, StreamError } from '@obhut/crypto/stream.ts';
import { rechunk } from '@obhut/crypto/rechunk.ts';
import { mostBlobBytes } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Session } from '../engine/session.ts';
import type { BlobRef } from '../space/fact.ts';
import { StorageFullError } from '../store/store.ts';
import type { BlobShelf, BlobWriter } from './blob-shelf.ts';
import { downloadSealed, openSealed } from './download.ts';

/** Of plaintext, which is ciphertext without its tags. */
const mostCachedBytes = 268_435_456;
/** A browser can move whole blobs out of memory, not bytes of ours. */
const pieceBytes = 16_777_216;
/** What a browser may be shown. Everything else is only bytes, whatever its sender calls it: it is never a page or a script of ours. */
const shownTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

async function blobOf(parts: AsyncIterable<Bytes>, mediaType: string): Promise<Blob> {
  const pieces: Blob[] = [];
  let waiting: Bytes[] = [];
  let length = 0;
  for await (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < pieceBytes) continue;
    pieces.push(new Blob(waiting));
    [waiting, length] = [[], 0];
  }
  const type = shownTypes.has(mediaType) ? mediaType : 'application/octet-stream';
  return new Blob([...pieces, ...waiting], { type });
}

/** Not kept anywhere. Throws {@link StreamError} for what is not as the event says. */
export async function download(session: Session, space: Bytes, ref: BlobRef): Promise<Blob> {
  if (sealedSize(ref.size) > mostBlobBytes) throw new StreamError('larger than any file can be');
  const sealed = downloadSealed(session, { space, blob: ref.id }, sealedSize(ref.size));
  return await blobOf(openSealed(sealed, ref), ref.mediaType);
}

export class BlobCache {
  readonly #shelf: BlobShelf;
  readonly #most: number;
  /** Two who want the same file wait for the same one. */
  readonly #opening = new Map<string, Promise<Blob>>();

  constructor(shelf: BlobShelf, most = mostCachedBytes) {
    this.#shelf = shelf;
    this.#most = most;
  }

  isHere({ id }: BlobRef): boolean {
    const state = this.#shelf.rows.get(toHex(id))?.state;
    return state === 'held' || state === 'cached';
  }

  /** Rejects with {@link StreamError} for what is not as the event says, and as calls do. */
  open(session: Session, space: Bytes, ref: BlobRef, now: number): Promise<Blob> {
    const blob = toHex(ref.id);
    const opening = this.#opening.get(blob) ?? this.#open(session, space, ref, now);
    this.#opening.set(blob, opening);
    return opening.finally(() => this.#opening.delete(blob));
  }

  async #open(session: Session, space: Bytes, ref: BlobRef, now: number): Promise<Blob> {
    return (await this.#fromShelf(ref, now)) ?? (await this.#fromServer(session, space, ref, now));
  }

  async #fromShelf(ref: BlobRef, now: number): Promise<Blob | null> {
    const blob = toHex(ref.id);
    const row = this.#shelf.rows.get(blob);
    if (row === undefined || row.state === 'coming' || row.size !== ref.size) return null;
    try {
      const opened = await blobOf(openSealed(this.#shelf.read(blob), ref), ref.mediaType);
      if (row.state === 'cached') await this.#keep(blob, () => this.#shelf.put(blob, { ...row, at: now }));
      return opened;
    } catch (error) {
      // Spoilt on this device: the server has it whole.
      if (!(error instanceof StreamError) || row.state === 'held') throw error;
      await this.#shelf.drop([blob]);
      return null;
    }
  }

  async #fromServer(session: Session, space: Bytes, ref: BlobRef, now: number): Promise<Blob> {
    const blob = toHex(ref.id);
    if (sealedSize(ref.size) > mostBlobBytes) throw new StreamError('larger than any file can be');
    const writer = await this.#beginKeeping(blob, ref.size, now);
    try {
      const sealed = downloadSealed(session, { space, blob: ref.id }, sealedSize(ref.size));
      const opened = await blobOf(openSealed(this.#kept(blob, writer, sealed), ref), ref.mediaType);
      const row = { state: 'cached' as const, size: ref.size, at: now, ref: null, thumbnail: null };
      if (this.#shelf.rows.has(blob)) await this.#keep(blob, () => this.#shelf.put(blob, row));
      return opened;
    } catch (error) {
      await this.#shelf.drop([blob]);
      throw error;
    }
  }

  async #beginKeeping(blob: string, size: number, now: number): Promise<BlobWriter | null> {
    if (size > this.#most) return null;
    await this.fit(size);
    let writer: BlobWriter | null = null;
    await this.#keep(blob, async () => {
      writer = await this.#shelf.begin(blob, size, now);
    });
    return writer;
  }

  /** Passes on what it keeps. */
  async *#kept(blob: string, writer: BlobWriter | null, sealed: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
    let isKept = writer !== null;
    for await (const { piece, last } of rechunk(sealed, sealedChunkLength)) {
      isKept = isKept && (await this.#keep(blob, async () => writer?.add(piece)));
      if (last && isKept) await this.#keep(blob, async () => writer?.end());
      yield piece;
    }
  }

  /** Without room it is shown all the same, and not kept. */
  async #keep(blob: string, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      await this.#shelf.drop([blob]);
      return false;
    }
  }

  /** Makes room for `size` bytes more. */
  async fit(size: number): Promise<void> {
    const cached = [...this.#shelf.rows].filter(([, { state }]) => state === 'cached');
    let total = cached.reduce((sum, [, row]) => sum + row.size, size);
    for (const [blob, row] of cached.toSorted(([, a], [, b]) => a.at - b.at)) {
      if (total <= this.#most) return;
      await this.#shelf.drop([blob]);
      total -= row.size;
    }
  }
}
