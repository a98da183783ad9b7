/**
 * Tables `access_log` (insert only) and `access_trees`.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { emptyFrontier, type Frontier } from '@obhut/protocol/merkle.ts';
import { byteaArray, int8Array, textArray, timestampArray, uuidArray } from './binary-arrays.ts';
import { rows, type Db } from './query.ts';

export interface AccessRow {
  institution: Bytes;
  leaf: Bytes;
  at: Date;
  persona: Bytes;
  space: Bytes | null;
  call: string;
  bytes: number;
  requestId: string;
}

const hashBytes = 32;

/** In the context of the institution. */
export async function readTree(db: Db, institution: Bytes): Promise<Frontier> {
  const text = 'SELECT size, frontier FROM access_trees WHERE institution_id = $1';
  const [row] = await rows<{ size: number; frontier: Bytes }>(db, text, [institution], 'tree');
  if (row === undefined) return emptyFrontier;
  const subtrees: Bytes[] = [];
  for (let at = 0; at < row.frontier.length; at += hashBytes) subtrees.push(row.frontier.slice(at, at + hashBytes));
  return { size: row.size, subtrees };
}

/** `accesses`: those of one institution side by side, institutions in the order of their ids. */
export async function appendAccess(db: Db, accesses: readonly AccessRow[]): Promise<void> {
  const text =
    'SELECT append_access($1::uuid[], $2::bytea[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::text[])';
  const values = [
    uuidArray(accesses.map(({ institution }) => institution)),
    byteaArray(accesses.map(({ leaf }) => leaf)),
    timestampArray(accesses.map(({ at }) => at)),
    uuidArray(accesses.map(({ persona }) => persona)),
    uuidArray(accesses.map(({ space }) => space)),
    textArray(accesses.map(({ call }) => call)),
    int8Array(accesses.map(({ bytes }) => bytes)),
    textArray(accesses.map(({ requestId }) => requestId)),
  ];
  await rows(db, text, values, 'access');
}
