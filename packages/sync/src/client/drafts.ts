/**
 * What is being written and was not sent: sealed under the account's local key, so that it outlives locking, closing and reloading and shows
 * to nobody else who uses the device.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import * as z from 'zod/mini';
import { Queue } from '../engine/queue.ts';
import type { Store } from '../store/store.ts';

const draft = z.strictObject({ key: z.string(), text: z.string() });
export type KeptDraft = z.infer<typeof draft>;
const place = { table: 'meta', key: 'account/drafts' } as const;

export class DraftBook {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #writing = new Queue();
  #drafts: readonly KeptDraft[] = [];

  constructor(store: Store, accountSecret: Bytes) {
    this.#store = store;
    this.#key = localKey(accountSecret);
  }

  async load(): Promise<void> {
    const sealed = await this.#store.get(place.table, place.key);
    const plain = sealed === null ? null : openLocal(this.#key, place, sealed);
    this.#drafts = plain === null ? [] : decodeCbor(z.array(draft), plain);
  }

  get all(): readonly KeptDraft[] {
    return this.#drafts;
  }

  /** Durable when it resolves. An empty text is none. */
  keep(key: string, text: string): Promise<void> {
    const others = this.#drafts.filter((known) => known.key !== key);
    this.#drafts = text === '' ? others : [...others, { key, text }];
    return this.#writing.run(async () => {
      const put = sealLocal(this.#key, place, encodeCbor(this.#drafts));
      await this.#store.write([{ ...place, put }]);
    });
  }

  /** Resolves when everything is durable. */
  settled(): Promise<void> {
    return this.#writing.run(() => Promise.resolve());
  }
}
