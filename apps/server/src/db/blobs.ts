/**
 * Table `blobs`: where a blob belongs and how long it is.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, setSpace, type Db, type Who } from './query.ts';

export interface Blob {
  space: Bytes;
  id: Bytes;
  size: number;
  /** The last day on which it is needed; 0: while the space lasts. */
  expiry: number;
  /** The store's own name for it. */
  name: string;
}

export async function insertBlob(db: Db, who: Who, blob: Blob): Promise<void> {
  await setSpace(db, blob.space);
  const text = `INSERT INTO blobs (institution_id, space_id, blob_id, uploader_id, size, expiry, file_name) VALUES ($1, $2, $3, $4, $5, $6, $7)`;
  await run(db, text, [who.institution, blob.space, blob.id, who.persona, blob.size, blob.expiry, blob.name]);
}

export async function findBlob(db: Db, institution: Bytes, space: Bytes, blob: Bytes): Promise<Blob | undefined> {
  const text = `SELECT space_id AS space, blob_id AS id, size, expiry, file_name AS name FROM blobs
    WHERE institution_id = $1 AND space_id = $2 AND blob_id = $3`;
  return (await rows<Blob & Record<string, unknown>>(db, text, [institution, space, blob], 'blob'))[0];
}

/** Whether the caller may write into the space. */
export async function mayWrite(db: Db, space: Bytes): Promise<boolean> {
  await setSpace(db, space);
  return (await rows<{ may: boolean }>(db, 'SELECT may_write() AS may', []))[0]?.may ?? false;
}
