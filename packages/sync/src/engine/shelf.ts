/**
 * What a device keeps of an institution's spaces: items, boxes, entries and KEM keys as received, all of them ciphertext or public.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { goneOf, logItem, type LogItem } from '@obhut/protocol/feed.ts';
import { bytesUpTo, id, uint } from '@obhut/protocol/fields.ts';
import { hash } from '@obhut/protocol/hash.ts';
import * as z from 'zod/mini';
import type { Change, Store } from '../store/store.ts';

const space = z.strictObject({ space: id, access: z.enum(['full', 'control']) });
const knownHeads = z.array(z.strictObject({ space: id, heads: z.array(z.strictObject({ space: id, index: uint })) }));
const sealed = z.strictObject({ id, bytes: bytesUpTo(2048) });
export type Sealed = z.infer<typeof sealed>;
/** An item with the space that it is of. */
export interface Shelved {
  space: Bytes;
  item: LogItem;
}
export type KnownSpace = z.infer<typeof space>;

const expiryBatch = 200;
/** Where the bucket stands in an entry's key: institution, space, epoch, bucket, hash. */
const bucketInKey = 3;

/** What was asked for of a space: for which epoch, when (milliseconds and UTC day), and whether the request was in vain. */
const asked = z.strictObject({ space: id, epoch: uint, at: uint, day: uint, isVain: z.boolean() });
export type Asked = z.infer<typeof asked>;
const place = z.strictObject({ space: id, epoch: uint });

/** Seq in digits that sort as numbers. */
function ordered(seq: number): string {
  return seq.toString().padStart(12, '0');
}

export class Shelf {
  readonly #store: Store;
  readonly #prefix: string;

  constructor(store: Store, institution: Bytes) {
    this.#store = store;
    this.#prefix = toHex(institution);
  }

  async spaces(): Promise<KnownSpace[]> {
    const rows = await this.#store.list('meta', `space/${this.#prefix}/`);
    return rows.map((row) => decodeCbor(space, row.bytes));
  }

  #spaceKey(of: Bytes): string {
    return `space/${this.#prefix}/${toHex(of)}`;
  }

  async keepSpace(known: KnownSpace): Promise<void> {
    await this.#store.write([{ table: 'meta', key: this.#spaceKey(known.space), put: encodeCbor(known) }]);
  }

  /** By space in hex: the heads of other logs that were known when it was last read to its end. */
  async knownHeads(): Promise<Map<string, Map<string, number>>> {
    const bytes = await this.#store.get('meta', `heads/${this.#prefix}`);
    const rows = bytes === null ? [] : decodeCbor(knownHeads, bytes);
    return new Map(
      rows.map(({ space, heads }) => [toHex(space), new Map(heads.map((head) => [toHex(head.space), head.index]))]),
    );
  }

  async keepKnownHeads(known: readonly { space: Bytes; heads: ReadonlyMap<string, number> }[]): Promise<void> {
    const rows = known.map(({ space, heads }) => ({
      space,
      heads: [...heads].map(([hex, index]) => ({ space: fromHex(hex), index })),
    }));
    await this.#store.write([{ table: 'meta', key: `heads/${this.#prefix}`, put: encodeCbor(rows) }]);
  }

  /** Those with a greater seq than `after`. */
  async items(of: Bytes, after = 0): Promise<LogItem[]> {
    const rows = await this.#store.list('item', `${this.#prefix}/${toHex(of)}/`, this.#itemKey(of, after + 1));
    return rows.map((row) => decodeCbor(logItem, row.bytes));
  }

  #itemKey(of: Bytes, seq: number): string {
    return `${this.#prefix}/${toHex(of)}/${ordered(seq)}`;
  }

  async keepItems(of: Bytes, items: readonly LogItem[]): Promise<void> {
    await this.keepAll(items.map((item) => ({ space: of, item })));
  }

  /** Of any number of spaces, all or nothing. */
  async keepAll(items: readonly Shelved[]): Promise<void> {
    const put = ({ space: of, item }: Shelved): Change => ({
      table: 'item',
      key: this.#itemKey(of, item.seq),
      put: encodeCbor(item),
    });
    if (items.length > 0) await this.#store.write(items.map(put));
  }

  /** Of these events only what the chain needs stays, of these buckets nothing. Keys first. */
  async expire(of: Bytes, seqs: readonly number[], buckets: readonly Bytes[]): Promise<void> {
    if (buckets.length > 0) await this.#dropEntries(of, new Set(buckets.map(toHex)));
    for (let at = 0; at < seqs.length; at += expiryBatch) {
      const rows = await Promise.all(
        seqs.slice(at, at + expiryBatch).map((seq) => this.#store.get('item', this.#itemKey(of, seq))),
      );
      const items = rows.flatMap((row) => (row === null ? [] : [decodeCbor(logItem, row)]));
      await this.keepItems(
        of,
        items.flatMap((item) => (item.kind === 'event' ? [goneOf(item)] : [])),
      );
    }
  }

  async #dropEntries(of: Bytes, buckets: ReadonlySet<string>): Promise<void> {
    const rows = await this.#store.list('entry', `${this.#prefix}/${toHex(of)}/`);
    const dead = rows.filter(({ key }) => buckets.has(key.split('/')[bucketInKey] ?? ''));
    await this.#store.write(dead.map(({ key }): Change => ({ table: 'entry', key, delete: true })));
  }

  /** A log of which one could read only the control records becomes readable as a whole: it is read anew from its beginning. */
  async dropItems(of: Bytes): Promise<void> {
    const rows = await this.#store.list('item', `${this.#prefix}/${toHex(of)}/`);
    await this.#store.write(rows.map((row): Change => ({ table: 'item', key: row.key, delete: true })));
  }

  async dropSpace(of: Bytes): Promise<void> {
    await this.dropItems(of);
    for (const table of ['box', 'entry'] as const) {
      const rows = await this.#store.list(table, `${this.#prefix}/${toHex(of)}/`);
      await this.#store.write(rows.map(({ key }): Change => ({ table, key, delete: true })));
    }
    await this.#store.write([{ table: 'meta', key: this.#spaceKey(of), delete: true }]);
    const known = await this.knownHeads();
    if (!known.delete(toHex(of))) return;
    await this.keepKnownHeads([...known].map(([hex, heads]) => ({ space: fromHex(hex), heads })));
  }

  async sealed(table: 'box' | 'entry', of: Bytes, epoch: number): Promise<Sealed[]> {
    const rows = await this.#store.list(table, `${this.#prefix}/${toHex(of)}/${ordered(epoch)}/`);
    return rows.map((row) => decodeCbor(sealed, row.bytes));
  }

  /** Different bytes for one id (several uploaders) lie side by side. */
  async keepSealed(table: 'box' | 'entry', of: Bytes, epoch: number, rows: readonly Sealed[]): Promise<void> {
    const key = (row: Sealed) =>
      `${this.#prefix}/${toHex(of)}/${ordered(epoch)}/${toHex(row.id)}/${toHex(hash(row.bytes).slice(0, 8))}`;
    await this.#store.write(rows.map((row): Change => ({ table, key: key(row), put: encodeCbor(row) })));
  }

  async asked(): Promise<Asked[]> {
    const rows = await this.#store.list('meta', `asked/${this.#prefix}/`);
    return rows.map((row) => decodeCbor(asked, row.bytes));
  }

  async keepAsked(of: Bytes, row: Asked | null): Promise<void> {
    const key = `asked/${this.#prefix}/${toHex(of)}`;
    const change: Change =
      row === null ? { table: 'meta', key, delete: true } : { table: 'meta', key, put: encodeCbor(row) };
    await this.#store.write([change]);
  }

  /** By space in hex: the epoch of which this device has said that its keys open. */
  async confirmed(): Promise<Map<string, number>> {
    const rows = await this.#store.list('meta', `confirmed/${this.#prefix}/`);
    return new Map(rows.map((row) => decodeCbor(place, row.bytes)).map((row) => [toHex(row.space), row.epoch]));
  }

  async keepConfirmed(places: readonly { space: Bytes; epoch: number }[]): Promise<void> {
    const key = (of: Bytes) => `confirmed/${this.#prefix}/${toHex(of)}`;
    await this.#store.write(
      places.map((row): Change => ({ table: 'meta', key: key(row.space), put: encodeCbor(row) })),
    );
  }

  async key(hashOfKey: Bytes): Promise<Bytes | null> {
    return await this.#store.get('key', toHex(hashOfKey));
  }

  async keepKeys(keys: readonly Bytes[]): Promise<void> {
    await this.#store.write(keys.map((key): Change => ({ table: 'key', key: toHex(hash(key)), put: key })));
  }
}
