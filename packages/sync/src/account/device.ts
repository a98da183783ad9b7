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

/** What one account has on this device, apart from every other's. */
export interface Home {
  readonly store: Store;
  readonly deviceKeys: DeviceKeys;
}
/** Where an account lives here; made at the first call. */
export type HomeOf = (account: Bytes) => Promise<Home>;

/** An account whose secret this device holds. */
export interface AccountSession {
  id: Bytes;
  /** AS: 32 bytes. */
  secret: Bytes;
  /** The secret's version. */
  version: number;
  /** The name that was typed, normalised. */
  login: string;
  /** 16 random bytes, new with each login: what the server knows of the device follows from it (protocol/ids.ts). */
  device: Bytes;
  /** Opens wraps and vault; the server may have ended it, then the secret opens another. */
  token: string;
}

const wrapKey = 'account/wrap';
const loginKey = 'account/login';
const loginPlace = { table: 'meta', key: loginKey } as const;

const deviceWrap = z.strictObject({ account: id, wrap: id, version: uint, bytes: bytesUpTo(512) });
/** `device`: absent in what was kept before devices could be ended. */
const sealedLogin = z.strictObject({ login: z.string(), token: z.string(), device: z.optional(id) });

/** Keeps the account, wrapped, so that {@link unlockDevice} opens it. `others`: written with it, all or nothing. */
export async function keepOnDevice(
  store: Store,
  deviceKeys: DeviceKeys,
  session: AccountSession,
  others: readonly Change[] = [],
): Promise<void> {
  const { id: account, secret, version } = session;
  const wrap = randomBytes(16);
  const aad = wrapAad('device', { account, wrap, version });
  const bytes = await wrapOnDevice(await deviceKeys.key(), secret, aad);
  await store.write([
    ...others,
    { table: 'meta', key: wrapKey, put: encodeCbor({ account, wrap, version, bytes }) },
    loginRow(session),
  ]);
}

function loginRow({ secret, login, token, device }: AccountSession): Change {
  return { ...loginPlace, put: sealLocal(localKey(secret), loginPlace, encodeCbor({ login, token, device })) };
}

/** The account that this device has kept; null where there is none, or its key is gone. Needs no server. */
export async function unlockDevice(store: Store, deviceKeys: DeviceKeys): Promise<AccountSession | null> {
  const kept = await store.get('meta', wrapKey);
  if (kept === null) return null;
  const { account, wrap, version, bytes } = decodeCbor(deviceWrap, kept);
  const secret = await unwrapOnDevice(await deviceKeys.key(), bytes, wrapAad('device', { account, wrap, version }));
  if (secret === null) return null;
  return await openKept(store, { id: account, secret, version });
}

/** The rest of what is kept, for whoever has the secret; null where there is none of it. */
export async function openKept(
  store: Store,
  opened: Pick<AccountSession, 'id' | 'secret' | 'version'>,
): Promise<AccountSession | null> {
  const sealed = await store.get(loginPlace.table, loginPlace.key);
  const plain = sealed === null ? null : openLocal(localKey(opened.secret), loginPlace, sealed);
  if (plain === null) return null;
  const { device, ...kept } = decodeCbor(sealedLogin, plain);
  if (device !== undefined) return { ...opened, ...kept, device };
  const session = { ...opened, ...kept, device: randomBytes(16) };
  await store.write([loginRow(session)]);
  return session;
}

/** Whose wrap a store has; null for none. */
export async function keptAccount(store: Store): Promise<Bytes | null> {
  const kept = await store.get('meta', wrapKey);
  return kept === null ? null : decodeCbor(deviceWrap, kept).account;
}

/** From now on nothing on this device opens the account by itself; what is sealed under its secret stays. */
export async function dropFromDevice({ store, deviceKeys }: Home): Promise<void> {
  await deviceKeys.forget();
  await store.write([{ table: 'meta', key: wrapKey, delete: true }]);
}
