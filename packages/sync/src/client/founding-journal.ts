/**
 * A founding under way, kept sealed on the device until the emergency kit is in the safe: the same bytes go to the server however often
 * the network is cut, so an institution is founded once and whole.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { appendRequest } from '@obhut/protocol/append.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { bytes32, id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';

const part = z.strictObject({ number: z.number(), set: z.string() });
const journal = z.strictObject({
  institution: id,
  leadership: id,
  persona: id,
  seed: bytes32,
  kitSeed: bytes32,
  /** The kit as it is shown, once it is to be on three sheets: after a reload they are of the same set. */
  split: z.optional(z.array(z.strictObject({ lines: z.array(z.string()), part: z.nullable(part) }))),
  done: z.boolean(),
  request: appendRequest,
});
export type FoundingJournal = z.infer<typeof journal>;

const key = 'plan/found';
const place = { table: 'meta', key };

export async function readFounding(store: Store, accountSecret: Bytes): Promise<FoundingJournal | null> {
  const sealed = await store.get('meta', key);
  const plain = sealed === null ? null : openLocal(localKey(accountSecret), place, sealed);
  return plain === null ? null : decodeCbor(journal, plain);
}

export async function keepFounding(store: Store, accountSecret: Bytes, plan: FoundingJournal): Promise<void> {
  const put = sealLocal(localKey(accountSecret), place, encodeCbor(plan));
  await store.write([{ table: 'meta', key, put }]);
}

export async function forgetFounding(store: Store): Promise<void> {
  await store.write([{ table: 'meta', key, delete: true }]);
}
