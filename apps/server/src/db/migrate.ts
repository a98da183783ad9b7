/**
 * Brings the schema up to date: `migrations/0001-….sql` in order, each in a transaction, one process at a time (advisory lock).
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { Sentence } from '../sentence.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

const ours = join(import.meta.dirname, 'migrations');

/** In the order in which they run. */
export async function migrationNames(dir = ours): Promise<string[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.sql'));
  return files.map((name) => name.slice(0, -'.sql'.length)).sort();
}

export interface MigrateOptions {
  readonly dir?: string;
  /** At most so many; all that have not run, if it is left out. */
  readonly count?: number;
}

/** Names of those that were run, in that order. */
async function ranOn(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: there } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass('migration')");
    if (there.length === 0) return [];
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** What this program does not know it would neither keep nor fill in. */
async function refuseNewer(ownerUrl: string, dir: string): Promise<void> {
  const [ran, known] = [await ranOn(ownerUrl), await migrationNames(dir)];
  if (ran.some((name) => !known.includes(name)))
    throw new Sentence(
      'The database was brought up to date by a newer version of Obhut: start that one, or restore a backup from before with this one. Nothing was changed.',
    );
  if (ran.some((name, at) => known[at] !== name))
    throw new Sentence(
      'The database was made by a version between two of Obhut’s that this one does not know how to go on from. Nothing was changed.',
    );
}

/** Returns the names of the migrations that were run. `ownerUrl` belongs to the role that owns the tables. Throws a `Sentence`, before anything was changed, where the database is newer. */
export async function migrate(
  ownerUrl: string,
  { dir = ours, count = Infinity }: MigrateOptions = {},
): Promise<string[]> {
  await refuseNewer(ownerUrl, dir);
  const done = await runner({
    databaseUrl: ownerUrl,
    dir: join(dir, '*.sql'),
    useGlob: true,
    count,
    direction: 'up',
    migrationsTable: 'migration',
    advisoryLockMode: 'wait',
    logger: silent,
  });
  return done.map(({ name }) => name);
}
