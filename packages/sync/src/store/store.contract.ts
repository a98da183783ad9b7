/**
 * What every store must do.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tables, type Store } from './store.ts';

const bytes = (...values: number[]): Bytes => Uint8Array.of(...values);

/** `open` gives an empty store each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('what was put comes back, in its own table only', async () => {
      await store.write([{ table: 'item', key: 'a', put: bytes(1, 2) }]);
      expect(await store.get('item', 'a')).toEqual(bytes(1, 2));
      expect(await store.get('box', 'a')).toBeNull();
      expect(await store.get('item', 'b')).toBeNull();
    });

    test('a later put replaces, a delete removes, in the order of the batch', async () => {
      await store.write([
        { table: 'meta', key: 'a', put: bytes(1) },
        { table: 'meta', key: 'a', put: bytes(2) },
        { table: 'meta', key: 'b', put: bytes(3) },
        { table: 'meta', key: 'b', delete: true },
        { table: 'meta', key: 'c', delete: true },
        { table: 'meta', key: 'c', put: bytes() },
      ]);
      expect(await store.list('meta', '')).toEqual([
        { key: 'a', bytes: bytes(2) },
        { key: 'c', bytes: bytes() },
      ]);
    });

    test('a list has the keys with the prefix and no other, in the order of their code units', async () => {
      const keys = ['a', 'a/', 'a/10', 'a/2', 'a/\u{e9}', 'a/\u{1f600}', 'a/\u{ffff}', 'a/\u{ffff}b', 'a0', 'b', ''];
      await store.write(keys.map((key) => ({ table: 'item', key, put: bytes(7) })));
      const listed = async (prefix: string) => (await store.list('item', prefix)).map((row) => row.key);
      expect(await listed('a/')).toEqual(keys.filter((key) => key.startsWith('a/')).sort());
      expect(await listed('a/\u{ffff}')).toEqual(['a/\u{ffff}', 'a/\u{ffff}b']);
      expect(await listed('c')).toEqual([]);
      expect(await listed('')).toEqual(keys.toSorted());
      const listedFrom = async (prefix: string, from: string) =>
        (await store.list('item', prefix, from)).map((row) => row.key);
      expect(await listedFrom('a/', 'a/2')).toEqual(['a/2', 'a/\u{e9}', 'a/\u{1f600}', 'a/\u{ffff}', 'a/\u{ffff}b']);
      expect(await listedFrom('a/', 'a')).toEqual(await listed('a/'));
      expect(await listedFrom('a/', 'b')).toEqual([]);
      expect(await listedFrom('', 'a0')).toEqual(['a0', 'b']);
    });

    test('the caller’s bytes and the store’s are not the same memory', async () => {
      const given = bytes(1);
      await store.write([{ table: 'key', key: 'k', put: given }]);
      given[0] = 9;
      const read = await store.get('key', 'k');
      expect(read).toEqual(bytes(1));
      read?.fill(8);
      expect(await store.get('key', 'k')).toEqual(bytes(1));
    });

    test('a batch goes over all tables; an empty one does nothing; clear empties every table', async () => {
      await store.write(tables.map((table) => ({ table, key: 'x', put: bytes(5) })));
      await store.write([]);
      for (const table of tables) expect(await store.list(table, '')).toHaveLength(1);
      await store.clear();
      for (const table of tables) expect(await store.list(table, '')).toEqual([]);
    });
  });
}
