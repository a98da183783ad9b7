/**
 * Blobs of a space: whoever writes into it uploads, whoever reads it downloads.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { mostBlobBytes } from '@obhut/protocol/blob.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { findBlob, insertBlob, mayWrite, type Blob } from '../db/blobs.ts';
import { asPersona, meaningOf, type Who } from '../db/query.ts';
import type { Readers } from '../log/readers.ts';
import { Lru } from '../lru.ts';
import type { BlobStore, OpenBlob } from './store.ts';

const mostKnown = 50_000;

export interface Upload {
  space: Bytes;
  blob: Bytes;
  expiry: number;
  bytes: AsyncIterable<Uint8Array>;
}

export class Blobs {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #store: BlobStore;
  readonly #readers: Readers;
  readonly #known = new Lru<Blob>(mostKnown);

  constructor(pool: Pool, clock: Clock, store: BlobStore, readers: Readers) {
    this.#pool = pool;
    this.#clock = clock;
    this.#store = store;
    this.#readers = readers;
  }

  /** Durable when it resolves; how many bytes it was. `conflict`: there is one with this id. */
  async upload(who: Who, { space, blob, expiry, bytes }: Upload): Promise<number> {
    const day = today(this.#clock);
    if (expiry !== 0 && expiry < day) throw new ApiError('refused', 'expiry');
    if (!(await asPersona(this.#pool, who, day, (db) => mayWrite(db, space)))) throw new ApiError('not-found');
    const { name, size } = await this.#store.put(bytes, mostBlobBytes);
    try {
      await asPersona(this.#pool, who, day, (db) => insertBlob(db, who, { space, id: blob, size, expiry, name }));
      return size;
    } catch (error) {
      await this.#store.remove(name);
      throw meaningOf(error);
    }
  }

  /** Undefined for what is not there and for what the caller may not read. */
  async open(who: Who, space: Bytes, blob: Bytes): Promise<OpenBlob | undefined> {
    const found = await this.#find(who, space, blob);
    if (found === undefined || (found.expiry !== 0 && found.expiry < today(this.#clock))) return undefined;
    return this.#store.open(found.name);
  }

  /** Once found, what is in memory decides who reads it; where that does not suffice, the database. */
  async #find(who: Who, space: Bytes, blob: Bytes): Promise<Blob | undefined> {
    const day = today(this.#clock);
    const key = `${toHex(who.institution)} ${toHex(space)} ${toHex(blob)}`;
    const known = this.#known.get(key);
    const readers = known === undefined ? null : this.#readers.of(who.institution, space, day);
    if (known !== undefined && readers !== null) return readers.has(toHex(who.persona)) ? known : undefined;
    const found = await asPersona(this.#pool, who, day, (db) => findBlob(db, who.institution, space, blob));
    if (found !== undefined) this.#known.set(key, found);
    return found;
  }
}
