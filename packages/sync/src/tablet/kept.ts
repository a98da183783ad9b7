/**
 * A shared tablet on its device: the seed of its keys under a WebCrypto key that never leaves the browser, so that it opens without a person.
 * @module
 */
import { unwrapOnDevice, wrapOnDevice } from '@obhut/crypto/device-wrap.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { bytesUpTo, id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { DeviceKeys } from '../account/device.ts';
import { selfOf } from '../institution.ts';
import type { Store } from '../store/store.ts';

export interface KeptTablet {
  institution: Bytes;
  leadership: Bytes;
  /** The day team that it was set up for. */
  day: Bytes;
  seed: Bytes;
}

const row = 'tablet/wrap';
const kept = z.strictObject({ institution: id, leadership: id, day: id, device: id, bytes: bytesUpTo(512) });

export async function keepTablet(store: Store, deviceKeys: DeviceKeys, tablet: KeptTablet): Promise<void> {
  const { institution, leadership, day, seed } = tablet;
  const device = selfOf('device', institution, seed).id;
  const bytes = await wrapOnDevice(await deviceKeys.key(), seed, ctx('tablet-seed', institution, device));
  await store.write([{ table: 'meta', key: row, put: encodeCbor({ institution, leadership, day, device, bytes }) }]);
}

export async function isTablet(store: Store): Promise<boolean> {
  return (await store.get('meta', row)) !== null;
}

/** Null where this device is no tablet, or its key is gone. Needs no server. */
export async function unlockTablet(store: Store, deviceKeys: DeviceKeys): Promise<KeptTablet | null> {
  const bytes = await store.get('meta', row);
  if (bytes === null) return null;
  const { institution, leadership, day, device, bytes: wrapped } = decodeCbor(kept, bytes);
  const seed = await unwrapOnDevice(await deviceKeys.key(), wrapped, ctx('tablet-seed', institution, device));
  return seed === null ? null : { institution, leadership, day, seed };
}
