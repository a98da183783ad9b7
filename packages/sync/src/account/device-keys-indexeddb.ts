/**
 * The device's key in IndexedDB, where a browser keeps a key that no script can read.
 * @module
 */
import { createDeviceKey } from '@obhut/crypto/device-wrap.ts';
import { openDB, type DBSchema } from 'idb';
import type { DeviceKeys } from './device.ts';

interface Schema extends DBSchema {
  key: { key: string; value: CryptoKey };
}

function open(name: string) {
  return openDB<Schema>(name, 1, {
    upgrade(created) {
      created.createObjectStore('key');
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

async function withDatabase<Result>(name: string, work: (db: Awaited<ReturnType<typeof open>>) => Promise<Result>) {
  const db = await open(name);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** `name`: of a database of its own, one for each installation. */
export function indexedDbDeviceKeys(name: string): DeviceKeys {
  return {
    key: () =>
      withDatabase(name, async (db) => {
        const known = await db.get('key', 'device');
        if (known !== undefined) return known;
        const fresh = await createDeviceKey();
        // Two tabs may both have made one: the first that is written is the device's.
        const transaction = db.transaction('key', 'readwrite', { durability: 'strict' });
        const first = await transaction.store.get('device');
        if (first === undefined) await transaction.store.put(fresh, 'device');
        await transaction.done;
        return first ?? fresh;
      }),
    forget: () => withDatabase(name, (db) => db.clear('key')),
  };
}
