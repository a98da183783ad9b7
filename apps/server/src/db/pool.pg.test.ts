/**
 * Connections, migrations and roles against the real thing.
 * @module
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import { int8, openPool, type Pool } from './pool.ts';
import { run } from './query.ts';
import { assertPlainRole } from './roles.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let app: Pool;
let owner: Pool;

beforeAll(async () => {
  database = await testDatabase();
  app = openPool({ connectionString: database.appUrl });
  owner = openPool({ connectionString: database.ownerUrl });
});

afterAll(async () => {
  await app.end();
  await owner.end();
  await database.drop();
});

test('int8 is a number, and an error where a double would round; bytea is bytes', async () => {
  const { rows } = await app.query("SELECT 9007199254740991::int8 AS count, '\\x00ff'::bytea AS bytes");
  expect(rows).toEqual([{ count: Number.MAX_SAFE_INTEGER, bytes: Buffer.from([0, 255]) }]);
  expect(() => int8('9007199254740992')).toThrow(RangeError);
});

test('a statement without an end is ended', async () => {
  expect((await app.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '15s' }]);
});

test('a pool has ended when all of its connections have, so that a database that stops then ends none', async () => {
  const broken: Error[] = [];
  const pool = openPool({ connectionString: database.appUrl, onIdleError: (error) => broken.push(error) });
  let [opened, ended] = [0, 0];
  pool.on('connect', (client) => {
    opened += 1;
    client.once('end', () => (ended += 1));
  });
  await Promise.all(Array.from({ length: 5 }, () => pool.query('SELECT pg_sleep(0.05)')));
  await pool.end();
  expect({ opened, ended, broken }).toEqual({ opened: 5, ended: 5, broken: [] });
});

test('migrations run once, in order, also when two processes start together; a failing one leaves nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  const { ownerUrl, drop } = await testDatabase();
  const names = await migrate(ownerUrl);
  expect(names).toEqual([]);
  const pool = openPool({ connectionString: ownerUrl });
  await pool.query('DELETE FROM migration');
  await writeFile(join(dir, '0001-first.sql'), "CREATE TABLE first (a text DEFAULT '{x}');\n-- the end");
  await writeFile(join(dir, '0002-second.sql'), 'ALTER TABLE first ADD b integer');
  const both = await Promise.all([migrate(ownerUrl, { dir }), migrate(ownerUrl, { dir })]);
  expect(both.flat()).toEqual(['0001-first', '0002-second']);
  await writeFile(join(dir, '0010-third.sql'), 'CREATE TABLE third (); SELECT 1 / 0');
  await expect(migrate(ownerUrl, { dir })).rejects.toMatchObject({ code: '22012' });
  expect((await pool.query("SELECT to_regclass('third') AS third")).rows).toEqual([{ third: null }]);
  await pool.end();
  await drop();
  await rm(dir, { recursive: true });
});

test('the application connects as a role that row-level security holds', async () => {
  await expect(assertPlainRole(app)).resolves.toBeUndefined();
  await expect(assertPlainRole(owner)).rejects.toThrow('owns tables');
  const superuser = openPool({ connectionString: inject('postgres') });
  await expect(assertPlainRole(superuser)).rejects.toThrow('NOSUPERUSER');
  await superuser.end();
});

test.each([
  ['53100', { code: 'unavailable', detail: 'storage', cause: { code: '53100' } }],
  ['53200', { code: 'unavailable', detail: 'database' }],
  ['58030', { code: 'unavailable', detail: 'database' }],
  ['23505', { code: '23505' }],
])('what the database says by %s', async (state, expected) => {
  const raised = run(app, `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${state}'; END $$`, []);
  await expect(raised).rejects.toMatchObject(expected);
});
