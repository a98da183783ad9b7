/**
 * Table `boxes`: epoch secrets sealed to members, one per uploader, never overwritten.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, uuids, type Db } from './query.ts';

export interface Box {
  epoch: number;
  member: Bytes;
  bytes: Bytes;
}

export async function insertBoxes(
  db: Db,
  institution: Bytes,
  space: Bytes,
  uploader: Bytes,
  boxes: readonly Box[],
): Promise<void> {
  if (boxes.length === 0) return;
  const text = `INSERT INTO boxes (institution_id, space_id, epoch, member_id, uploader_id, bytes)
    SELECT $1, $2, b.epoch, b.member, $3, b.bytes FROM unnest($4::bigint[], $5::uuid[], $6::bytea[]) AS b (epoch, member, bytes)
    ON CONFLICT DO NOTHING`;
  const members = boxes.map((box) => Buffer.from(box.member).toString('hex'));
  const values = [
    institution,
    space,
    uploader,
    boxes.map((box) => box.epoch),
    members,
    boxes.map((box) => Buffer.from(box.bytes)),
  ];
  await run(db, text, values);
}

/** Those that the caller can open: their own and those of the member spaces that they are in. */
export async function readBoxes(
  db: Db,
  institution: Bytes,
  space: Bytes,
  epoch: number,
): Promise<{ member: Bytes; uploader: Bytes; bytes: Bytes }[]> {
  const text = `SELECT member_id AS member, uploader_id AS uploader, bytes FROM boxes
    WHERE institution_id = $1 AND space_id = $2 AND epoch = $3 ORDER BY member_id, uploader_id`;
  return rows<{ member: Bytes; uploader: Bytes; bytes: Bytes }>(db, text, [institution, space, epoch], 'boxes');
}

/** The same of many places at once. */
export async function readBoxesOf(
  db: Db,
  institution: Bytes,
  places: readonly { space: Bytes; epoch: number }[],
): Promise<{ space: Bytes; epoch: number; member: Bytes; uploader: Bytes; bytes: Bytes }[]> {
  const text = `SELECT space_id AS space, epoch, member_id AS member, uploader_id AS uploader, bytes FROM boxes
    WHERE institution_id = $1 AND (space_id, epoch) IN (SELECT * FROM unnest($2::uuid[], $3::bigint[]))
    ORDER BY member_id, uploader_id`;
  const values = [institution, uuids(places.map(({ space }) => space)), places.map(({ epoch }) => epoch)];
  return rows<{ space: Bytes; epoch: number; member: Bytes; uploader: Bytes; bytes: Bytes }>(
    db,
    text,
    values,
    'many boxes',
  );
}
