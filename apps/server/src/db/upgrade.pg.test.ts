/**
 * Every schema that there was, with rows in it, becomes today's: nothing is lost, no half of a migration stays, and what is newer is left alone.
 * What a real client makes of it: `apps/sim/src/upgrade.pg.test.ts`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Sentence } from '../sentence.ts';
import { testDatabase } from '../testing/database.ts';
import { readState, stateForm, writeState, type State } from '../testing/state.ts';
import { migrate, migrationNames } from './migrate.ts';

type Database = Awaited<ReturnType<typeof testDatabase>>;

const names = await migrationNames();
/** The first with all that an append needs. */
const oldest = names.indexOf('0009-locate') + 1;
let recorded: State;
let current: string[] = [];
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const file = join(import.meta.dirname, '../testing/states/0034.state');
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  recorded = stateForm.parse(typeof parsed === 'object' && parsed !== null && 'state' in parsed ? parsed.state : null);
  const fresh = await testDatabase();
  current = await shapeOf(fresh);
  await fresh.drop();
});
afterEach(undoAll);
afterAll(undoAll);

async function undoAll(): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step();
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** With the schema of the first `count` migrations, and rows in every table that it has. */
async function databaseOf(count: number): Promise<Database> {
  const database = await testDatabase({ migrated: false });
  undo.push(database.drop);
  await migrate(database.ownerUrl, { count });
  await writeState(database.superuserUrl, recorded);
  return database;
}

const shapes = [
  "SELECT table_name, column_name, data_type, column_default, is_nullable FROM information_schema.columns WHERE table_schema = 'public'",
  "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'",
  "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
  "SELECT pg_get_functiondef(oid), proacl::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
  "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
  'SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal',
  "SELECT relname, relacl::text, relrowsecurity, relforcerowsecurity, reloptions::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  "SELECT table_name, column_name, grantee, privilege_type FROM information_schema.column_privileges WHERE table_schema = 'public'",
];

/** What a schema is, but for the order in which it came about. */
async function shapeOf({ superuserUrl }: Database): Promise<string[]> {
  const client = await connected(superuserUrl);
  try {
    const lines: string[] = [];
    for (const sql of shapes)
      for (const row of (await client.query({ text: sql, rowMode: 'array' })).rows) lines.push(JSON.stringify(row));
    return lines.sort();
  } finally {
    await client.end();
  }
}

async function rowsOf({ superuserUrl }: Database): Promise<State> {
  return readState({ connectionString: superuserUrl });
}

/** Of every table the columns that `like` has; in no order. */
function partOf(state: State, like: State): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(like.tables).map(([table, { columns }]) => {
      const now = state.tables[table];
      const places = columns.map((name) => now?.columns.indexOf(name) ?? -1);
      return [table, (now?.rows ?? []).map((row) => JSON.stringify(places.map((at) => row[at]))).sort()];
    }),
  );
}

test.each(names.slice(oldest - 1, -1).map((name, at) => [name, oldest + at]))(
  'the schema of %s becomes today’s, with every row as it was',
  async (_, count) => {
    const database = await databaseOf(count);
    const before = await rowsOf(database);
    expect(before.tables['items']?.rows.length).toBe(recorded.tables['items']?.rows.length);
    expect(await shapeOf(database)).not.toEqual(current);
    await migrate(database.ownerUrl);
    expect(await shapeOf(database)).toEqual(current);
    const after = await rowsOf(database);
    expect(after.migrations).toEqual(names);
    expect(partOf(after, before)).toEqual(partOf(before, before));
  },
);

test('killed in the middle of a migration, it keeps the whole ones before, and the next start goes on from there', async () => {
  const database = await databaseOf(names.indexOf('0021-locate-kit') + 1);
  const before = await rowsOf(database);
  const [holder, watcher] = [await connected(database.superuserUrl), await connected(database.superuserUrl)];
  await holder.query('BEGIN; LOCK TABLE spaces');
  const { rows: own } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const holderPid = own[0]?.pid;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/migrate-child.ts'), database.ownerUrl], {
    stdio: 'inherit',
  });
  const backends = `SELECT wait_event_type AS waits FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid NOT IN ($1, pg_backend_pid())`;
  const waits = async () => {
    const { rows } = await watcher.query<{ waits: string | null }>(backends, [holderPid]);
    return rows.map((row) => row.waits);
  };
  await vi.waitFor(async () => expect(await waits()).toContain('Lock'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await holder.query('COMMIT');
  await vi.waitFor(async () => expect(await waits()).toEqual([]));
  const half = await rowsOf(database);
  expect(half.migrations).toEqual(names.slice(0, names.indexOf('0034-superseded-keys')));
  expect(half.tables['spaces']?.columns).toEqual(before.tables['spaces']?.columns);
  await holder.end();
  await watcher.end();

  await migrate(database.ownerUrl);
  expect(await shapeOf(database)).toEqual(current);
  const after = await rowsOf(database);
  expect(partOf(after, before)).toEqual(partOf(before, before));
});

test.each([
  ['a newer one', "INSERT INTO migration (name, run_on) VALUES ('0999-later', now())", 'by a newer version'],
  ['one between two', "DELETE FROM migration WHERE name = '0033-snapshots'", 'between two'],
])('%s is refused in a sentence, and left as it is', async (_, sql, words) => {
  const database = await databaseOf(names.length - 1);
  const client = await connected(database.superuserUrl);
  await client.query(sql);
  await client.end();
  const [shape, rows] = [await shapeOf(database), await rowsOf(database)];
  const refused: unknown = await migrate(database.ownerUrl).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Sentence);
  expect(String(refused)).toContain(words);
  expect([await shapeOf(database), await rowsOf(database)]).toEqual([shape, rows]);
});
