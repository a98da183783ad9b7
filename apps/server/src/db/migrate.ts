/**
 * Brings the schema up to date: `migrations/0001-….sql` in order, each in a transaction, one process at a time (advisory lock).
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

const ours = join(import.meta.dirname, 'migrations');

/** In the order in which they run. */
export async function migrationNames(): Promise<string[]> {
  const files = (await readdir(ours)).filter((name) => name.endsWith('.sql'));
  return files.map((name) => name.slice(0, -'.sql'.length)).sort();
}

export interface MigrateOptions {
  readonly dir?: string;
  /** At most so many; all that have not run, if it is left out. */
  readonly count?: number;
}

/** Returns the names of the migrations that were run. `ownerUrl` belongs to the role that owns the tables. */
export async function migrate(
  ownerUrl: string,
  { dir = ours, count = Infinity }: MigrateOptions = {},
): Promise<string[]> {
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
