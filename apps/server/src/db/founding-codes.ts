/**
 * Table `founding_codes`: one-time codes with which the operator lets somebody found an institution; by their hash alone.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db } from './query.ts';

export interface FoundingCode {
  expires: Date;
  /** Null until it is used. */
  request: Bytes | null;
  answer: Bytes | null;
}

export async function insertFoundingCode(db: Db, codeHash: Bytes, expires: Date): Promise<void> {
  await run(db, 'INSERT INTO founding_codes (code_hash, expires) VALUES ($1, $2)', [codeHash, expires]);
}

/** Held till the transaction ends. */
export async function lockFoundingCode(db: Db, codeHash: Bytes): Promise<FoundingCode | undefined> {
  const text = 'SELECT expires, request_hash AS request, answer FROM founding_codes WHERE code_hash = $1 FOR UPDATE';
  return (await rows<FoundingCode & Record<string, unknown>>(db, text, [codeHash]))[0];
}

export async function useFoundingCode(db: Db, codeHash: Bytes, request: Bytes, answer: Bytes): Promise<void> {
  const text = 'UPDATE founding_codes SET request_hash = $2, answer = $3 WHERE code_hash = $1';
  await run(db, text, [codeHash, request, answer]);
}
