/**
 * Files on this device: their ciphertext as the server has it or will have it, a row for each chunk, and beside it a row, sealed under the
 * account's local key, that says what it is. Without the key, which lies there or in the event, it opens nothing.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { chunkCount, sealedChunkLength, sealedSize, StreamError } from '@obhut/crypto/stream.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { blobRef } from '../space/fact.ts';
import type { Change, Store } from '../store/store.ts';

const shelved = z.strictObject({
  /** coming: not all of it is here. held: it is to be sent and is nowhere else. cached: the server has it. */
  state: z.enum(['coming', 'held', 'cached']),
  /** Of the plaintext. */
  size: uint,
  /** When it was last of use, in milliseconds since 1970. */
  at: uint,
  /** Of what is held: what the event will say of it, and its small picture. */
  ref: z.nullable(blobRef),
  thumbnail: z.nullable(id),
});
export type Shelved = z.infer<typeof shelved>;

const table = 'blob';
/** Two mebibytes: so many rows are written in one go. */
const batch = 8;
const deleteBatch = 500;

function chunkKey(blob: string, index: number): string {
  return `${blob}/${index.toString().padStart(6, '0')}`;
}

/** Takes the chunks of one blob in their order. */
export class BlobWriter {
  readonly #store: Store;
  readonly #blob: string;
  #waiting: Bytes[] = [];
  #next = 0;

  constructor(store: Store, blob: string) {
    this.#store = store;
    this.#blob = blob;
  }

  /** Rejects with {@link StorageFullError}, as {@link end}. */
  async add(chunk: Bytes): Promise<void> {
    this.#waiting.push(chunk);
    if (this.#waiting.length >= batch) await this.end();
  }

  async end(): Promise<void> {
    const changes = this.#waiting.map((put): Change => ({ table, key: chunkKey(this.#blob, this.#next++), put }));
    this.#waiting = [];
    await this.#store.write(changes);
  }
}

export class BlobShelf {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #rows = new Map<string, Shelved>();

  constructor(store: Store, accountSecret: Bytes) {
    this.#store = store;
    this.#key = localKey(accountSecret);
  }

  /** What was on its way when the app was closed is of no use. */
  async load(): Promise<void> {
    for (const { key, bytes } of await this.#store.list(table, 'of/')) {
      const plain = openLocal(this.#key, { table, key }, bytes);
      if (plain !== null) this.#rows.set(key.slice('of/'.length), decodeCbor(shelved, plain));
    }
    await this.drop([...this.#rows].flatMap(([blob, { state }]) => (state === 'coming' ? [blob] : [])));
  }

  /** By id in hex. */
  get rows(): ReadonlyMap<string, Shelved> {
    return this.#rows;
  }

  /** Rejects with {@link StorageFullError}. */
  async put(blob: string, row: Shelved): Promise<void> {
    const key = `of/${blob}`;
    await this.#store.write([{ table, key, put: sealLocal(this.#key, { table, key }, encodeCbor(row)) }]);
    this.#rows.set(blob, row);
  }

  /** Before the first chunk, so that nothing is ever there that no row knows of. */
  async begin(blob: string, size: number, at: number): Promise<BlobWriter> {
    await this.put(blob, { state: 'coming', size, at, ref: null, thumbnail: null });
    return new BlobWriter(this.#store, blob);
  }

  /** Ciphertext from byte `from` on. Throws {@link StreamError} where something is missing. */
  async *read(blob: string, from = 0): AsyncGenerator<Bytes> {
    const size = this.#rows.get(blob)?.size;
    if (size === undefined) throw new StreamError('not on this device');
    if (from >= sealedSize(size)) return;
    let skip = from % sealedChunkLength;
    for (let index = Math.floor(from / sealedChunkLength); index < chunkCount(size); index++) {
      const chunk = await this.#store.get(table, chunkKey(blob, index));
      if (chunk === null) throw new StreamError('a chunk is missing on this device');
      yield chunk.subarray(skip);
      skip = 0;
    }
  }

  async drop(blobs: readonly string[]): Promise<void> {
    for (const blob of blobs) {
      const count = chunkCount(this.#rows.get(blob)?.size ?? 0);
      const keys = Array.from({ length: count }, (_, index) => chunkKey(blob, index));
      // The row last: until then it says what is still there.
      for (let at = 0; at < count; at += deleteBatch)
        await this.#store.write(keys.slice(at, at + deleteBatch).map((key): Change => ({ table, key, delete: true })));
      await this.#store.write([{ table, key: `of/${blob}`, delete: true }]);
      this.#rows.delete(blob);
    }
  }
}
