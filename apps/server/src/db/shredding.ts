/**
 * The SQL functions that delete what is over: the application's own role can delete nothing of it.
 * @module
 */
import { rows, type Db } from './query.ts';

/** `first`: the first day that still counts. How many were deleted; fewer than `most`: there are no more. */
export async function shredEvents(db: Db, first: number, most: number): Promise<number> {
  return (await rows<{ count: number }>(db, 'SELECT shred_events($1, $2) AS count', [first, most]))[0]?.count ?? 0;
}

export async function shredEntries(db: Db, first: number, most: number): Promise<number> {
  return (await rows<{ count: number }>(db, 'SELECT shred_entries($1, $2) AS count', [first, most]))[0]?.count ?? 0;
}

/** The store's names of the blobs that have lost their rows. */
export async function shredBlobs(db: Db, first: number, most: number): Promise<string[]> {
  const found = await rows<{ name: string }>(db, 'SELECT shred_blobs($1, $2) AS name', [first, most]);
  return found.map(({ name }) => name);
}

/** What the next step of erasing ended spaces and institutions did; blobs must have been shredded before. */
export type Erased = 'rows' | 'space' | 'institution' | 'nothing';

export async function eraseNext(db: Db, first: number, most: number): Promise<Erased> {
  return (await rows<{ step: Erased }>(db, 'SELECT erase_next($1, $2) AS step', [first, most]))[0]?.step ?? 'nothing';
}
