/**
 * Table `spaces`: the heads of all logs.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import { rows, run, uuids, type Db, type Who } from './query.ts';

export interface Head {
  space: Bytes;
  seq: number;
  chain: Bytes;
  /** How many control records there are. */
  count: number;
}

export async function insertSpace(
  db: Db,
  institution: Bytes,
  founder: Bytes,
  level: number,
  space: Bytes,
  chain: Bytes,
): Promise<void> {
  const text = 'INSERT INTO spaces (institution_id, space_id, level, founder_id, chain) VALUES ($1, $2, $3, $4, $5)';
  await run(db, text, [institution, space, level, founder, chain]);
}

/** Those of the spaces that the caller reads, locked in the order of their ids. */
export async function lockSpaces(db: Db, institution: Bytes, spaces: readonly Bytes[]): Promise<Head[]> {
  const text = `SELECT space_id AS space, seq, chain, control_count AS count FROM spaces
    WHERE institution_id = $1 AND space_id = ANY ($2::uuid[]) ORDER BY space_id FOR UPDATE`;
  return rows<Head & Record<string, unknown>>(db, text, [institution, uuids(spaces)]);
}

/** How many control records each of these logs has, as far as the caller may read it. */
export async function controlCounts(
  db: Db,
  institution: Bytes,
  spaces: readonly Bytes[],
): Promise<{ space: Bytes; count: number }[]> {
  const text =
    'SELECT space_id AS space, control_count AS count FROM spaces WHERE institution_id = $1 AND space_id = ANY ($2::uuid[])';
  return rows<{ space: Bytes; count: number }>(db, text, [institution, uuids(spaces)], 'counts');
}

export async function setHead(db: Db, institution: Bytes, head: Head): Promise<void> {
  const text = 'UPDATE spaces SET seq = $3, chain = $4, control_count = $5 WHERE institution_id = $1 AND space_id = $2';
  await run(db, text, [institution, head.space, head.seq, head.chain, head.count]);
}

/** The day with which the space ends; for all time. */
export async function setRetired(db: Db, institution: Bytes, space: Bytes, day: number): Promise<void> {
  await run(db, 'UPDATE spaces SET retired = $3 WHERE institution_id = $1 AND space_id = $2', [
    institution,
    space,
    day,
  ]);
}

/** The newest epoch, made by the caller. */
export async function setEpoch(
  db: Db,
  who: Who,
  space: Bytes,
  { epoch, day }: { epoch: number; day: number },
): Promise<void> {
  const text = `UPDATE spaces SET epoch = $3, epoch_day = $4, epoch_author = $5 WHERE institution_id = $1 AND space_id = $2`;
  await run(db, text, [who.institution, space, epoch, day, who.persona]);
}

export async function listSpaces(db: Db, institution: Bytes): Promise<SpaceHead[]> {
  const text = `SELECT space_id AS space, seq, control_count AS index,
      CASE WHEN space_id = ANY ((SELECT readable_spaces())::uuid[]) THEN 'full' ELSE 'control' END AS access
    FROM spaces WHERE institution_id = $1 ORDER BY space_id`;
  return rows<SpaceHead & Record<string, unknown>>(db, text, [institution], 'spaces');
}

/** Whether the caller is a member of anything. */
export async function readsAnything(db: Db): Promise<boolean> {
  const text = 'SELECT cardinality(direct_spaces()) > 0 AS any';
  return (await rows<{ any: boolean }>(db, text, []))[0]?.any ?? false;
}
