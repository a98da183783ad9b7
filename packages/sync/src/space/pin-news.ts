/**
 * What pins tell a person's other devices, and so how soon they are told.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { Pin } from './pin.ts';

/** What a newer list says of a space that an older one does not: nothing, only events, or members and keys too. */
export function news(old: readonly Pin[], merged: readonly Pin[]): 'none' | 'events' | 'control' {
  const before = new Map(old.map((each) => [toHex(each.space), each]));
  let found: 'none' | 'events' = 'none';
  for (const { space, index, seen } of merged) {
    const known = before.get(toHex(space));
    if (known === undefined || index > known.index) return 'control';
    if (seen !== null && seen.seq > (known.seen?.seq ?? -1)) found = 'events';
  }
  return found;
}
