/**
 * Brings the schema up to date: `migrations/0001-….sql` in order, each in a transaction, one process at a time (advisory lock).
 * @module
 */
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Returns the names of the migrations that were run. `ownerUrl` belongs to the role that owns the tables. */
export async function migrate(ownerUrl: string, dir = join(import.meta.dirname, 'migrations')): Promise<string[]> {
  const done = await runner({
    databaseUrl: ownerUrl,
    dir: join(dir, '*.sql'),
    useGlob: true,
    direction: 'up',
    migrationsTable: 'migration',
    advisoryLockMode: 'wait',
    logger: silent,
  });
  return done.map(({ name }) => name);
}
