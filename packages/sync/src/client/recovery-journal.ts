/**
 * A recovery under way, kept sealed on the device: the sheet's secret, the new persona's seed, and what it will say of itself. So days may
 * pass, and the browser may be closed, between asking and being let in.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { notifications } from '@obhut/protocol/event.ts';
import { bytes32, day, id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';

const journal = z.strictObject({
  institution: id,
  leadership: id,
  kitSeed: bytes32,
  /** Of the persona that is to be an owner. */
  seed: bytes32,
  /** Day of the request as the log has it; null: it has not been seen there so far. */
  asked: z.nullable(day),
  /** For `everyone`, once one is in. */
  facts: z.array(z.strictObject({ type: z.string(), body: z.unknown(), expiry: day, notify: z.enum(notifications) })),
});
export type RecoveryJournal = z.infer<typeof journal>;

const key = 'plan/recover';
const place = { table: 'meta', key };

export async function readRecovery(store: Store, accountSecret: Bytes): Promise<RecoveryJournal | null> {
  const sealed = await store.get('meta', key);
  const plain = sealed === null ? null : openLocal(localKey(accountSecret), place, sealed);
  return plain === null ? null : decodeCbor(journal, plain);
}

export async function keepRecovery(store: Store, accountSecret: Bytes, plan: RecoveryJournal): Promise<void> {
  const put = sealLocal(localKey(accountSecret), place, encodeCbor(plan));
  await store.write([{ table: 'meta', key, put }]);
}

export async function forgetRecovery(store: Store): Promise<void> {
  await store.write([{ table: 'meta', key, delete: true }]);
}
