/**
 * When something is over, for readers and for the server that deletes it (protocol.md, section 5, Shredding).
 * @module
 */
import type { SpaceState } from './state.ts';

/** The server deletes this many days after a reader stops counting, so that a reader whose day is one behind never misses what still counts. */
export const graceDays = 1;

/** An institution ends at the earliest so many days after an owner has said so: time to see it, and to take along what is one's own. */
export const noticeDays = 28;

/**
 * Whether what counts until `last` (its last day; 0 or null: while the space lasts) no longer counts on `day`. What lasts as long as its space
 * ends with the day that the space was retired with.
 */
export function isOver(space: Pick<SpaceState, 'retired'>, last: number | null, day: number): boolean {
  const end = last === null || last === 0 ? space.retired : last;
  return end !== null && end < day;
}

/** Whether a server has deleted it on its `day`, or will at its next turn. */
export function isShredded(space: Pick<SpaceState, 'retired'>, last: number | null, day: number): boolean {
  return isOver(space, last, day - graceDays);
}
