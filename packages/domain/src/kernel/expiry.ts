/**
 * What has expired leaves the folded state too, not only the log.
 * @module
 */

/** `expiry`: last UTC day on which it counts; 0: as long as the space lasts. */
export function isAlive(expiry: number, today: number): boolean {
  return expiry === 0 || expiry >= today;
}

export function aliveIn<Key, Item extends { expiry: number }>(
  items: ReadonlyMap<Key, Item>,
  today: number,
): ReadonlyMap<Key, Item> {
  return new Map([...items].filter(([, item]) => isAlive(item.expiry, today)));
}
