/**
 * The account on this device: its secret under a key that never leaves the browser (`W_device`), so that it opens without a password.
 * @module
 */
import { unwrapOnDevice, wrapOnDevice } from '@obhut/crypto/device-wrap.ts';
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { wrapAad } from '@obhut/crypto/wraps.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { bytesUpTo, id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Change, Store } from '../store/store.ts';

/** Where the key lies under which the account's secret is kept on this device. It cannot be exported. */
export interface DeviceKeys {
  /** The device's key; made at the first call. */
  key(): Promise<CryptoKey>;
  forget(): Promise<void>;
  /** The second secret that was entered here; `forget` leaves it, since it is entered once per device. */
  secondSecret(account: Bytes): Promise<Bytes | null>;
  keepSecondSecret(account: Bytes, secret: Bytes): Promise<void>;
  forgetSecondSecret(account: Bytes): Promise<void>;
}

/** An account whose secret this device holds. */
export interface AccountSession {
  id: Bytes;
  /** AS: 32 bytes. */
  secret: Bytes;
  /** The secret's version. */
  version: number;
  /** The name that was typed, normalised. */
  login: string;
  /** Opens wraps and vault; the server may have ended it, then the secret opens another. */
  token: string;
}

const wrapKey = 'account/wrap';
const loginKey = 'account/login';
const loginPlace = { table: 'meta', key: loginKey };

const deviceWrap = z.strictObject({ account: id, wrap: id, version: uint, bytes: bytesUpTo(512) });
const sealedLogin = z.strictObject({ login: z.string(), token: z.string() });

/** Keeps the account, wrapped, so that {@link unlockDevice} opens it. `others`: written with it, all or nothing. */
export async function keepOnDevice(
  store: Store,
  deviceKeys: DeviceKeys,
  session: AccountSession,
  others: readonly Change[] = [],
): Promise<void> {
  const { id: account, secret, version, login, token } = session;
  const wrap = randomBytes(16);
  const aad = wrapAad('device', { account, wrap, version });
  const bytes = await wrapOnDevice(await deviceKeys.key(), secret, aad);
  await store.write([
    ...others,
    { table: 'meta', key: wrapKey, put: encodeCbor({ account, wrap, version, bytes }) },
    { table: 'meta', key: loginKey, put: sealLocal(localKey(secret), loginPlace, encodeCbor({ login, token })) },
  ]);
}

/** The account that this device has kept; null where there is none, or its key is gone. Needs no server. */
export async function unlockDevice(store: Store, deviceKeys: DeviceKeys): Promise<AccountSession | null> {
  const [kept, sealed] = await Promise.all([store.get('meta', wrapKey), store.get('meta', loginKey)]);
  if (kept === null || sealed === null) return null;
  const { account, wrap, version, bytes } = decodeCbor(deviceWrap, kept);
  const secret = await unwrapOnDevice(await deviceKeys.key(), bytes, wrapAad('device', { account, wrap, version }));
  if (secret === null) return null;
  const plain = openLocal(localKey(secret), loginPlace, sealed);
  if (plain === null) return null;
  return { id: account, secret, version, ...decodeCbor(sealedLogin, plain) };
}
