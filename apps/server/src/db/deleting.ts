/**
 * Deleting one event before its day, with the files that it named; the database asks the rules itself.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { rows, setSpace, uuids, type Db } from './query.ts';

/** The event at `seq`, as far as the caller reads it: its id, or null where nothing but the hash is left. */
export async function readEventId(
  db: Db,
  institution: Bytes,
  space: Bytes,
  seq: number,
): Promise<{ event: Bytes | null } | undefined> {
  const text = `SELECT event_id AS event FROM items WHERE institution_id = $1 AND space_id = $2 AND seq = $3 AND kind = 'event'`;
  return (await rows<{ event: Bytes | null }>(db, text, [institution, space, seq]))[0];
}

/** False: the caller may not, or has said nothing that deletes it. */
export async function deleteEvent(db: Db, space: Bytes, seq: number, deletion: Bytes): Promise<boolean> {
  await setSpace(db, space);
  const text = 'SELECT delete_event($1, $2) AS done';
  return (await rows<{ done: boolean }>(db, text, [seq, toHex(deletion)]))[0]?.done ?? false;
}

/** The store's names of the files that have lost their rows. */
export async function deleteBlobs(db: Db, space: Bytes, blobs: readonly Bytes[]): Promise<string[]> {
  await setSpace(db, space);
  const found = await rows<{ name: string }>(db, 'SELECT delete_blobs($1) AS name', [uuids(blobs)]);
  return found.map(({ name }) => name);
}
