/**
 * Table `institutions`: the root space, and how far the feed has come.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db } from './query.ts';

export async function insertInstitution(db: Db, institution: Bytes, leadership: Bytes): Promise<void> {
  await run(db, 'INSERT INTO institutions (institution_id, leadership_id) VALUES ($1, $2)', [institution, leadership]);
}

/** The position of the last item; undefined for whoever is a member of nothing. */
export async function readInstitution(
  db: Db,
  institution: Bytes,
): Promise<{ leadership: Bytes; position: number } | undefined> {
  const text = 'SELECT leadership_id AS leadership, position FROM institutions WHERE institution_id = $1';
  return (await rows<{ leadership: Bytes; position: number }>(db, text, [institution], 'institution'))[0];
}

/** Holds the counter till the transaction ends, so that positions come in the order of commits. */
export async function lockPosition(db: Db, institution: Bytes): Promise<number | undefined> {
  const text = 'SELECT position FROM institutions WHERE institution_id = $1 FOR UPDATE';
  return (await rows<{ position: number }>(db, text, [institution]))[0]?.position;
}

export async function setPosition(db: Db, institution: Bytes, position: number): Promise<void> {
  await run(db, 'UPDATE institutions SET position = $2 WHERE institution_id = $1', [institution, position]);
}
