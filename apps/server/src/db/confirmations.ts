/**
 * Table `confirmations`: of which space's newest keys a member of the staff says that they open.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, uuids, type Db, type Who } from './query.ts';

export async function isStaff(db: Db): Promise<boolean> {
  return (await rows<{ staff: boolean }>(db, 'SELECT is_staff() AS staff', []))[0]?.staff ?? false;
}

/** Whether the caller reads all of them, not only their control logs. */
export async function readsWhole(db: Db, places: readonly { space: Bytes }[]): Promise<boolean> {
  const text = 'SELECT $1::uuid[] <@ readable_spaces() AS whole';
  return (await rows<{ whole: boolean }>(db, text, [uuids(places.map(({ space }) => space))]))[0]?.whole ?? false;
}

/** Said again of the same epoch, the first day counts. */
export async function putConfirmations(
  db: Db,
  who: Who,
  places: readonly { space: Bytes; epoch: number }[],
  day: number,
): Promise<void> {
  const text = `INSERT INTO confirmations (institution_id, space_id, member_id, epoch, day)
    SELECT $1, p.space, $2, max(p.epoch), $5 FROM unnest($3::uuid[], $4::bigint[]) AS p (space, epoch) GROUP BY p.space
    ON CONFLICT (institution_id, space_id, member_id) DO UPDATE SET epoch = excluded.epoch, day = excluded.day
    WHERE confirmations.epoch <> excluded.epoch`;
  const spaces = uuids(places.map(({ space }) => space));
  await run(db, text, [who.institution, who.persona, spaces, places.map(({ epoch }) => epoch), day]);
}

/** Deletes boxes and entries whose place others have taken; see the function. Fewer than `most`: there are no more. */
export async function shredSuperseded(db: Db, confirmed: number, began: number, most: number): Promise<number> {
  const text = 'SELECT shred_superseded($1, $2, $3) AS count';
  return (await rows<{ count: number }>(db, text, [confirmed, began, most]))[0]?.count ?? 0;
}
