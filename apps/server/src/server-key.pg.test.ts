/**
 * Key file and database belong to each other, or the server does not start.
 */
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from './db/pool.ts';
import { loadKeys } from './keyfile.ts';
import { openKeys } from './server-key.ts';
import { testDatabase } from './testing/database.ts';

let folder = '';
let database: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof openPool>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  database = await testDatabase();
  pool = openPool({ connectionString: database.appUrl, onIdleError: (error) => expect.unreachable(error.message) });
});

afterEach(async () => {
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const keyFile = (name = 'server.key') => join(folder, name);
const open = (path = keyFile(), beginAnew = false) => openKeys({ path, pool, ownerUrl: database.ownerUrl, beginAnew });

test('a new database takes the key that is made with it, and knows it again', async () => {
  const keys = await open();
  expect(await open()).toEqual(keys);
  const text = await readFile(keyFile(), 'utf8');
  const { rows } = await pool.query<{ fingerprint: Buffer }>('SELECT fingerprint FROM server_key');
  expect(rows).toHaveLength(1);
  for (const form of ['base64url', 'hex'] as const)
    expect(text).not.toContain(rows[0]?.fingerprint.toString(form) ?? text);
});

test('a lost key is not made anew in silence: it is put back', async () => {
  const keys = await open();
  await rename(keyFile(), keyFile('backup'));
  await expect(open()).rejects.toThrow(/is missing, but the database is in use: put it back from the backup/u);
  await expect(readFile(keyFile())).rejects.toThrow('ENOENT');
  await rename(keyFile('backup'), keyFile());
  expect(await open()).toEqual(keys);
});

test('another database’s key is refused, and the database does not take it for its own', async () => {
  const keys = await open();
  const other = keyFile('other.key');
  await loadKeys(other, true);
  for (let times = 0; times < 2; times++)
    await expect(open(other)).rejects.toThrow(/other\.key is not the key of this database/u);
  expect(await open()).toEqual(keys);
});

test('to begin anew is said once, and refused where nothing is lost', async () => {
  const keys = await open();
  await expect(open(keyFile(), true)).rejects.toThrow(/remove the setting/u);
  await rm(keyFile());
  const fresh = await open(keyFile(), true);
  expect(fresh.pepper).not.toEqual(keys.pepper);
  expect(await open()).toEqual(fresh);
});

test('the application’s own role changes nothing of it', async () => {
  await open();
  await expect(pool.query('UPDATE server_key SET fingerprint = $1', [Buffer.alloc(32)])).rejects.toThrow(/permission/u);
  await expect(pool.query('DELETE FROM server_key')).rejects.toThrow(/permission/u);
});
