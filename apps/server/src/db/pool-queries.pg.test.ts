/**
 * What a query gives back and what its failure is called; and what becomes of a transaction and of its connection.
 * @module
 */
import { fromHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openPool, type Pool } from './pool.ts';
import { asPersona, meaningOf, rows, run, setSpace, transaction, uuids, type Db } from './query.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
/** Of one connection: what a transaction leaves behind shows to the next. */
let pool: Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool({ connectionString: database.appUrl });
  pool.options.max = 1;
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const id = fromHex('00112233445566778899aabbccddeeff');
const backend = (db: Db) => rows<{ pid: number }>(db, 'SELECT pg_backend_pid() AS pid', []);
const raise = (db: Db, state: string) => run(db, `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${state}'; END $$`, []);

it('ids and byte strings are bytes, counts are numbers', async () => {
  const text = "SELECT $1::uuid AS id, '\\x00ff'::bytea AS bytes, 7::int8 AS count";
  expect(await rows(pool, text, uuids([id]))).toEqual([{ id, bytes: Uint8Array.of(0, 255), count: 7 }]);
  expect(uuids([null, id])).toEqual([null, '00112233445566778899aabbccddeeff']);
  const large = rows(pool, 'SELECT 9007199254740992::int8 AS count', []);
  await expect(large).rejects.toThrow(RangeError);
});

it('a statement with a name is kept prepared, and one without is not', async () => {
  const kept = () => rows<{ name: string }>(pool, 'SELECT name FROM pg_prepared_statements', []);
  await rows(pool, 'SELECT 1', []);
  expect(await kept()).toEqual([]);
  await rows(pool, 'SELECT 1', [], 'one');
  expect(await kept()).toEqual([{ name: 'one' }]);
});

it('how many rows were written: none where none can be', async () => {
  await transaction(pool, async (db) => {
    expect(await run(db, 'CREATE TEMP TABLE written (a integer) ON COMMIT DROP', [])).toBe(0);
    expect(await run(db, 'INSERT INTO written VALUES ($1), ($2)', [1, 2])).toBe(2);
  });
});

it.each([
  ['08006', { code: 'unavailable', detail: 'database' }],
  ['57P01', { code: 'unavailable', detail: 'database' }],
  ['53100', { code: 'unavailable', detail: 'storage' }],
  ['57014', { code: '57014' }],
])('a failure of the moment is told from one of the question: %s', async (state, expected) => {
  await expect(raise(pool, state)).rejects.toMatchObject(expected);
});

it('a database that is not reached is not there for now', async () => {
  const away = openPool({ connectionString: 'postgresql://obhut_app@localhost:1/none' });
  await expect(run(away, 'SELECT 1', [])).rejects.toMatchObject({ code: 'unavailable', detail: 'database' });
  await expect(transaction(away, () => Promise.resolve())).rejects.toMatchObject({ code: 'unavailable' });
  await away.end();
});

const mark = async (db: Db, state: string) => {
  await run(db, 'INSERT INTO marks VALUES (1)', []);
  await raise(db, state);
};

it('a transaction that fails leaves nothing, and its connection serves the next', async () => {
  const [before] = await backend(pool);
  await transaction(pool, (db) => run(db, 'CREATE TEMP TABLE marks (a integer)', []));
  // A full disk is over as soon as there is room.
  for (const state of ['23514', '53100']) await expect(transaction(pool, (db) => mark(db, state))).rejects.toThrow();
  expect(await rows(pool, 'SELECT a FROM marks', [])).toEqual([]);
  await transaction(pool, (db) => run(db, 'INSERT INTO marks VALUES (2)', []));
  expect(await rows(pool, 'SELECT a FROM marks', [])).toEqual([{ a: 2 }]);
  expect(await backend(pool)).toEqual([before]);
});

it('a connection that is gone serves nobody any more', async () => {
  const [before] = await backend(pool);
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  const ended = transaction(pool, async (db) => {
    await superuser.query('SELECT pg_terminate_backend($1, 10000)', [before?.pid]);
    return backend(db);
  });
  await expect(ended).rejects.toMatchObject({ code: 'unavailable', detail: 'database' });
  await superuser.end();
  const [after] = await backend(pool);
  expect(after?.pid).not.toBe(before?.pid);
});

const asked = (db: Db) =>
  rows(db, 'SELECT ctx_institution() AS i, ctx_persona() AS p, ctx_day() AS d, ctx_space() AS s', []);

it('who asks is known until the transaction ends', async () => {
  const who = { institution: id, persona: id };
  const inside = await asPersona(pool, who, 20_700, async (db) => {
    await setSpace(db, id);
    return asked(db);
  });
  expect(inside).toEqual([{ i: id, p: id, d: 20_700, s: id }]);
  expect(await asked(pool)).toEqual([{ i: null, p: null, d: null, s: null }]);
});

const meant = async (state: string) => meaningOf(await raise(pool, state).catch((error: unknown) => error));

it('a refusal of the database is said in the protocol’s codes, and nothing else is', async () => {
  expect(await meant('42501')).toEqual(new ApiError('not-found'));
  expect(await meant('23503')).toEqual(new ApiError('not-found'));
  expect(await meant('23505')).toMatchObject({ code: 'conflict', detail: 'exists' });
  for (const state of ['40001', '40P01'])
    expect(await meant(state)).toMatchObject({ code: 'conflict', detail: 'busy' });
  expect(await meant('22012')).toMatchObject({ code: '22012' });
  for (const other of [new Error('another'), new ApiError('conflict'), null]) expect(meaningOf(other)).toBe(other);
});
