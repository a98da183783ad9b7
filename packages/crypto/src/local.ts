/**
 * What a device keeps for itself (outbox, snapshots, pins), sealed under the account secret and bound to its place in the store.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { kdf } from './kdf.ts';

/** A row of the local store. */
export interface LocalPlace {
  readonly table: string;
  readonly key: string | Uint8Array;
}

export function localKey(accountSecret: Uint8Array): Bytes {
  return kdf(accountSecret, ctx('local-store'));
}

function aad(place: LocalPlace): Bytes {
  return ctx('local', place.table, place.key);
}

export function sealLocal(key: Uint8Array, place: LocalPlace, plain: Uint8Array): Bytes {
  return seal(key, plain, aad(place));
}

/** Null if it was not sealed under this key for this row. */
export function openLocal(key: Uint8Array, place: LocalPlace, sealed: Uint8Array): Bytes | null {
  return open(key, sealed, aad(place));
}
