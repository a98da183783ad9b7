/**
 * What a person was writing on a shared tablet: sealed under a key of theirs, so that it waits for them and nobody else sees it.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { hash } from '@obhut/protocol/hash.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';

const draft = z.strictObject({ name: z.string(), text: z.string() });
const prefix = 'draft/';

export class PersonDrafts {
  readonly #store: Store;
  readonly #key: Bytes;

  /** `store`: the person's own. */
  constructor(store: Store, personaSeed: Bytes) {
    this.#store = store;
    this.#key = localKey(personaSeed);
  }

  /** An empty text forgets it. What a draft is of is sealed as well. */
  async keep(name: string, text: string): Promise<void> {
    const key = prefix + toHex(hash(utf8(name)));
    const place = { table: 'meta', key } as const;
    const put = sealLocal(this.#key, place, encodeCbor({ name, text }));
    await this.#store.write([text === '' ? { ...place, delete: true } : { ...place, put }]);
  }

  async all(): Promise<{ name: string; text: string }[]> {
    const rows = await this.#store.list('meta', prefix);
    return rows.flatMap(({ key, bytes }) => {
      const plain = openLocal(this.#key, { table: 'meta', key }, bytes);
      return plain === null ? [] : [decodeCbor(draft, plain)];
    });
  }
}
