/**
 * Tables `account_sessions` and `persona_sessions`: by the hash of their token, and visible to whoever holds it only. Nothing joins the two.
 * @module
 */
import { mostEndedDevices } from '@obhut/protocol/account-routes.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Pool } from 'pg';
import { rows, run, transaction, type Db, type Who } from './query.ts';

/** Of a session. `device`: the tag of the one that it is on, if it says so. */
interface Start<Owner> {
  owner: Owner;
  device: Bytes | null;
  now: Date;
}

function withToken<Result>(pool: Pool, tokenHash: Bytes, work: (db: Db) => Promise<Result>): Promise<Result> {
  return transaction(pool, async (db) => {
    await rows(db, "SELECT set_config('obhut.token', $1, true)", [toHex(tokenHash)], 'token');
    return work(db);
  });
}

/** False: the device was ended. */
export async function insertAccountSession(pool: Pool, tokenHash: Bytes, start: Start<Bytes>): Promise<boolean> {
  const text = 'SELECT open_account_session($1, $2, $3, $4) AS opened';
  const found = await rows<{ opened: boolean }>(pool, text, [tokenHash, start.owner, start.device, start.now]);
  return found[0]?.opened === true;
}

/** False: the device was ended. */
export async function insertPersonaSession(pool: Pool, tokenHash: Bytes, start: Start<Who>): Promise<boolean> {
  const { owner, device, now } = start;
  const text = 'SELECT open_persona_session($1, $2, $3, $4, $5) AS opened';
  const values = [tokenHash, owner.institution, owner.persona, device, now];
  return (await rows<{ opened: boolean }>(pool, text, values))[0]?.opened === true;
}

/** False: there are as many as there may be. */
export async function endAccountDevice(db: Db, account: Bytes, device: Bytes): Promise<boolean> {
  const text = 'SELECT end_account_device($1, $2, $3) AS ended';
  return (await rows<{ ended: boolean }>(db, text, [account, device, mostEndedDevices]))[0]?.ended === true;
}

/** False: there are as many as there may be. */
export async function endPersonaDevice(db: Db, who: Who, device: Bytes): Promise<boolean> {
  const text = 'SELECT end_persona_device($1, $2, $3, $4) AS ended';
  const values = [who.institution, who.persona, device, mostEndedDevices];
  return (await rows<{ ended: boolean }>(db, text, values))[0]?.ended === true;
}

/** Deletes those of personas who are a member of nothing any more. */
export async function sweepEndedDevices(db: Db): Promise<void> {
  await run(db, 'SELECT sweep_ended_devices()', []);
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

/** Of one token that is no more. */
export async function endSession(pool: Pool, table: 'account' | 'persona', tokenHash: Bytes): Promise<void> {
  const text = `DELETE FROM ${table}_sessions WHERE token_hash = $1`;
  await withToken(pool, tokenHash, (db) => run(db, text, [tokenHash]));
}

/** Ends every session of the account; `but`: the hash of the token that goes on. */
export async function endAccountSessions(db: Db, account: Bytes, but: Bytes | null): Promise<void> {
  await run(db, 'SELECT end_account_sessions($1, $2)', [account, but]);
}

/** Deletes what was not used since. */
export async function sweepSessions(db: Db, idleSince: Date): Promise<void> {
  await run(db, 'SELECT sweep_sessions($1)', [idleSince]);
}
