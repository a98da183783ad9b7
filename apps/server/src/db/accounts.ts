/**
 * Table `accounts`: login names as HMAC only, and what OPAQUE keeps of a password.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db } from './query.ts';

/** False: the name is taken. */
export async function insertAccount(db: Db, account: Bytes, loginHmac: Bytes, record: string): Promise<boolean> {
  const text =
    'INSERT INTO accounts (account_id, login_hmac, opaque_record) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
  return (await run(db, text, [account, loginHmac, record])) === 1;
}

export async function findAccount(db: Db, loginHmac: Bytes): Promise<{ account: Bytes; record: string } | undefined> {
  const text = 'SELECT account_id AS account, opaque_record AS record FROM accounts WHERE login_hmac = $1';
  return (await rows<{ account: Bytes; record: string }>(db, text, [loginHmac]))[0];
}
