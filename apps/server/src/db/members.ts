/**
 * Table `members`: who is directly in which space, as the structural fold says.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Member } from '@obhut/protocol/state.ts';
import { rows, run, uuids, type Db } from './query.ts';

/** A member, and the personae whose expulsion takes it along. */
export interface Falling {
  member: Member;
  fallsWith: readonly Bytes[];
}

/** Adds, or changes role and last day. */
export async function putMembers(db: Db, institution: Bytes, space: Bytes, falling: readonly Falling[]): Promise<void> {
  if (falling.length === 0) return;
  const members = falling.map(({ member }) => member);
  const text = `INSERT INTO members (institution_id, space_id, member_id, class, role, until, sign_key, falls_with)
    SELECT $1, $2, m.id, m.class, m.role, m.until, m.sign, m.falls_with::uuid[]
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bytea[], $8::text[])
      AS m (id, class, role, until, sign, falls_with)
    ON CONFLICT (institution_id, member_id, space_id) DO UPDATE SET role = excluded.role, until = excluded.until`;
  await run(db, text, [
    institution,
    space,
    uuids(members.map((member) => member.id)),
    members.map((member) => member.class),
    members.map((member) => member.role),
    members.map((member) => member.until),
    members.map((member) => (member.sign === null ? null : Buffer.from(member.sign))),
    // Arrays of different lengths are no rectangle, so each goes as its own text.
    falling.map(({ fallsWith }) => `{${uuids(fallsWith).join(',')}}`),
  ]);
}

/** Puts personae out of every space of the institution, with all who fall with them; returns who is out. */
export async function expelPersonas(db: Db, personas: readonly Bytes[]): Promise<Bytes[]> {
  if (personas.length === 0) return [];
  return (await rows<{ id: Bytes }>(db, 'SELECT id FROM expel_personas($1::uuid[]) AS id', [uuids(personas)])).map(
    (row) => row.id,
  );
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
