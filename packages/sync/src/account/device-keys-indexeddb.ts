/**
 * The device's keys in IndexedDB, where a browser keeps a key that no script can read; and second secrets, wrapped under one of them.
 * @module
 */
import { createDeviceKey, unwrapOnDevice, wrapOnDevice } from '@obhut/crypto/device-wrap.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { openDB, type DBSchema } from 'idb';
import type { DeviceKeys } from './device.ts';

interface Schema extends DBSchema {
  /** By the account's room: forgotten when it locks or goes. `second`: stays, for what is entered once per device. */
  key: { key: string; value: CryptoKey };
  /** By the account's id in hex. */
  second: { key: string; value: Bytes };
}

function open(name: string) {
  return openDB<Schema>(name, 2, {
    upgrade(created, before) {
      if (before < 1) created.createObjectStore('key');
      created.createObjectStore('second');
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

type Database = Awaited<ReturnType<typeof open>>;

async function withDatabase<Result>(name: string, work: (db: Database) => Promise<Result>) {
  const db = await open(name);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

async function keyOf(db: Database, which: string): Promise<CryptoKey> {
  const known = await db.get('key', which);
  if (known !== undefined) return known;
  const fresh = await createDeviceKey();
  // Two tabs may both have made one: the first that is written is the device's.
  const transaction = db.transaction('key', 'readwrite', { durability: 'strict' });
  const first = await transaction.store.get(which);
  if (first === undefined) await transaction.store.put(fresh, which);
  await transaction.done;
  return first ?? fresh;
}

function secondAad(account: Uint8Array): Bytes {
  return ctx('second-secret', account);
}

/** `name`: of a database of its own, one for each installation. `which`: whose key. */
export function indexedDbDeviceKeys(name: string, which: string): DeviceKeys {
  return {
    key: () => withDatabase(name, (db) => keyOf(db, which)),
    forget: () => withDatabase(name, (db) => db.delete('key', which)),
    secondSecret: (account) =>
      withDatabase(name, async (db) => {
        const wrapped = await db.get('second', toHex(account));
        return wrapped === undefined
          ? null
          : await unwrapOnDevice(await keyOf(db, 'second'), wrapped, secondAad(account));
      }),
    keepSecondSecret: (account, secret) =>
      withDatabase(name, async (db) => {
        const wrapped = await wrapOnDevice(await keyOf(db, 'second'), secret, secondAad(account));
        await db.put('second', wrapped, toHex(account));
      }),
    forgetSecondSecret: (account) => withDatabase(name, (db) => db.delete('second', toHex(account))),
  };
}
