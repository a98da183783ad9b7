/**
 * What is being written and was not sent: sealed under the account's local key, so that it outlives locking, closing and reloading and shows
 * to nobody else who uses the device.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import * as z from 'zod/mini';
import { Queue } from '../engine/queue.ts';
import type { Store } from '../store/store.ts';
import type { Device } from './device.ts';

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

  /** With those that wait. */
  static async open(store: Store, accountSecret: Bytes): Promise<DraftBook> {
    const book = new DraftBook(store, accountSecret);
    const sealed = await store.get(place.table, place.key);
    const plain = sealed === null ? null : openLocal(book.#key, place, sealed);
    book.#drafts = plain === null ? [] : decodeCbor(z.array(draft), plain);
    return book;
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

/** Whose drafts are kept, in hex: the account's, or those of who works on a tablet. Who only looks at a letter writes nothing. */
export function writerOf({ account, tablet, isLetter, house }: Device): string | null {
  if (account === null) return tablet?.person ?? null;
  if (isLetter) return null;
  return house === null ? toHex(account.id) : `${toHex(account.id)} ${house}`;
}
