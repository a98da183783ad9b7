import { expect, test } from 'vitest';
import { MemoryStore } from './memory.ts';
import { OverlayStore } from './overlay.ts';
import { storeContract } from './store.contract.ts';
import { tables } from './store.ts';

storeContract('overlay', () => Promise.resolve(new OverlayStore(new MemoryStore())));

test('what lies below is read, and nothing of it is changed', async () => {
  const below = new MemoryStore();
  const rows = ['a', 'b', 'c'].map((key) => ({ table: 'meta' as const, key, put: Uint8Array.of(1) }));
  await below.write(rows);
  const store = new OverlayStore(below);
  await store.write([
    { table: 'meta', key: 'a', put: Uint8Array.of(2) },
    { table: 'meta', key: 'b', delete: true },
    { table: 'meta', key: 'bb', put: Uint8Array.of(3) },
  ]);
  expect(await store.get('meta', 'a')).toEqual(Uint8Array.of(2));
  expect(await store.get('meta', 'b')).toBeNull();
  expect((await store.list('meta', '')).map(({ key, bytes }) => [key, bytes[0]])).toEqual([
    ['a', 2],
    ['bb', 3],
    ['c', 1],
  ]);
  await store.clear();
  for (const table of tables) expect(await store.list(table, '')).toEqual([]);
  expect((await below.list('meta', '')).map(({ key, bytes }) => [key, bytes[0]])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ]);
});
