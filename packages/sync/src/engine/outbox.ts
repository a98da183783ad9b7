/**
 * What was said and is still to be sent: kept on the device sealed under the account's local key, in order, until the server has it.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { notifications } from '@obhut/protocol/event.ts';
import { day, id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { blobRef } from '../space/fact.ts';
import type { Store } from '../store/store.ts';

const entry = z.strictObject({
  institution: id,
  space: id,
  id,
  type: z.string(),
  body: z.unknown(),
  time: uint,
  expiry: day,
  notify: z.enum(notifications),
  /** Rows of before there were files have none. */
  blobs: z.optional(z.array(blobRef)),
});
export type OutboxEntry = z.infer<typeof entry>;

export interface Waiting {
  key: string;
  entry: OutboxEntry;
}

export class Outbox {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #institution: Bytes;
  #waiting: Waiting[] = [];
  #next = 0;

  constructor(store: Store, accountSecret: Bytes, institution: Bytes) {
    this.#store = store;
    this.#key = localKey(accountSecret);
    this.#institution = institution;
  }

  /**
   * Reads what an earlier run left. A row that was not sealed under this account's key, at this place and for this institution, stays where it is
   * and is not ours to send.
   */
  async load(): Promise<void> {
    const rows = await this.#store.list('outbox', '');
    this.#waiting = [];
    for (const row of rows) {
      const plain = openLocal(this.#key, { table: 'outbox', key: row.key }, row.bytes);
      const found = plain === null ? null : decodeCbor(entry, plain);
      if (found === null || !equalBytes(found.institution, this.#institution)) continue;
      this.#next = Math.max(this.#next, Number.parseInt(row.key.slice(0, 12), 10) + 1);
      this.#waiting.push({ key: row.key, entry: found });
    }
  }

  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Durable on this device when it resolves. Returns the event's id; one that waits already waits once. */
  async add(draft: Omit<OutboxEntry, 'id'>, event = randomBytes(16)): Promise<Bytes> {
    if (this.#waiting.some(({ entry: { id: known } }) => equalBytes(known, event))) return event;
    await this.#keep([{ ...draft, id: event }]);
    return event;
  }

  /** All of them or none. Returns the events' ids. */
  async addAll(drafts: readonly Omit<OutboxEntry, 'id'>[]): Promise<Bytes[]> {
    const entries = drafts.map((draft) => ({ ...draft, id: randomBytes(16) }));
    await this.#keep(entries);
    return entries.map(({ id: event }) => event);
  }

  async #keep(entries: readonly OutboxEntry[]): Promise<void> {
    const rows = entries.map((row) => {
      const key = `${(this.#next++).toString().padStart(12, '0')}/${toHex(row.id)}`;
      return { key, entry: row, put: sealLocal(this.#key, { table: 'outbox', key }, encodeCbor(row)) };
    });
    await this.#store.write(rows.map(({ key, put }) => ({ table: 'outbox', key, put })));
    this.#waiting = [...this.#waiting, ...rows.map(({ key, entry: row }) => ({ key, entry: row }))];
  }

  async remove(key: string): Promise<void> {
    await this.#store.write([{ table: 'outbox', key, delete: true }]);
    this.#waiting = this.#waiting.filter((waiting) => waiting.key !== key);
  }
}
