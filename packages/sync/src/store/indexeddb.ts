/**
 * The store in IndexedDB: one object store for each table, byte strings under text keys.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { StorageFullError, tables, type Change, type Store, type Table } from './store.ts';

type Schema = DBSchema & { [Name in Table]: { key: string; value: Bytes } };

/** Keys that begin with `prefix`: from it, or from `from`, to the next text that does not. None is an empty list. */
function keysFrom(prefix: string, from: string): IDBKeyRange | null {
  const end = prefix.replace(/\u{ffff}+$/u, '');
  const first = from > prefix ? from : prefix;
  if (end === '') return first === '' ? null : IDBKeyRange.lowerBound(first);
  const next = end.slice(0, -1) + String.fromCharCode(end.charCodeAt(end.length - 1) + 1);
  return first < next ? IDBKeyRange.bound(first, next, false, true) : IDBKeyRange.only([]);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

class IndexedDbStore implements Store {
  readonly #db: IDBPDatabase<Schema>;

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async get(table: Table, key: string): Promise<Bytes | null> {
    return (await this.#db.get(table, key)) ?? null;
  }

  async list(table: Table, prefix: string, from = prefix): Promise<{ key: string; bytes: Bytes }[]> {
    const range = keysFrom(prefix, from);
    const transaction = this.#db.transaction(table);
    const [keys, values] = await Promise.all([
      transaction.store.getAllKeys(range),
      transaction.store.getAll(range),
      transaction.done,
    ]);
    return keys.flatMap((key, i) => {
      const bytes = values[i];
      return bytes === undefined ? [] : [{ key, bytes }];
    });
  }

  async write(changes: readonly Change[]): Promise<void> {
    const named = new Set(changes.map((change) => change.table));
    if (named.size === 0) return;
    const transaction = this.#db.transaction([...named], 'readwrite', { durability: 'strict' });
    const requests = changes.map((change) => {
      const store = transaction.objectStore(change.table);
      return 'put' in change ? store.put(change.put, change.key) : store.delete(change.key);
    });
    try {
      await Promise.all([...requests, transaction.done]);
    } catch (error) {
      throw isFull(error) ? new StorageFullError('the device has no room left', { cause: error }) : error;
    }
  }

  async clear(): Promise<void> {
    const transaction = this.#db.transaction(tables, 'readwrite', { durability: 'strict' });
    await Promise.all([...tables.map((table) => transaction.objectStore(table).clear()), transaction.done]);
  }

  close(): void {
    this.#db.close();
  }
}

/** `name`: one for each installation. A newer version of the app in another tab may close it; then every call rejects. */
export async function openIndexedDbStore(name: string): Promise<Store> {
  const db = await openDB<Schema>(name, 2, {
    upgrade(created) {
      for (const table of tables) if (!created.objectStoreNames.contains(table)) created.createObjectStore(table);
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  return new IndexedDbStore(db);
}
