/**
 * A part of a store for one of several who use the same device: under the same keys each finds only what is theirs.
 * @module
 */
import { tables, type Change, type Store } from './store.ts';

/** `scope`: without a slash, and no scope begins with another's name and a slash. */
export function scopedStore(store: Store, scope: string): Store {
  const prefix = `${scope}/`;
  const list: Store['list'] = async (table, start, from) => {
    const rows = await store.list(table, prefix + start, from === undefined ? undefined : prefix + from);
    return rows.map(({ key, bytes }) => ({ key: key.slice(prefix.length), bytes }));
  };
  const clearing = async (): Promise<Change[]> => {
    const all = await Promise.all(tables.map(async (table) => ({ table, rows: await store.list(table, prefix) })));
    return all.flatMap(({ table, rows }) => rows.map(({ key }): Change => ({ table, key, delete: true })));
  };
  return {
    get: (table, key) => store.get(table, prefix + key),
    list,
    write: (changes) => store.write(changes.map((change) => ({ ...change, key: prefix + change.key }))),
    clear: async () => store.write(await clearing()),
    close: () => store.close(),
  };
}
