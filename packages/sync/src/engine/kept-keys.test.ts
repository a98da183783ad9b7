import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { hashOf, idOf } from '@obhut/protocol/testing/states.ts';
import { expect, test } from 'vitest';
import { Replica } from '../space/replica.ts';
import { MemoryStore } from '../store/memory.ts';
import { World } from '../testing/world.ts';
import { KeptKeys } from './kept-keys.ts';
import { Shelf } from './shelf.ts';

const [first, second] = [
  { id: idOf(1), bytes: hashOf(1) },
  { id: idOf(2), bytes: hashOf(2) },
];

test('what was read ahead of a space that is not open is handed out once; then it is read anew', async () => {
  await cryptoReady();
  const world = new World();
  const leader = await world.found();
  const { institution, session } = leader;
  const group = await world.group(leader);
  const replica = new Replica(group, 'full');
  const { items } = await session.call('space/log', { space: group, after: 0, limit: 1000 });
  for (const item of items) replica.take(item, institution, institution.logs, world.day);
  const shelf = new Shelf(new MemoryStore(), institution.id);
  const kept = new KeptKeys(shelf);
  for (const table of ['box', 'entry'] as const) {
    await shelf.keepSealed(table, group, 1, [first]);
    await kept.readAhead([replica], world.day);
    await shelf.keepSealed(table, group, 1, [second]);
    expect(await kept.of(table, group, 1)).toEqual([first]);
    expect(await kept.of(table, group, 1)).toEqual([first, second]);
    expect(await kept.of(table, group, 2)).toEqual([]);
  }
});

test('of a space that is open nothing is read ahead', async () => {
  await cryptoReady();
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  const open = leader.institution.replica(group);
  if (open === undefined) throw new TypeError('not read');
  const shelf = new Shelf(new MemoryStore(), leader.institution.id);
  const kept = new KeptKeys(shelf);
  await kept.readAhead([open], world.day);
  await shelf.keepSealed('box', group, 1, [first]);
  expect(await kept.of('box', group, 1)).toEqual([first]);
});
