import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { indexedDbDeviceKeys } from '../account/device-keys-indexeddb.ts';
import { openIndexedDbStore } from './indexeddb.ts';
import { storeContract } from './store.contract.ts';

let opened = 0;
const freshName = () => `obhut-test-${++opened}`;

async function fresh(name: string) {
  await deleteDB(name);
  return openIndexedDbStore(name);
}

storeContract('IndexedDB', () => fresh(freshName()));

test('what was written is there when it is opened again, under its own name only', async () => {
  const name = freshName();
  const first = await fresh(name);
  await first.write([{ table: 'meta', key: 'a', put: Uint8Array.of(1) }]);
  first.close();
  const again = await openIndexedDbStore(name);
  const other = await fresh(freshName());
  expect(await again.get('meta', 'a')).toEqual(Uint8Array.of(1));
  expect(await other.get('meta', 'a')).toBeNull();
  again.close();
  other.close();
});

test('a device of before there were files keeps what it has, and gets a table for them', async () => {
  const name = freshName();
  await deleteDB(name);
  const old = await openDB(name, 1, {
    upgrade(created) {
      for (const table of ['item', 'box', 'entry', 'key', 'outbox', 'meta']) created.createObjectStore(table);
    },
  });
  await old.put('outbox', Uint8Array.of(7), 'waiting');
  old.close();
  const store = await openIndexedDbStore(name);
  expect(await store.get('outbox', 'waiting')).toEqual(Uint8Array.of(7));
  await store.write([{ table: 'blob', key: 'a', put: Uint8Array.of(1) }]);
  expect(await store.get('blob', 'a')).toEqual(Uint8Array.of(1));
  store.close();
});

test('a connection gives way when the database is to be deleted', async () => {
  const name = freshName();
  const store = await fresh(name);
  await deleteDB(name);
  await expect(store.get('meta', 'a')).rejects.toThrow(/clos/u);
});

test('the device key is one, cannot be exported, outlives its connection, and is forgotten', async () => {
  const name = freshName();
  await deleteDB(name);
  const keys = indexedDbDeviceKeys(name, 'device');
  const [key, same] = await Promise.all([keys.key(), keys.key()]);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/u);
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.of(4));
  const open = async (other: CryptoKey) =>
    new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, other, sealed));
  expect(await open(same)).toEqual(Uint8Array.of(4));
  expect(await open(await indexedDbDeviceKeys(name, 'device').key())).toEqual(Uint8Array.of(4));
  await keys.forget();
  await expect(open(await keys.key())).rejects.toMatchObject({ name: 'OperationError' });
});

test('a second secret is kept wrapped, for its account alone, and outlives the device key', async () => {
  const name = freshName();
  await deleteDB(name);
  const keys = indexedDbDeviceKeys(name, 'device');
  const [account, other] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  const secret = new Uint8Array(16).fill(0x5e);
  expect(await keys.secondSecret(account)).toBeNull();
  await keys.keepSecondSecret(account, secret);
  await keys.key();
  await keys.forget();
  expect(await indexedDbDeviceKeys(name, 'device').secondSecret(account)).toEqual(secret);
  expect(await keys.secondSecret(other)).toBeNull();

  const db = await openDB(name);
  const wrapped: unknown = await db.get('second', '01'.repeat(16));
  const key: unknown = await db.get('key', 'second');
  expect(wrapped).toBeInstanceOf(Uint8Array);
  expect(String(wrapped)).not.toContain(secret.join());
  expect(key).toMatchObject({ extractable: false });
  // Moved to another account it opens nothing.
  await db.put('second', wrapped, '02'.repeat(16));
  db.close();
  expect(await keys.secondSecret(other)).toBeNull();
  await keys.forgetSecondSecret(account);
  expect(await keys.secondSecret(account)).toBeNull();
});

test('a device of before second secrets keeps its key', async () => {
  const name = freshName();
  await deleteDB(name);
  const old = await openDB(name, 1, { upgrade: (created) => void created.createObjectStore('key') });
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await old.put('key', key, 'device');
  old.close();
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.of(4));
  const keys = indexedDbDeviceKeys(name, 'device');
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keys.key(), sealed);
  expect(new Uint8Array(opened)).toEqual(Uint8Array.of(4));
  expect(await keys.secondSecret(iv)).toBeNull();
});
