/**
 * Several people at one device: each behind a lock of their own, and none loses anything by it.
 */
import { localKey, openLocal } from '@obhut/crypto/local.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { unlockDevice } from '../account/device.ts';
import { openByPasskey } from '../account/passkey.ts';
import type { MemoryRooms } from '../account/rooms-memory.ts';
import { tables } from '../store/store.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { collectGarbage, reachableFrom } from '../testing/reachable.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

const [leaderPassword, password] = ['correct horse battery', 'vier grüne Äpfel'];
const draft = ['post text', 'Ein Entwurf von Sabine'] as const;

function own(client: StartedClient): string {
  return client.snapshot().here.account ?? '';
}

function stateOf(client: StartedClient, account: string) {
  return client.snapshot().here.accounts.find(({ id }) => id === account)?.state;
}

/** A leader and a guardian at one device; the guardian is there. */
async function shared(): Promise<{ device: DeviceOf; client: StartedClient; leader: string; guardian: string }> {
  const { server, device: newDevice } = world();
  const device = newDevice();
  const client = await founded(device, server.foundingCode());
  const leader = own(client);
  const letter = await client.invite([await client.createSpace('group', [note('Bären')])], []);
  await client.lock();
  await client.openLetter({ typed: letter.typed });
  await client.register('mutter', password);
  await client.claim([note('mine')]);
  return { device, client, leader, guardian: own(client) };
}

type Row = { table: string; key: string; bytes: Bytes };

async function rowsOf(rooms: MemoryRooms, account: string): Promise<Row[]> {
  const store = await rooms.store(account);
  const listed = await Promise.all(
    tables.map(async (table) => (await store.list(table, '')).map((row) => ({ ...row, table }))),
  );
  return listed.flat();
}

/** The keys among `held` with which something opens that the account has stored. */
async function keysIn(held: readonly Uint8Array[], { rooms }: DeviceOf, account: string): Promise<Uint8Array[]> {
  const [store, rows] = [await rooms.store(account), await rowsOf(rooms, account)];
  const found: Uint8Array[] = [];
  for (const key of held.filter((bytes) => bytes.length === 32)) {
    const isLocal = [key, localKey(key)].some((one) => rows.some((row) => openLocal(one, row, row.bytes) !== null));
    const isPasskey = (await openByPasskey(store, fromHex(account), Uint8Array.from(key))) !== null;
    if (isLocal || isPasskey) found.push(key);
  }
  return found;
}

test('what is locked is opened by nothing that is stored on the device or held in memory', async () => {
  const { server, device: newDevice } = world();
  const device = newDevice();
  const client = await founded(device, server.foundingCode());
  const account = own(client);
  const prf = randomBytes(32);
  await client.addPasskey(prf.slice());
  device.transport.isOffline = true;
  await client.keepDraft(account, ...draft);
  await client.send({ ...note('later'), space: spaceOf(client, 'everyone') });
  // The same search does find what is there before.
  const weakly = await (async () => {
    const found = await keysIn([...reachableFrom(client), prf], device, account);
    expect(found.length).toBeGreaterThan(2);
    expect(found).toContain(prf);
    const home = { store: await device.rooms.store(account), keys: device.rooms.keys(account) };
    expect(await unlockDevice(home.store, home.keys)).not.toBeNull();
    return found.filter((key) => key !== prf).map((key) => new WeakRef(key));
  })();
  await collectGarbage();
  expect(weakly.every((key) => key.deref() !== undefined)).toBe(true);

  await client.lock();
  const rows = await rowsOf(device.rooms, account);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.some(({ table }) => table === 'outbox')).toBe(true);
  const held = [...reachableFrom(client), ...reachableFrom(device.rooms), ...rows.map(({ bytes }) => bytes)];
  expect(held.length).toBeGreaterThan(rows.length);
  expect(await keysIn(held, device, account)).toEqual([]);
  expect(await unlockDevice(await device.rooms.store(account), device.rooms.keys(account))).toBeNull();
  const plain = Buffer.from(utf8(draft[1]));
  expect(rows.some(({ bytes }) => Buffer.from(bytes).includes(plain))).toBe(false);
  await vi.waitFor(async () => {
    await collectGarbage();
    expect(weakly.filter((key) => key.deref() !== undefined)).toEqual([]);
  });

  await expect(client.openHere(account)).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(client.unlock(account, leaderPassword)).rejects.toMatchObject({ failure: 'offline' });
  await expect(client.unlockByPasskey(account, randomBytes(32))).rejects.toMatchObject({ failure: 'offline' });
  // A passkey that was made here opens it without a network, with all that was waiting.
  await client.unlockByPasskey(account, prf.slice());
  expect(client.snapshot()).toMatchObject({ phase: 'ready', outbox: [{ type: 'note/said@1' }] });
  expect(client.snapshot().here).toMatchObject({ account, drafts: [{ key: draft[0], text: draft[1] }] });
});

test('two people at one device: each has their own, over locking and reloading, and logging out takes nobody else’s', async () => {
  const { device, client, leader, guardian } = await shared();
  expect(guardian).not.toBe(leader);
  expect(client.snapshot().here.drafts).toEqual([]);
  await client.keepDraft(guardian, 'reply', 'Elif kommt mit');
  await expect(client.keepDraft(leader, ...draft)).rejects.toMatchObject({ failure: 'not-allowed' });
  await client.lock();
  expect(client.snapshot()).toMatchObject({ phase: 'signed-out', login: null, institution: null, outbox: [] });
  expect(client.states().size).toBe(0);

  await expect(client.unlock(leader, password)).rejects.toMatchObject({ failure: 'wrong-password' });
  await client.unlock(leader, leaderPassword);
  expect(client.snapshot()).toMatchObject({ phase: 'ready', login: 'leitung' });
  expect(client.snapshot().here.drafts).toEqual([]);
  await client.keepDraft(leader, ...draft);
  const again = await device.start();
  expect(again.snapshot().here).toMatchObject({ account: leader, drafts: [{ text: draft[1] }], idleMinutes: 15 });
  await again.logout();
  expect(again.snapshot().here.accounts.map(({ id }) => id)).toEqual([guardian]);
  expect([...device.rooms.stores.keys()]).toEqual([guardian]);

  await again.unlock(guardian, password);
  expect(again.snapshot().here).toMatchObject({ drafts: [{ text: 'Elif kommt mit' }], idleMinutes: 0 });
  expect(texts(again, 'group')).toEqual(['Bären']);
});

test('whoever leaves without locking is a touch away, without a network; the name is as they want it', async () => {
  const { device, client, guardian, leader } = await shared();
  await client.nameHere(' Ayşe ');
  await client.leave();
  const again = await device.start();
  expect(again.snapshot()).toMatchObject({ phase: 'signed-out' });
  expect(again.snapshot().here).toMatchObject({ account: null });
  expect(again.snapshot().here.accounts.find(({ id }) => id === guardian)).toMatchObject({
    name: 'Ayşe',
    state: 'open',
  });
  expect(stateOf(again, leader)).toBe('locked');
  device.transport.isOffline = true;
  await again.openHere(guardian);
  expect(again.snapshot()).toMatchObject({ phase: 'ready', login: 'mutter' });
  await expect(again.openHere(leader)).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('who was not seen for as long as they have set finds their account locked, also after the device was off', async () => {
  const { device, client, guardian } = await shared();
  const { clock } = device.parts;
  const start = clock.now();
  const minutes = (count: number) => {
    clock.now = () => start + count * 60_000;
  };
  await client.setIdle(5);
  minutes(4);
  await client.stillHere();
  minutes(8);
  const still = await device.start();
  expect(own(still)).toBe(guardian);
  minutes(9.5);
  const later = await device.start();
  expect(later.snapshot().here).toMatchObject({ account: null });
  expect(stateOf(later, guardian)).toBe('locked');
  await expect(later.openHere(guardian)).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('what nobody touches for as long as is set locks itself; a touch begins anew, unless it comes too late', async () => {
  const { device, client, guardian } = await shared();
  const { clock } = device.parts;
  const start = clock.now();
  let minutes = 0;
  clock.now = () => start + minutes * 60_000;
  const pass = (count: number) => {
    minutes += count;
    vi.advanceTimersByTime(count * 60_000);
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    // As is usual for guardians: never.
    pass(100);
    expect(own(client)).toBe(guardian);
    await client.setIdle(5);
    pass(4);
    await client.stillHere();
    pass(4);
    expect(own(client)).toBe(guardian);
    pass(1);
    expect(own(client)).toBe('');
    await client.unlock(guardian, password);
    // It slept: no timer has run, and whoever wakes it is too late.
    minutes += 6;
    await client.stillHere();
    expect(own(client)).toBe('');
    await client.unlock(guardian, password);
    // Or nobody touches it, and it has only woken.
    minutes += 6;
    vi.advanceTimersByTime(5000);
    expect(own(client)).toBe('');
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(() => expect(stateOf(client, guardian)).toBe('locked'));
});

test('one’s own devices are listed, named, and one is ended from another; its drafts and what waits are kept', async () => {
  const { server, device: newDevice } = world();
  const desk = newDevice();
  const client = await founded(desk, server.foundingCode());
  const account = own(client);
  const phone = newDevice();
  const other = await phone.start();
  await other.login('leitung', leaderPassword);
  const listed = await other.devices();
  expect(listed.map(({ isThis, since, used }) => ({ isThis, since, used }))).toEqual([
    { isThis: true, since: 20_000, used: 20_000 },
    { isThis: false, since: 20_000, used: 20_000 },
  ]);
  const deskId = listed[1]?.id ?? '';
  await other.renameDevice(deskId, ' Büro ');
  await expect(other.endDevice(listed[0]?.id ?? '')).rejects.toMatchObject({ failure: 'not-allowed' });
  expect((await client.devices()).find(({ isThis }) => isThis)?.name).toBe('Büro');
  const dump = server.dump().map((bytes) => Buffer.from(bytes));
  expect(dump.some((bytes) => bytes.includes('Büro'))).toBe(false);
  expect(dump.some((bytes) => bytes.includes(Buffer.from(fromHex(deskId))))).toBe(false);

  desk.transport.isOffline = true;
  await client.keepDraft(account, ...draft);
  await client.send({ ...note('from the desk'), space: spaceOf(client, 'everyone') });
  await other.endDevice(deskId);
  expect((await other.devices()).map(({ isThis }) => isThis)).toEqual([true]);
  desk.transport.isOffline = false;
  await client.reconnect();
  await vi.waitFor(() => expect(stateOf(client, account)).toBe('ended'));
  expect(client.snapshot()).toMatchObject({ phase: 'signed-out', login: null });
  const again = await desk.start();
  expect(stateOf(again, account)).toBe('ended');

  await again.unlock(account, leaderPassword);
  expect(again.snapshot().here.drafts).toEqual([{ key: draft[0], text: draft[1] }]);
  await vi.waitFor(() => expect(again.snapshot().outbox).toEqual([]));
  await other.reconnect();
  await vi.waitFor(() => expect(texts(other, 'everyone')).toContain('from the desk'));
  expect(await other.devices()).toHaveLength(2);
});

test('whoever logs out ends their sessions at the server, too: a token that somebody has copied opens nothing', async () => {
  const { device, client, leader } = await shared();
  const { transport } = device;
  const calls = vi.spyOn(transport, 'call');
  await client.devices();
  await client.changePassword(password, 'fünf graue Birnen');
  await client.reconnect();
  const tokens = new Set(calls.mock.calls.flatMap(([, , token]) => token ?? []));
  calls.mockRestore();
  // The account's, the one after the password was proven, the persona's.
  expect(tokens.size).toBe(3);
  await client.logout();
  for (const token of tokens) {
    for (const name of ['vault/read', 'space/list'] as const)
      await expect(transport.call(name, {}, token)).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  await client.unlock(leader, leaderPassword);
  expect(client.snapshot()).toMatchObject({ phase: 'ready', login: 'leitung' });
});
