/**
 * Uploading blobs to a space: whoever writes into it says what is to come, sends it in any number of pieces, and asks how far it has come
 * (protocol.md, section 6). The server sees ciphertext, and checks that it is the one that was named.
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { graceDays } from '@obhut/protocol/expiry.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { findBlob, heldBlobBytes, insertBlob, mayWrite, touchBlob, type Blob } from '../db/blobs.ts';
import { asPersona, meaningOf, type Db, type Who } from '../db/query.ts';
import type { BlobStore } from './store.ts';

type Announced = RequestOf<'blob/begin'>;

export interface Piece {
  space: Bytes;
  blob: Bytes;
  offset: number;
  bytes: Readable;
}

interface Running {
  stop(): void;
  ended: Promise<unknown>;
}

function isSame(blob: Blob, announced: Announced): boolean {
  const { size, hash, expiry } = announced;
  return blob.size === size && blob.expiry === expiry && blob.hash !== null && equalBytes(blob.hash, hash);
}

export interface UploadingParts {
  pool: Pool;
  clock: Clock;
  store: BlobStore;
  /** Bytes that an institution may hold. */
  quota: number;
}

export class Uploading {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #store: BlobStore;
  readonly #quota: number;
  /** By the store's name. */
  readonly #running = new Map<string, Running>();

  constructor({ pool, clock, store, quota }: UploadingParts) {
    this.#pool = pool;
    this.#clock = clock;
    this.#store = store;
    this.#quota = quota;
  }

  #as<Result>(who: Who, work: (db: Db) => Promise<Result>): Promise<Result> {
    return asPersona(this.#pool, who, today(this.#clock), work);
  }

  get #now(): Date {
    return new Date(this.#clock.now());
  }

  /** From which byte on to send. The same again asks how far it has come; a piece that is still on its way is cut off. */
  async begin(who: Who, announced: Announced): Promise<number> {
    const { expiry } = announced;
    if (expiry !== 0 && expiry < today(this.#clock) - graceDays) throw new ApiError('refused', 'expiry');
    try {
      const blob = await this.#as(who, (db) => this.#announce(db, who, announced));
      await this.#stop(blob.name);
      const length = await this.#store.uploads.length(blob.name);
      if (!blob.done && length === blob.size) await this.#finish(who, blob);
      return length;
    } catch (error) {
      throw meaningOf(error);
    }
  }

  /** Durable when it resolves and all of it is there; how many bytes are there. `refused`: its hash is not the one announced; it begins anew. */
  async upload(who: Who, { space, blob, offset, bytes }: Piece): Promise<number> {
    const found = await this.#as(who, (db) => this.#own(db, who, space, blob));
    await this.#stop(found.name);
    // Where it ends early the rest is read and dropped: destroyed, the request would keep its connection from being read ever again.
    const read: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => bytes.iterator({ destroyOnReturn: false }),
    };
    const writing = this.#store.uploads.append(found.name, offset, read, found.size);
    const running = { stop: () => bytes.destroy(), ended: Promise.allSettled([writing]) };
    this.#running.set(found.name, running);
    try {
      const length = await writing;
      if (length === found.size) await this.#finish(who, found);
      return length;
    } finally {
      if (this.#running.get(found.name) === running) this.#running.delete(found.name);
    }
  }

  async #announce(db: Db, who: Who, announced: Announced): Promise<Blob> {
    const { space, blob: id, size, hash, expiry } = announced;
    if (!(await mayWrite(db, space))) throw new ApiError('not-found');
    const known = await findBlob(db, who.institution, space, id);
    if (known !== undefined) {
      if (!equalBytes(known.uploader, who.persona) || !isSame(known, announced))
        throw new ApiError('conflict', 'exists');
      // A file that was lost, such as by a backup that lacked it, may be sent again.
      const done = known.done && (await this.#store.has(known.name));
      await touchBlob(db, who.institution, known, done, this.#now);
      return { ...known, done };
    }
    if ((await heldBlobBytes(db)) + size > this.#quota) throw new ApiError('quota-exceeded');
    const blob = { space, id, size, hash, expiry, name: randomBytes(16).toString('hex') };
    await insertBlob(db, who, blob, this.#now);
    return { ...blob, uploader: who.persona, done: false };
  }

  async #own(db: Db, who: Who, space: Bytes, id: Bytes): Promise<Blob> {
    const known = await findBlob(db, who.institution, space, id);
    if (known === undefined || !equalBytes(known.uploader, who.persona)) throw new ApiError('not-found');
    if (known.done) throw new ApiError('conflict', 'offset');
    if (!(await touchBlob(db, who.institution, known, false, this.#now))) throw new ApiError('not-found');
    return known;
  }

  async #finish(who: Who, blob: Blob): Promise<void> {
    if (blob.hash === null || !(await this.#store.uploads.finish(blob.name, blob.hash)))
      throw new ApiError('refused', 'hash');
    // Its row may have been deleted meanwhile, or the right to write.
    const isKept = await this.#as(who, (db) => touchBlob(db, who.institution, blob, true, this.#now));
    if (isKept) return;
    await this.#store.remove(blob.name);
    throw new ApiError('not-found');
  }

  /** The sender's line may be long gone without our knowing. */
  async #stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    running?.stop();
    await running?.ended;
  }
}
