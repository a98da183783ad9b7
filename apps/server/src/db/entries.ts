/**
 * Table `entries`: bucket keys sealed under an epoch's keyring key, one per uploader, never overwritten.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, uuids, type Db } from './query.ts';

export interface Entry {
  epoch: number;
  bucket: Bytes;
  bytes: Bytes;
  /** The last day of the bucket; null: while the space lasts. */
  until: number | null;
  /** No bucket's key, but a KEM seed. */
  isSeed: boolean;
}

export async function insertEntries(
  db: Db,
  institution: Bytes,
  space: Bytes,
  uploader: Bytes,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const text = `INSERT INTO entries (institution_id, space_id, epoch, bucket_id, uploader_id, bytes, until, is_seed)
    SELECT $1, $2, e.epoch, e.bucket, $3, e.bytes, e.until, e.seed
    FROM unnest($4::bigint[], $5::uuid[], $6::bytea[], $7::integer[], $8::boolean[])
      AS e (epoch, bucket, bytes, until, seed)
    ON CONFLICT DO NOTHING`;
  const buckets = uuids(entries.map((entry) => entry.bucket));
  const values = [
    institution,
    space,
    uploader,
    entries.map((entry) => entry.epoch),
    buckets,
    entries.map((entry) => Buffer.from(entry.bytes)),
    entries.map((entry) => entry.until),
    entries.map((entry) => entry.isSeed),
  ];
  await run(db, text, values);
}

export async function readEntries(
  db: Db,
  institution: Bytes,
  space: Bytes,
  epoch: number,
): Promise<{ bucket: Bytes; uploader: Bytes; bytes: Bytes }[]> {
  const text = `SELECT bucket_id AS bucket, uploader_id AS uploader, bytes FROM entries
    WHERE institution_id = $1 AND space_id = $2 AND epoch = $3 ORDER BY bucket_id, uploader_id`;
  return rows<{ bucket: Bytes; uploader: Bytes; bytes: Bytes }>(db, text, [institution, space, epoch], 'entries');
}

/** The same of many places at once. */
export async function readEntriesOf(
  db: Db,
  institution: Bytes,
  places: readonly { space: Bytes; epoch: number }[],
): Promise<{ space: Bytes; epoch: number; bucket: Bytes; uploader: Bytes; bytes: Bytes }[]> {
  const text = `SELECT space_id AS space, epoch, bucket_id AS bucket, uploader_id AS uploader, bytes FROM entries
    WHERE institution_id = $1 AND (space_id, epoch) IN (SELECT * FROM unnest($2::uuid[], $3::bigint[]))
    ORDER BY bucket_id, uploader_id`;
  const values = [institution, uuids(places.map(({ space }) => space)), places.map(({ epoch }) => epoch)];
  return rows<{ space: Bytes; epoch: number; bucket: Bytes; uploader: Bytes; bytes: Bytes }>(
    db,
    text,
    values,
    'many entries',
  );
}
