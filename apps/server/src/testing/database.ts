/**
 * A database of its own for a test file, in the server that all of them share.
 * @module
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../db/migrate.ts';
import { appRole, ownerRole } from '../db/roles.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a superuser of the server that all test files share. */
    postgres: string;
  }
}

interface TestDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Of a superuser, in this database. */
  readonly superuserUrl: string;
  readonly drop: () => Promise<void>;
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Empty: without tables, unless it is to be migrated. */
export async function testDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const superuserUrl = inject('postgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(superuserUrl, `CREATE DATABASE ${name} OWNER ${ownerRole}`);
  const as = (role: string): string => superuserUrl.replace('postgres@', `${role}@`).replace(/\/postgres$/, `/${name}`);
  if (migrated) await migrate(as(ownerRole));
  return {
    appUrl: as(appRole),
    ownerUrl: as(ownerRole),
    superuserUrl: as('postgres'),
    drop: () => run(superuserUrl, `DROP DATABASE ${name}`),
  };
}
