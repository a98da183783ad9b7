/**
 * Table `accounts`: login names as HMAC only, what OPAQUE keeps of a password, and the key that follows from the account's secret.
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

/** False: this is not the account's name. */
export async function setRecord(db: Db, account: Bytes, loginHmac: Bytes, record: string): Promise<boolean> {
  const text = 'UPDATE accounts SET opaque_record = $3 WHERE account_id = $1 AND login_hmac = $2';
  return (await run(db, text, [account, loginHmac, record])) === 1;
}

/** False: the account has another key. */
export async function setSignKey(db: Db, account: Bytes, key: Bytes): Promise<boolean> {
  const text = 'UPDATE accounts SET sign_key = $2 WHERE account_id = $1 AND (sign_key IS NULL OR sign_key = $2)';
  return (await run(db, text, [account, key])) === 1;
}

/** In place of the one that followed from an earlier secret. */
export async function replaceSignKey(db: Db, account: Bytes, key: Bytes): Promise<void> {
  await run(db, 'UPDATE accounts SET sign_key = $2 WHERE account_id = $1', [account, key]);
}

/** Undefined: no such account, or it has no key so far. */
export async function findSignKey(db: Db, account: Bytes): Promise<Bytes | undefined> {
  const text = 'SELECT sign_key AS key FROM accounts WHERE account_id = $1';
  return (await rows<{ key: Bytes | null }>(db, text, [account]))[0]?.key ?? undefined;
}

/** With everything that hangs on it. */
export async function deleteAccount(db: Db, account: Bytes): Promise<void> {
  await run(db, 'DELETE FROM wraps WHERE account_id = $1', [account]);
  await run(db, 'DELETE FROM vaults WHERE account_id = $1', [account]);
  await run(db, 'DELETE FROM accounts WHERE account_id = $1', [account]);
}
