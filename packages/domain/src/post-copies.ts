/**
 * One post as its copies make it: an event in each of the spaces that it was written into.
 * @module
 */
import type { Post } from './posts.ts';

/** A post as one of its events has it. */
export interface PostInSpace extends Post {
  space: string;
  /** When its author put something else in its place; null: it is as it was written. */
  corrected: number | null;
}

/** A post as one speaks of it: in the words of the event that was corrected last. */
export interface WholePost extends PostInSpace {
  /** By which its page is found: its id, except where somebody else has published under that as well. */
  address: string;
  /** All of its events that one reads, itself among them. More than one only in spaces of wards. */
  copies: readonly PostInSpace[];
}

/**
 * Whether it only took up an id that somebody else had published under before: so say the logs of the spaces in which both did, and nobody's
 * clock.
 */
function isTakenUp<Copy extends PostInSpace>(own: readonly Copy[], others: readonly Copy[]): boolean {
  const isBefore = own.flatMap(({ space, seq }) =>
    others.filter((other) => other.space === space).map((other) => seq < other.seq),
  );
  return isBefore.length > 0 && !isBefore.includes(true);
}

type Whole<Copy> = Copy & { address: string; copies: readonly Copy[] };

function wholeOf<Copy extends PostInSpace>(own: readonly Copy[], others: readonly Copy[]): Whole<Copy>[] {
  const order = (a: Copy, b: Copy) => (b.corrected ?? 0) - (a.corrected ?? 0) || (a.space < b.space ? -1 : 1);
  const copies = own.toSorted(order);
  const [first] = copies;
  const [event] = own.map((copy) => copy.event).toSorted();
  if (first === undefined || event === undefined) return [];
  const id = isTakenUp(own, others) ? event : first.id;
  return [{ ...first, id, address: others.length === 0 ? id : event, copies }];
}

/**
 * By author too: nobody adds anything to what somebody else has written, nor takes its place. What took up another's id is called by its own
 * event; where no log says who was first, both keep the id, and each has a page of its own.
 */
export function whole<Copy extends PostInSpace>(copies: readonly Copy[]): readonly Whole<Copy>[] {
  return [...Map.groupBy(copies, ({ id }) => id).values()].flatMap((same) =>
    [...Map.groupBy(same, ({ author }) => author)].flatMap(([author, own]) =>
      wholeOf(
        own,
        same.filter((copy) => copy.author !== author),
      ),
    ),
  );
}

/** Whose page is at an address. Of an id that is two authors', always the same one's: beside it stands who wrote it. */
export function postAt<Found extends WholePost>(all: readonly Found[], address: string): Found | null {
  const named = all.filter((post) => post.address === address || post.id === address);
  return named.toSorted((a, b) => (a.author < b.author ? -1 : 1))[0] ?? null;
}

function saidBy({ title, text, files }: Post): string {
  return JSON.stringify([title, text, files.map(({ name, size, alt }) => [name, size, alt])]);
}

/** The copies by what they say: several as long as a correction has not reached them all, or where somebody told each something else. */
export function wordings<Copy extends Post>({ copies }: { copies: readonly Copy[] }): readonly (readonly Copy[])[] {
  return [...Map.groupBy(copies, saidBy).values()];
}
