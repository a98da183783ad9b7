/**
 * A store in memory: for tests, and for a letter whose reader keeps nothing on the device.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { tables, type Change, type Store, type Table } from './store.ts';

export class MemoryStore implements Store {
  readonly #tables = new Map(tables.map((table) => [table, new Map<string, Bytes>()]));

  #rows(table: Table): Map<string, Bytes> {
    const rows = this.#tables.get(table);
    if (rows === undefined) throw new RangeError('no such table');
    return rows;
  }

  get(table: Table, key: string): Promise<Bytes | null> {
    return Promise.resolve(this.#rows(table).get(key)?.slice() ?? null);
  }

  list(table: Table, prefix: string, from = prefix): Promise<{ key: string; bytes: Bytes }[]> {
    const keys = [...this.#rows(table).keys()].filter((key) => key.startsWith(prefix) && key >= from).sort();
    return Promise.resolve(keys.flatMap((key) => this.#row(table, key)));
  }

  #row(table: Table, key: string): { key: string; bytes: Bytes }[] {
    const bytes = this.#rows(table).get(key);
    return bytes === undefined ? [] : [{ key, bytes: bytes.slice() }];
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      if ('put' in change) this.#rows(change.table).set(change.key, change.put.slice());
      else this.#rows(change.table).delete(change.key);
    }
    return Promise.resolve();
  }

  clear(): Promise<void> {
    for (const rows of this.#tables.values()) rows.clear();
    return Promise.resolve();
  }

  close(): void {
    // Nothing is held open.
  }
}
