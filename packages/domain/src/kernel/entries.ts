/**
 * One more entry in a map of a state. A copy for every fact would cost the square of their number: a batch copies each map once, and from then
 * on writes into its own copy. Nobody outside sees that, as long as no two places of a state hold the same map.
 * @module
 */

/** The map with the entry; the one that was given must not be used any more where it came from the same batch. */
export type Put = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) => ReadonlyMap<Key, Value>;

export const putCopying: Put = (map, key, value) => new Map(map).set(key, value);

/** For folding many facts, one after the other, into one state. */
export function putInBatch(): Put {
  const own = new WeakSet<object>();
  return (map, key, value) => {
    const written = own.has(map) && map instanceof Map ? map : new Map(map);
    own.add(written);
    return written.set(key, value);
  };
}
