/**
 * Table `blobs`: where a blob belongs, how long it is, and whether all of it is there.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, setSpace, type Db, type Who } from './query.ts';

export interface Blob {
  space: Bytes;
  id: Bytes;
  uploader: Bytes;
  size: number;
  /** SHA-256 of its bytes; null for those that were stored before it was asked for. */
  hash: Bytes | null;
  /** The last day on which it is needed; 0: while the space lasts. */
  expiry: number;
  /** The store's own name for it. */
  name: string;
  done: boolean;
}

/** What is to be uploaded. */
export async function insertBlob(db: Db, who: Who, blob: Omit<Blob, 'uploader' | 'done'>, now: Date): Promise<void> {
  await setSpace(db, blob.space);
  const text = `INSERT INTO blobs (institution_id, space_id, blob_id, uploader_id, size, expiry, file_name, hash, touched)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
  const { space, id, size, expiry, name, hash } = blob;
  await run(db, text, [who.institution, space, id, who.persona, size, expiry, name, hash, now]);
}

const columns = `space_id AS space, blob_id AS id, uploader_id AS uploader, size, hash, expiry, file_name AS name, done`;

/** One that is all there, or the caller's own. */
export async function findBlob(db: Db, institution: Bytes, space: Bytes, blob: Bytes): Promise<Blob | undefined> {
  const text = `SELECT ${columns} FROM blobs WHERE institution_id = $1 AND space_id = $2 AND blob_id = $3`;
  return (await rows<Blob & Record<string, unknown>>(db, text, [institution, space, blob], 'blob'))[0];
}

/** Somebody goes on with it, it is finished, or begins anew. False: there is none that the caller may go on with. */
export async function touchBlob(
  db: Db,
  institution: Bytes,
  { space, id }: Blob,
  done: boolean,
  now: Date,
): Promise<boolean> {
  await setSpace(db, space);
  const text = 'UPDATE blobs SET done = $4, touched = $5 WHERE institution_id = $1 AND space_id = $2 AND blob_id = $3';
  return (await run(db, text, [institution, space, id, done, now])) === 1;
}

/** Whether the caller may write into the space. */
export async function mayWrite(db: Db, space: Bytes): Promise<boolean> {
  await setSpace(db, space);
  return (await rows<{ may: boolean }>(db, 'SELECT may_write() AS may', []))[0]?.may ?? false;
}

/** What the caller's institution holds and has been promised; nobody else is promised anything until the transaction ends. */
export async function heldBlobBytes(db: Db): Promise<number> {
  return (await rows<{ held: number }>(db, 'SELECT held_blob_bytes() AS held', []))[0]?.held ?? 0;
}

async function names(db: Db, text: string, values: readonly unknown[]): Promise<string[]> {
  return (await rows<{ name: string }>(db, text, values)).map(({ name }) => name);
}

/** Names of the files that belong to uploads with which nobody has gone on since. */
export async function sweepUploads(db: Db, since: Date, most: number): Promise<string[]> {
  return names(db, 'SELECT sweep_uploads($1, $2) AS name', [since, most]);
}

export async function knownFiles(db: Db, files: readonly string[]): Promise<Set<string>> {
  return new Set(await names(db, 'SELECT known_files($1) AS name', [files]));
}

/** In the order of their names. */
export async function finishedFiles(db: Db, after: string, most: number): Promise<string[]> {
  return names(db, 'SELECT finished_files($1, $2) AS name', [after, most]);
}
