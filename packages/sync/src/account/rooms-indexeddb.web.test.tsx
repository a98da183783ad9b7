import { createDeviceKey, wrapOnDevice } from '@obhut/crypto/device-wrap.ts';
import { localKey, sealLocal } from '@obhut/crypto/local.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { wrapAad } from '@obhut/crypto/wraps.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { openDB } from 'idb';
import { beforeAll, expect, test } from 'vitest';
import { Outbox } from '../engine/outbox.ts';
import { openIndexedDbStore } from '../store/indexeddb.ts';
import { isTablet, keepTablet, unlockTablet } from '../tablet/kept.ts';
import { indexedDbDeviceKeys } from './device-keys-indexeddb.ts';
import { unlockDevice } from './device.ts';
import { indexedDbHomes } from './rooms-indexeddb.ts';

beforeAll(cryptoReady);

const institution = new Uint8Array(16).fill(7);
const opened: string[] = [];
function freshName(): string {
  opened.push(`obhut-homes-${crypto.randomUUID()}`);
  return opened.at(-1) ?? '';
}

const databases = async (name: string) =>
  (await indexedDB.databases()).flatMap((database) => database.name ?? []).filter((one) => one.startsWith(name));

/** As a browser was left when it had one account: databases, rows and all. */
async function leftBefore(name: string) {
  const [account, secret, wrap] = [randomBytes(16), randomBytes(32), randomBytes(16)];
  const key = await createDeviceKey();
  const keys = await openDB(`${name}-device`, 2, {
    upgrade(created) {
      created.createObjectStore('key');
      created.createObjectStore('second');
    },
  });
  await keys.put('key', key, 'device');
  keys.close();
  const bytes = await wrapOnDevice(key, secret, wrapAad('device', { account, wrap, version: 1 }));
  const place = { table: 'meta', key: 'account/login' } as const;
  const login = sealLocal(localKey(secret), place, encodeCbor({ login: 'sabine', token: 'a token of before' }));
  const others = ['vault/copy', 'plan/found', 'space/x/y', `vault/seen/${toHex(account)}`];
  const store = await openIndexedDbStore(name);
  await store.write([
    { table: 'meta', key: 'account/wrap', put: encodeCbor({ account, wrap, version: 1, bytes }) },
    { ...place, put: login },
    ...others.map((row) => ({ table: 'meta' as const, key: row, put: Uint8Array.of(1) })),
    { table: 'key', key: 'kem', put: Uint8Array.of(2) },
    { table: 'item', key: 'x/y/1', put: Uint8Array.of(3) },
  ]);
  const id = await new Outbox(store, secret, institution).add({
    institution,
    space: randomBytes(16),
    type: 'note/said@1',
    body: {},
    time: 0,
    expiry: 0,
    notify: 'none',
  });
  store.close();
  return { account, secret, id, others };
}

test('the one account of before is the one that is there, with everything that was its', async () => {
  const name = freshName();
  const { account, secret, id, others } = await leftBefore(name);
  const homes = await indexedDbHomes(name);
  expect(await homes.list()).toEqual([{ account, room: '', name: 'sabine', login: 'sabine', state: 'open' }]);
  expect(await homes.current()).toMatchObject({ account });
  const { store, deviceKeys } = await homes.homeOf(account);
  const session = await unlockDevice(store, deviceKeys);
  expect(session).toMatchObject({ id: account, secret, version: 1, login: 'sabine', token: 'a token of before' });
  expect(session?.device).toHaveLength(16);
  expect((await unlockDevice(store, deviceKeys))?.device).toEqual(session?.device);
  for (const key of others) expect(await store.get('meta', key), key).toEqual(Uint8Array.of(1));
  expect(await store.get('key', 'kem')).toEqual(Uint8Array.of(2));
  expect(await store.get('item', 'x/y/1')).toEqual(Uint8Array.of(3));
  const outbox = new Outbox(store, secret, institution);
  await outbox.load();
  expect(outbox.waiting.map(({ entry }) => entry.id)).toEqual([id]);

  // Once: who has left since does not come back by opening the app again.
  await homes.leave(account, 'locked');
  expect(await (await indexedDbHomes(name)).current()).toBeNull();
});

test('one whose key the browser has lost is locked, not lost', async () => {
  const name = freshName();
  const { account, id, secret } = await leftBefore(name);
  const keys = await openDB(`${name}-device`, 2);
  await keys.delete('key', 'device');
  keys.close();
  const homes = await indexedDbHomes(name);
  expect(await homes.current()).toMatchObject({ account, name: '', state: 'locked' });
  await homes.enter(account, 'sabine');
  expect(await homes.find(account)).toMatchObject({ room: '', name: 'sabine', state: 'open' });
  const outbox = new Outbox((await homes.homeOf(account)).store, secret, institution);
  await outbox.load();
  expect(outbox.waiting.map(({ entry }) => entry.id)).toEqual([id]);
});

test('a tablet lives apart from every account, also the one of before, which stays where it is', async () => {
  const before = freshName();
  const [institution, leadership, day] = [randomBytes(16), randomBytes(16), randomBytes(16)];
  const tablet = { institution, leadership, day, seed: randomBytes(32) };
  const store = await openIndexedDbStore(before);
  await keepTablet(store, indexedDbDeviceKeys(`${before}-device`, 'device'), tablet);
  store.close();
  const first = await (await indexedDbHomes(before)).tabletHome();
  expect(first === null ? null : await unlockTablet(first.store, first.deviceKeys)).toEqual(tablet);

  const name = freshName();
  const homes = await indexedDbHomes(name);
  expect(await homes.tabletHome()).toBeNull();
  const account = randomBytes(16);
  const ofAccount = await homes.homeOf(account);
  await ofAccount.store.write([{ table: 'meta', key: 'whose', put: account }]);
  await homes.enter(account, 'sabine');
  const own = await homes.becomeTablet();
  await keepTablet(own.store, own.deviceKeys, tablet);
  expect(await isTablet(ofAccount.store)).toBe(false);
  expect(await unlockTablet(own.store, ofAccount.deviceKeys)).toBeNull();
  const again = await (await indexedDbHomes(name)).tabletHome();
  expect(again === null ? null : await unlockTablet(again.store, again.deviceKeys)).toEqual(tablet);
  again?.store.close();
  await homes.removeTablet();
  expect(await homes.tabletHome()).toBeNull();
  expect(await databases(name)).not.toContain(`${name}-tablet`);
  expect(await ofAccount.store.get('meta', 'whose')).toEqual(account);
});

test('each account has a database and a key of its own; one goes without the other', async () => {
  const name = freshName();
  const homes = await indexedDbHomes(name);
  const [one, other] = [randomBytes(16), randomBytes(16)];
  for (const account of [one, other]) {
    const { store, deviceKeys } = await homes.homeOf(account);
    await store.write([{ table: 'meta', key: 'whose', put: account }]);
    await deviceKeys.key();
    await deviceKeys.keepSecondSecret(account, randomBytes(16));
    await homes.enter(account, toHex(account));
  }
  const ofOther = await homes.homeOf(other);
  const key = await ofOther.deviceKeys.key();
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.of(4));
  const opens = async (which: CryptoKey) => {
    const [result] = await Promise.allSettled([crypto.subtle.decrypt({ name: 'AES-GCM', iv }, which, sealed)]);
    return result.status;
  };
  expect(await opens(await (await homes.homeOf(one)).deviceKeys.key())).toBe('rejected');

  await homes.remove(one);
  expect((await homes.list()).map(({ account }) => account)).toEqual([other]);
  expect(await databases(name)).toEqual([`${name}-accounts`, `${name}-device`, `${name}-${toHex(other)}`].toSorted());
  expect(await ofOther.store.get('meta', 'whose')).toEqual(other);
  expect(await opens(await ofOther.deviceKeys.key())).toBe('fulfilled');
  // What is entered once per device stays for whoever comes back.
  const again = await homes.homeOf(one);
  expect(await again.store.get('meta', 'whose')).toBeNull();
  expect(await again.deviceKeys.secondSecret(one)).toHaveLength(16);
});
