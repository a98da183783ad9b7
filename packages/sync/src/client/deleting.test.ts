/**
 * Taking something back through the client: at once where there is a network, later where there is none, and only what one may.
 */
import type { Model } from '@obhut/domain/kernel/model.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { memoryHomes } from '../account/rooms-memory.ts';
import type { Client } from '../client.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { createClient } from './create-client.ts';

beforeAll(cryptoReady);

const today = 20_000;

/** Ids of what was said. */
const said: Model<string[]> = {
  name: 'said',
  empty: [],
  types: ['note/said@1'],
  fold: (state, fact) => ({ result: 'applied', state: [...state, fact.id] }),
  expire: (state) => state,
};

async function open(server: MemoryServer) {
  const transport = server.transport();
  const kept = { homes: memoryHomes(), deviceName: 'Testgerät' };
  const clock = { now: () => today * 86_400_000, today: () => today };
  const client = await createClient({ transport, ...kept, clock, models: [said] });
  return { client, transport };
}

const idsIn = (client: Client, space: string): unknown => client.states().get('said')?.get(space) ?? [];

test('what was sent is taken back everywhere; offline it waits, and is shown no more', async () => {
  const server = new MemoryServer({ today: () => today });
  const { client: leader, transport } = await open(server);
  await leader.register('leitung', 'vier grüne Äpfel');
  await leader.found({ code: server.foundingCode(), facts: [] });
  const group = await leader.createSpace('group', []);
  const letter = await leader.invite([group], []);
  const { client: guardian } = await open(server);
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', 'another long password');
  await guardian.claim([]);
  const draft = { space: group, type: 'note/said@1', body: {}, expiry: 0, notify: 'none' as const };
  const [one, two] = [await leader.send(draft), await leader.send(draft)];
  await vi.waitFor(() => expect(idsIn(guardian, group)).toEqual([one, two]));
  for (const event of [one, 'f'.repeat(32)])
    await expect(guardian.deleteEvent(group, event)).rejects.toMatchObject({ failure: 'not-allowed' });

  await leader.deleteEvent(group, one);
  await vi.waitFor(() => expect(idsIn(guardian, group)).toEqual([two]));
  transport.isOffline = true;
  await leader.deleteEvent(group, two);
  await leader.deleteEvent(group, two);
  expect(leader.snapshot().deleting).toEqual([two]);
  expect(leader.snapshot().outbox).toHaveLength(1);
  transport.isOffline = false;
  await leader.reconnect();
  await vi.waitFor(() => expect(idsIn(guardian, group)).toEqual([]));
  await vi.waitFor(() => expect(leader.snapshot().deleting).toEqual([]));

  const institution = fromHex(leader.snapshot().institution?.id ?? '');
  const items = server.stolen(institution).spaces.get(group)?.items ?? [];
  expect(items.filter(({ kind }) => kind === 'gone')).toHaveLength(2);
  expect(items.flatMap((item) => (item.kind === 'event' ? [toHex(item.event)] : []))).not.toContain(one);
  expect([leader, guardian].flatMap((client) => client.snapshot().alarms)).toEqual([]);
});
