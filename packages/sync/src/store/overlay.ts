/**
 * A store for whoever may only look: it reads what is there, and what is written to it stays in memory and ends with it.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { tables, type Change, type Store, type Table } from './store.ts';

export class OverlayStore implements Store {
  readonly #base: Store;
  /** By table and key; null: deleted. */
  readonly #over = new Map(tables.map((table) => [table, new Map<string, Bytes | null>()]));

  constructor(base: Store) {
    this.#base = base;
  }

  #rows(table: Table): Map<string, Bytes | null> {
    const rows = this.#over.get(table);
    if (rows === undefined) throw new RangeError('no such table');
    return rows;
  }

  async get(table: Table, key: string): Promise<Bytes | null> {
    const over = this.#rows(table).get(key);
    return over === undefined ? await this.#base.get(table, key) : (over?.slice() ?? null);
  }

  async list(table: Table, prefix: string, from = prefix): Promise<{ key: string; bytes: Bytes }[]> {
    const over = this.#rows(table);
    const below = (await this.#base.list(table, prefix, from)).filter(({ key }) => !over.has(key));
    const above = [...over].flatMap(([key, bytes]) =>
      bytes !== null && key.startsWith(prefix) && key >= from ? [{ key, bytes: bytes.slice() }] : [],
    );
    return [...below, ...above].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) this.#rows(change.table).set(change.key, 'put' in change ? change.put.slice() : null);
    return Promise.resolve();
  }

  async clear(): Promise<void> {
    for (const table of tables) {
      const rows = await this.list(table, '');
      await this.write(rows.map(({ key }): Change => ({ table, key, delete: true })));
    }
  }

  close(): void {
    // The one below is not this one's to close.
  }
}
