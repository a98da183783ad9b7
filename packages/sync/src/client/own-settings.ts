/**
 * What a person has set for one device, sealed under the account's local key; and when they were last seen on it.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Store } from '../store/store.ts';
import { idleChoices } from './here-commands.ts';

const settings = z.strictObject({
  /** Under which the vault lists this device; it stays the same from one login to the next. */
  device: id,
  /** Minutes after which the account locks by itself, 0 for never; null: as is usual. */
  idle: z.nullable(z.literal([...idleChoices])),
  /** Milliseconds since 1970. */
  seen: uint,
  /** The institution that was in front, of several. */
  front: z.optional(id),
});
export type OwnSettings = z.infer<typeof settings>;

const place = { table: 'meta', key: 'account/settings' } as const;

/** Made at the first call. */
export async function readSettings(store: Store, accountSecret: Bytes, now: number): Promise<OwnSettings> {
  const sealed = await store.get(place.table, place.key);
  const plain = sealed === null ? null : openLocal(localKey(accountSecret), place, sealed);
  if (plain !== null) return decodeCbor(settings, plain);
  const fresh = { device: randomBytes(16), idle: null, seen: now };
  await keepSettings(store, accountSecret, fresh);
  return fresh;
}

export async function keepSettings(store: Store, accountSecret: Bytes, kept: OwnSettings): Promise<void> {
  await store.write([{ ...place, put: sealLocal(localKey(accountSecret), place, encodeCbor(kept)) }]);
}
