/**
 * Table `wraps`: an account's secret, sealed under what its owner knows or has.
 * @module
 */
import type { ListedWrap, Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db } from './query.ts';

export async function readWraps(db: Db, account: Bytes): Promise<ListedWrap[]> {
  const text =
    'SELECT wrap_id AS id, kind, version, bytes, salt, since FROM wraps WHERE account_id = $1 ORDER BY wrap_id';
  return rows<ListedWrap & Record<string, unknown>>(db, text, [account]);
}

/** By what a passkey or a recovery code is found; null for a password. */
export type Lookup = Bytes | null;

/** False: the account has as many as it may have, and this is not one of them. */
export async function putWrap(
  db: Db,
  account: Bytes,
  wrap: Wrap,
  lookup: Lookup,
  today: number,
  most: number,
): Promise<boolean> {
  const text = `INSERT INTO wraps (account_id, wrap_id, kind, version, bytes, salt, since, lookup)
    SELECT $1, $2, $3, $4, $5, $6, $8, $9
    WHERE (SELECT count(*) FROM wraps WHERE account_id = $1 AND wrap_id <> $2) < $7
    ON CONFLICT (account_id, wrap_id) DO UPDATE SET kind = excluded.kind, version = excluded.version, bytes = excluded.bytes,
      salt = excluded.salt, since = excluded.since, lookup = excluded.lookup`;
  const values = [account, wrap.id, wrap.kind, wrap.version, wrap.bytes, wrap.salt, most, today, lookup];
  return (await run(db, text, values)) === 1;
}

/** In place of every other of its kind. To be called in a transaction. */
export async function replaceWraps(db: Db, account: Bytes, wrap: Wrap, lookup: Lookup, today: number): Promise<void> {
  const { id, kind, version, bytes, salt } = wrap;
  await run(db, 'DELETE FROM wraps WHERE account_id = $1 AND (kind = $2 OR wrap_id = $3)', [account, kind, id]);
  const text =
    'INSERT INTO wraps (account_id, wrap_id, kind, version, bytes, salt, since, lookup) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)';
  await run(db, text, [account, id, kind, version, bytes, salt, today, lookup]);
}

/** In place of every other of any kind. To be called in a transaction. */
export async function replaceAllWraps(db: Db, account: Bytes, wrap: Wrap, today: number): Promise<void> {
  await run(db, 'DELETE FROM wraps WHERE account_id = $1', [account]);
  await replaceWraps(db, account, wrap, null, today);
}

export async function removeWrap(db: Db, account: Bytes, id: Bytes): Promise<void> {
  await run(db, "DELETE FROM wraps WHERE account_id = $1 AND wrap_id = $2 AND kind <> 'password'", [account, id]);
}

export async function kindOfWrap(db: Db, account: Bytes, id: Bytes): Promise<string | undefined> {
  const text = 'SELECT kind FROM wraps WHERE account_id = $1 AND wrap_id = $2';
  return (await rows<{ kind: string }>(db, text, [account, id]))[0]?.kind;
}

/** By name and code in one question, so that an answer says nothing about either alone. */
export async function findRecovery(
  db: Db,
  loginHmac: Bytes,
  lookup: Bytes,
): Promise<(Wrap & { account: Bytes }) | undefined> {
  const text = `SELECT a.account_id AS account, w.wrap_id AS id, w.kind, w.version, w.bytes, w.salt
    FROM wraps w JOIN accounts a USING (account_id) WHERE w.lookup = $2 AND w.kind = 'recovery' AND a.login_hmac = $1`;
  return (await rows<Wrap & { account: Bytes } & Record<string, unknown>>(db, text, [loginHmac, lookup]))[0];
}

export async function findPasskey(db: Db, lookup: Bytes): Promise<(Wrap & { account: Bytes }) | undefined> {
  const text = `SELECT account_id AS account, wrap_id AS id, kind, version, bytes, salt FROM wraps
    WHERE lookup = $1 AND kind = 'passkey'`;
  return (await rows<Wrap & { account: Bytes } & Record<string, unknown>>(db, text, [lookup]))[0];
}
