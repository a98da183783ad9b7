import { deleteDB } from 'idb';
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

test('a connection gives way when the database is to be deleted', async () => {
  const name = freshName();
  const store = await fresh(name);
  await deleteDB(name);
  await expect(store.get('meta', 'a')).rejects.toThrow(/clos/u);
});

test('the device key is one, cannot be exported, outlives its connection, and is forgotten', async () => {
  const name = freshName();
  await deleteDB(name);
  const keys = indexedDbDeviceKeys(name);
  const [key, same] = await Promise.all([keys.key(), keys.key()]);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/u);
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.of(4));
  const open = async (other: CryptoKey) =>
    new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, other, sealed));
  expect(await open(same)).toEqual(Uint8Array.of(4));
  expect(await open(await indexedDbDeviceKeys(name).key())).toEqual(Uint8Array.of(4));
  await keys.forget();
  await expect(open(await keys.key())).rejects.toMatchObject({ name: 'OperationError' });
});
