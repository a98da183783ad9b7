/**
 * How far somebody was told on this device of what is new, by space: numbers beside random ids, as the heads lie there.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';

const told = z.array(z.strictObject({ space: id, seq: uint }));
/** By space in hex: the seq up to which. */
export type Told = ReadonlyMap<string, number>;

const table = 'meta';

function keyOf(institution: Bytes): string {
  return `notices/told/${toHex(institution)}`;
}

/** Null: nobody was told of anything so far. */
export async function readTold(store: Store, institution: Bytes): Promise<Told | null> {
  const bytes = await store.get(table, keyOf(institution));
  if (bytes === null) return null;
  return new Map(decodeCbor(told, bytes).map(({ space, seq }) => [toHex(space), seq]));
}

/** What was told stays told: page and service worker may both write. */
export async function keepTold(store: Store, institution: Bytes, now: Told): Promise<void> {
  const before = await readTold(store, institution);
  const isSame = before !== null && [...now].every(([space, seq]) => (before.get(space) ?? -1) >= seq);
  if (isSame) return;
  const rows = [...now].map(([space, seq]) => ({
    space: fromHex(space),
    seq: Math.max(seq, before?.get(space) ?? 0),
  }));
  await store.write([{ table, key: keyOf(institution), put: encodeCbor(rows) }]);
}
