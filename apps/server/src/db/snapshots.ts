/**
 * Table `snapshots`: one of each persona, seen by it alone, swapped by its tag.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { StoredSnapshot } from '@obhut/protocol/snapshot-routes.ts';
import { rows, run, type Db, type Who } from './query.ts';

/** Undefined: there is none, or it was over before `today`. */
export async function readSnapshot(db: Db, who: Who, today: number): Promise<StoredSnapshot | undefined> {
  const text = `SELECT tag, until, bytes FROM snapshots
    WHERE institution_id = $1 AND persona_id = $2 AND (until = 0 OR until >= $3)`;
  return (await rows<StoredSnapshot>(db, text, [who.institution, who.persona, today]))[0];
}

/** False: `before` is not the tag of the one that is there. One that was over before `today` counts as none. */
export async function writeSnapshot(
  db: Db,
  { institution, persona }: Who,
  before: Bytes | null,
  { tag, until, bytes }: StoredSnapshot,
  today: number,
): Promise<boolean> {
  const first = `INSERT INTO snapshots (institution_id, persona_id, tag, until, bytes) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (institution_id, persona_id) DO UPDATE SET tag = $3, until = $4, bytes = $5
    WHERE snapshots.until > 0 AND snapshots.until < $6`;
  const next = `UPDATE snapshots SET tag = $3, until = $4, bytes = $5
    WHERE institution_id = $1 AND persona_id = $2 AND tag = $6 AND (until = 0 OR until >= $7)`;
  const values = [institution, persona, tag, until, bytes];
  const written = before === null ? run(db, first, [...values, today]) : run(db, next, [...values, before, today]);
  return (await written) === 1;
}

/** Deletes what is over, and what is nobody's any more. `first`: the first day that still counts. */
export async function shredSnapshots(db: Db, first: number): Promise<void> {
  await run(db, 'SELECT shred_snapshots($1)', [first]);
}
