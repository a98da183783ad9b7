/**
 * Somebody's access ends while the network breaks: another device of the staff goes on, in the background, and no guardian's does.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { memoryHomes } from '../account/rooms-memory.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { createClient } from './create-client.ts';

beforeAll(cryptoReady);

const [password, today] = ['vier grüne Äpfel', 20_000];

test('a tab that is closed in the middle leaves nothing half done for long', async () => {
  const server = new MemoryServer({ today: () => today });
  const device = async () => {
    const transport = server.transport();
    const clock = { now: () => today * 86_400_000, today: () => today };
    const kept = { homes: memoryHomes(), deviceName: 'Testgerät' };
    const client = await createClient({ transport, ...kept, clock, models: [], mendWithinMs: 0 });
    return { transport, client };
  };
  const [desk, phone] = [await device(), await device()];
  const leader = desk.client;
  await leader.register('leitung', password);
  await leader.found({ code: server.foundingCode(), facts: [] });
  const institution = fromHex(leader.snapshot().institution?.id ?? '');
  const group = await leader.createSpace('group', []);
  const join = async (name: string) => {
    const letter = await leader.invite([group], []);
    const { client } = await device();
    await client.openLetter({ fragment: letter.fragment, code: letter.code });
    await client.register(name, password);
    await client.claim([]);
    return client.snapshot().institution?.me ?? '';
  };
  const [mother, father] = [await join('mother'), await join('father')];
  const spaces = () => [...server.stolen(institution).spaces.values()];
  const logs = (space: Bytes) => server.stolen(institution).spaces.get(toHex(space))?.state;
  const stale = () => spaces().filter(({ state }) => staleness(state, logs, today) === 'urgently').length;
  expect(stale()).toBe(0);

  // As soon as it begins to rekey, the desk has no network any more.
  leader.subscribe(() => {
    if (leader.snapshot().mending !== null) desk.transport.isOffline = true;
  });
  await expect(leader.endAccess(mother)).rejects.toMatchObject({ failure: 'offline' });
  expect(stale()).toBeGreaterThan(0);
  await phone.client.login('leitung', password);
  await vi.waitFor(() => expect(stale()).toBe(0), { timeout: 10_000 });
  const signers = spaces().flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'control' ? [decodeRecord(item.record).body] : [])),
  );
  const rekeys = signers.filter(({ type }) => type === 'rekey').map(({ signer }) => toHex(signer));
  expect(rekeys.filter((signer) => signer === mother || signer === father)).toEqual([]);
});
