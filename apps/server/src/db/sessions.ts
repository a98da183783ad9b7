/**
 * Tables `account_sessions` and `persona_sessions`: by the hash of their token, and visible to whoever holds it only. Nothing joins the two.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Pool } from 'pg';
import { rows, run, transaction, type Db, type Who } from './query.ts';

function withToken<Result>(pool: Pool, tokenHash: Bytes, work: (db: Db) => Promise<Result>): Promise<Result> {
  return transaction(pool, async (db) => {
    await rows(db, "SELECT set_config('obhut.token', $1, true)", [toHex(tokenHash)], 'token');
    return work(db);
  });
}

export async function insertAccountSession(pool: Pool, tokenHash: Bytes, account: Bytes, now: Date): Promise<void> {
  const text = 'INSERT INTO account_sessions (token_hash, account_id, last_used) VALUES ($1, $2, $3)';
  await withToken(pool, tokenHash, (db) => run(db, text, [tokenHash, account, now]));
}

export async function insertPersonaSession(pool: Pool, tokenHash: Bytes, who: Who, now: Date): Promise<void> {
  const text =
    'INSERT INTO persona_sessions (token_hash, institution_id, persona_id, last_used) VALUES ($1, $2, $3, $4)';
  await withToken(pool, tokenHash, (db) => run(db, text, [tokenHash, who.institution, who.persona, now]));
}

export async function findAccountSession(
  pool: Pool,
  tokenHash: Bytes,
): Promise<{ account: Bytes; used: Date } | undefined> {
  const text = 'SELECT account_id AS account, last_used AS used FROM account_sessions WHERE token_hash = $1';
  return withToken(
    pool,
    tokenHash,
    async (db) => (await rows<{ account: Bytes; used: Date }>(db, text, [tokenHash]))[0],
  );
}

export async function findPersonaSession(pool: Pool, tokenHash: Bytes): Promise<(Who & { used: Date }) | undefined> {
  const text =
    'SELECT institution_id AS institution, persona_id AS persona, last_used AS used FROM persona_sessions WHERE token_hash = $1';
  return withToken(
    pool,
    tokenHash,
    async (db) => (await rows<Who & { used: Date } & Record<string, unknown>>(db, text, [tokenHash]))[0],
  );
}

export async function touchSession(
  pool: Pool,
  table: 'account' | 'persona',
  tokenHash: Bytes,
  now: Date,
): Promise<void> {
  const text = `UPDATE ${table}_sessions SET last_used = $2 WHERE token_hash = $1`;
  await withToken(pool, tokenHash, (db) => run(db, text, [tokenHash, now]));
}

/** Ends every session of the account; `but`: the hash of the token that goes on. */
export async function endAccountSessions(db: Db, account: Bytes, but: Bytes | null): Promise<void> {
  await run(db, 'SELECT end_account_sessions($1, $2)', [account, but]);
}

/** Deletes what was not used since. */
export async function sweepSessions(db: Db, idleSince: Date): Promise<void> {
  await run(db, 'SELECT sweep_sessions($1)', [idleSince]);
}
