/**
 * Where on a device an account keeps what is of one institution and of no other. The first one's lies where it lay before there could be
 * several; each further one has a part of its own.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { scopedStore } from '../store/scoped.ts';
import type { Store } from '../store/store.ts';

const place = { table: 'meta', key: 'account/first-house' } as const;
const scope = 'house ';
const inScope = new RegExp(`^${scope}[0-9a-f]+/`, 'u');

/** `key` as it reads for whoever has the part: rows are sealed to that place. */
export function keyInHouse(key: string): string {
  return key.replace(inScope, '');
}

/** The same store where the institution is the first that the account has entered on this device. */
export async function houseStore(store: Store, institution: Bytes): Promise<Store> {
  const first = await store.get(place.table, place.key);
  if (first === null) await store.write([{ ...place, put: institution }]);
  if (first === null || equalBytes(first, institution)) return store;
  return scopedStore(store, `${scope}${toHex(institution)}`);
}
