/**
 * Queries with ids and byte strings as `Uint8Array`, and transactions in which the database knows who asks.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { ClientBase, Pool, PoolClient, QueryResultRow } from 'pg';
import pg from 'pg';
import { int8 } from './pool.ts';

/** Whoever asks: a persona, device or invite of an institution. */
export interface Who {
  institution: Bytes;
  persona: Bytes;
}

export type Db = Pick<ClientBase, 'query'>;

const byteaOf = (value: string): Bytes => fromHex(value.slice(2));
const uuidOf = (value: string): Bytes => fromHex(value.replaceAll('-', ''));

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.UUID, uuidOf);
types.setTypeParser(pg.types.builtins.BYTEA, byteaOf);
types.setTypeParser(pg.types.builtins.INT8, int8);

/**
 * Classes of SQLSTATE (PostgreSQL, appendix A) that are a matter of now and not of what was asked: the connection, a disk that is full or memory
 * that is short (53), stopping and starting (57P), a disk that fails (58).
 */
const forNow = /^(?:08|53|57P|58)/u;
const diskFull = '53100';

/** What it says goes up as a `DatabaseError`; what is left of the driver's errors is that it was not reached, for which it has no class of its own. */
async function reached<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? (error.code ?? '') : null;
    if (code !== null && !forNow.test(code)) throw error;
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    throw new ApiError('unavailable', code === diskFull ? 'storage' : 'database', error);
  }
}

/** `name`: for a statement that is worth keeping prepared. */
export async function rows<Row extends QueryResultRow>(
  db: Db,
  text: string,
  values: readonly unknown[],
  name?: string,
): Promise<Row[]> {
  const query = { text, values: [...values], types, ...(name === undefined ? {} : { name }) };
  return (await reached(db.query<Row>(query))).rows;
}

/** How many rows were written. */
export async function run(db: Db, text: string, values: readonly unknown[]): Promise<number> {
  return (await reached(db.query({ text, values: [...values] }))).rowCount ?? 0;
}

/** For arrays of ids: PostgreSQL takes 32 hex digits as a uuid. */
export function uuids(ids: readonly (Uint8Array | null)[]): (string | null)[] {
  return ids.map((id) => (id === null ? null : toHex(id)));
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('the transaction could not be rolled back');
  }
}

/** The connection's own fault, or the database's: nothing more is to be said over it. */
function isGone(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'unavailable' && error.detail === 'database';
}

/** A connection whose transaction cannot be ended is thrown away. */
export async function transaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await reached(pool.connect());
  let broken: Error | undefined;
  try {
    await reached(client.query('BEGIN'));
    const result = await work(client);
    await reached(client.query('COMMIT'));
    return result;
  } catch (error) {
    broken = isGone(error) ? error : await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Says who asks until the transaction ends; `day`: the server's own, in UTC days since 1970. */
export async function setContext(db: Db, who: Who, day: number): Promise<void> {
  const text =
    "SELECT set_config('obhut.institution', $1, true), set_config('obhut.persona', $2, true), set_config('obhut.day', $3, true)";
  await rows(db, text, [toHex(who.institution), toHex(who.persona), String(day)], 'context');
}

/** Says which space is written into next, until the transaction ends. */
export async function setSpace(db: Db, space: Bytes): Promise<void> {
  await rows(db, "SELECT set_config('obhut.space', $1, true)", [toHex(space)], 'space');
}

/** A transaction in which only what `who` may see and write exists. */
export async function asPersona<Result>(
  pool: Pool,
  who: Who,
  day: number,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  return transaction(pool, async (client) => {
    await setContext(client, who, day);
    return work(client);
  });
}

const meanings: Readonly<Record<string, ApiError>> = {
  '42501': new ApiError('not-found'),
  '23505': new ApiError('conflict', 'exists'),
  '23503': new ApiError('not-found'),
  '40001': new ApiError('conflict', 'busy'),
  '40P01': new ApiError('conflict', 'busy'),
};

/** What the database refused, said in the protocol's closed codes; anything else stays what it is. */
export function meaningOf(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return error;
  const meaning = meanings[error.code];
  return meaning === undefined ? error : new ApiError(meaning.code, meaning.detail);
}
