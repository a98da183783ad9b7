/**
 * Reading blobs of a space: whoever reads the space downloads.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { graceDays } from '@obhut/protocol/expiry.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { findBlob, type Blob } from '../db/blobs.ts';
import { asPersona, type Who } from '../db/query.ts';
import type { Readers } from '../log/readers.ts';
import { Lru } from '../lru.ts';
import type { BlobStore, OpenBlob } from './store.ts';

const mostKnown = 50_000;

function keyOf(who: Who, space: Bytes, blob: Bytes): string {
  return `${toHex(who.institution)} ${toHex(space)} ${toHex(blob)}`;
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

  /** Undefined for what is not there and for what the caller may not read. */
  async open(who: Who, space: Bytes, blob: Bytes): Promise<OpenBlob | undefined> {
    const found = await this.#find(who, space, blob);
    if (found === undefined || (found.expiry !== 0 && found.expiry < today(this.#clock) - graceDays)) return undefined;
    return this.#store.open(found.name);
  }

  /** Its row is gone. */
  forget(who: Who, space: Bytes, blob: Bytes): void {
    this.#known.delete(keyOf(who, space, blob));
  }

  /** Once found, what is in memory decides who reads it; where that does not suffice, the database. */
  async #find(who: Who, space: Bytes, blob: Bytes): Promise<Blob | undefined> {
    const day = today(this.#clock);
    const key = keyOf(who, space, blob);
    const known = this.#known.get(key);
    const readers = known === undefined ? null : this.#readers.of(who.institution, space, day);
    if (known !== undefined && readers !== null) return readers.has(toHex(who.persona)) ? known : undefined;
    const found = await asPersona(this.#pool, who, day, (db) => findBlob(db, who.institution, space, blob));
    if (found?.done !== true) return undefined;
    this.#known.set(key, found);
    return found;
  }
}
