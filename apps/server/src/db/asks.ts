/**
 * Table `asks`: who needs a box or entries of which space.
 * @module
 */
import type { Ask } from '@obhut/protocol/asks.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db, type Who } from './query.ts';

export async function putAsk(
  db: Db,
  who: Who,
  { space, epoch, need }: Omit<Ask, 'member'>,
  day: number,
): Promise<void> {
  const text = `INSERT INTO asks (institution_id, space_id, member_id, epoch, need, day) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (institution_id, space_id, member_id) DO UPDATE SET epoch = $4, need = $5, day = $6`;
  await run(db, text, [who.institution, space, who.persona, epoch, need, day]);
}

export async function dropAsk(db: Db, who: Who, space: Bytes): Promise<void> {
  const text = 'DELETE FROM asks WHERE institution_id = $1 AND space_id = $2 AND member_id = $3';
  await run(db, text, [who.institution, space, who.persona]);
}

/** Those of others and of oneself, in the spaces that the caller may write into. */
export async function readAsks(db: Db, who: Who, day: number): Promise<Ask[]> {
  const text = `SELECT space_id AS space, epoch, member_id AS member, need FROM asks
    WHERE institution_id = $1 AND is_writer($1, space_id, $2, $3) ORDER BY space_id, member_id`;
  return rows<Ask & Record<string, unknown>>(db, text, [who.institution, who.persona, day]);
}

/** Forgets what was asked for before that day and never again. */
export async function forgetAsks(db: Db, before: number): Promise<void> {
  await rows(db, 'SELECT forget_asks($1)', [before]);
}
