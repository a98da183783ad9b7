/**
 * A look without a page: it sees what a page would, verified, and leaves no trace in what the page goes on with.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import type { MemoryRooms } from '../account/rooms-memory.ts';
import type { StartedClient } from '../client/create-client.ts';
import { tables } from '../store/store.ts';
import { founded, note, texts, world, type DeviceOf } from '../testing/clients.ts';
import { look, type LookParts } from './look.ts';

beforeAll(cryptoReady);

const password = 'vier grüne Äpfel';

interface Scene {
  leader: StartedClient;
  guardian: StartedClient;
  phone: DeviceOf;
  group: string;
  /** As the service worker has them: the device's store, a line of its own to the server. */
  parts: LookParts;
  server: ReturnType<typeof world>['server'];
  ahead: { ms: number };
}

/** A guardian whose app is out of reach, as when no page is open. */
async function scene(): Promise<Scene> {
  const { server, device, today } = world();
  const leader = await founded(device(), server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  const letter = await leader.invite([group], [note('Für Ayşe')]);
  const phone = device();
  const guardian = await phone.start();
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', password);
  await guardian.claim([note('Ayşe')]);
  await vi.waitFor(() => expect(texts(leader, 'mailbox')).toContain('Ayşe'));
  phone.transport.isOffline = true;
  const ahead = { ms: 0 };
  const clock = { now: () => today.day * 86_400_000 + ahead.ms, today: () => today.day };
  const parts = { ...phone.parts, clock, transport: server.transport() };
  return { leader, guardian, phone, group, parts, server, ahead };
}

async function rowsOf(rooms: MemoryRooms): Promise<string[]> {
  const stores = [...rooms.stores.values()];
  const listed = await Promise.all(
    stores.flatMap((store) => tables.map(async (table) => [table, await store.list(table, '')] as const)),
  );
  return listed.flatMap(([table, rows]) => rows.map(({ key, bytes }) => `${table} ${key} ${bytes.join(',')}`));
}

async function newsOf(parts: LookParts): Promise<unknown[] | null> {
  const seen = await look(parts);
  return seen?.flatMap(({ news }) => news.map(({ fact }) => fact.body)) ?? null;
}

test('what others say is seen, verified, and nothing of it is kept; the page goes on as if nobody had looked', async () => {
  const { leader, guardian, phone, group, parts } = await scene();
  const before = await rowsOf(phone.rooms);
  await leader.send({ space: group, ...note('Morgen Zoo') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));

  const [seen] = (await look(parts)) ?? [];
  expect(seen?.news.map(({ space, fact }) => [space, fact.body])).toEqual([[group, { text: 'Morgen Zoo' }]]);
  expect(seen?.states.get('notes')?.get(group)).toEqual(['Bären', 'Morgen Zoo']);
  expect(seen?.institution.standing).toBe('guardian');
  expect(await rowsOf(phone.rooms)).toEqual(before);

  phone.transport.isOffline = false;
  await guardian.reconnect();
  await vi.waitFor(() => expect(texts(guardian, 'group')).toEqual(['Bären', 'Morgen Zoo']));
  expect(guardian.snapshot().alarms).toEqual([]);
});

test('what was told is not told again, what came after it is; one’s own words are no news', async () => {
  const { leader, phone, group, parts } = await scene();
  await leader.send({ space: group, ...note('eins') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  const [first] = (await look(parts)) ?? [];
  expect(await newsOf(parts)).toEqual([{ text: 'eins' }]);
  await first?.told();
  expect(await newsOf(parts)).toEqual([]);
  await leader.send({ space: group, ...note('zwei') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  expect(await newsOf(parts)).toEqual([{ text: 'zwei' }]);
  // An older look that ends later takes nothing back.
  for (const { told } of (await look(parts)) ?? []) await told();
  await first?.told();
  expect(await newsOf(parts)).toEqual([]);

  phone.transport.isOffline = false;
  const mailbox = phone.client?.snapshot().institution?.spaces.find(({ kind }) => kind === 'mailbox')?.id ?? '';
  await phone.client?.send({ space: mailbox, ...note('meins') });
  await vi.waitFor(() => expect(texts(leader, 'mailbox')).toContain('meins'));
  phone.transport.isOffline = true;
  expect(await newsOf(parts)).toEqual([]);
});

test('a locked account, one that has left, and one that would lock by itself are not looked into', async () => {
  const { guardian, parts, ahead } = await scene();
  expect(await newsOf(parts)).toEqual([]);
  await guardian.setIdle(5);
  ahead.ms = 6 * 60_000;
  expect(await newsOf(parts)).toBeNull();
  ahead.ms = 4 * 60_000;
  expect(await newsOf(parts)).toEqual([]);
  const account = guardian.snapshot().here.account ?? '';
  await guardian.leave();
  expect(await newsOf(parts)).toBeNull();
  await guardian.openHere(account);
  expect(await newsOf(parts)).toEqual([]);
  await guardian.lock();
  expect(await newsOf(parts)).toBeNull();
});

test('out of reach it fails, and says nothing', async () => {
  const { parts, phone } = await scene();
  await expect(look({ ...parts, transport: phone.transport })).rejects.toThrow('offline');
});
