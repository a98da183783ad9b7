/**
 * Table `members`: who is directly in which space, as the structural fold says.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Member } from '@obhut/protocol/state.ts';
import { rows, run, uuids, type Db } from './query.ts';

/** Adds, or changes role and last day. */
export async function putMembers(db: Db, institution: Bytes, space: Bytes, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  const text = `INSERT INTO members (institution_id, space_id, member_id, class, role, until, sign_key)
    SELECT $1, $2, m.id, m.class, m.role, m.until, m.sign
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bytea[]) AS m (id, class, role, until, sign)
    ON CONFLICT (institution_id, member_id, space_id) DO UPDATE SET role = excluded.role, until = excluded.until`;
  await run(db, text, [
    institution,
    space,
    uuids(members.map((member) => member.id)),
    members.map((member) => member.class),
    members.map((member) => member.role),
    members.map((member) => member.until),
    members.map((member) => (member.sign === null ? null : Buffer.from(member.sign))),
  ]);
}

export async function removeMembers(
  db: Db,
  institution: Bytes,
  space: Bytes,
  members: readonly Bytes[],
): Promise<void> {
  if (members.length === 0) return;
  const text = 'DELETE FROM members WHERE institution_id = $1 AND space_id = $2 AND member_id = ANY ($3::uuid[])';
  await run(db, text, [institution, space, uuids(members)]);
}

/** The spaces that somebody is directly in, among those that the caller reads. */
export async function spacesOf(db: Db, institution: Bytes, member: Bytes): Promise<Bytes[]> {
  const text = 'SELECT space_id AS space FROM members WHERE institution_id = $1 AND member_id = $2';
  return (await rows<{ space: Bytes }>(db, text, [institution, member])).map((row) => row.space);
}

/** The caller's own key; undefined for whoever is a member of nothing today. An id is paired with one key only. */
export async function ownSignKey(db: Db, institution: Bytes, persona: Bytes): Promise<Bytes | undefined> {
  const text = `SELECT sign_key AS sign FROM members
    WHERE institution_id = $1 AND member_id = $2 AND sign_key IS NOT NULL AND (until IS NULL OR until >= ctx_day()) LIMIT 1`;
  return (await rows<{ sign: Bytes }>(db, text, [institution, persona]))[0]?.sign;
}
