/**
 * Some of many, drawn by a seed: the same ones again as long as the many are the same.
 * @module
 */

/** Numbers from 0 to below 1 (mulberry32). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

export function drawn<Item>(all: readonly Item[], most: number, seed: number): Item[] {
  const random = numbers(seed);
  return all
    .map((item, at) => ({ item, at, by: random.next().value }))
    .toSorted((a, b) => a.by - b.by)
    .slice(0, most)
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
