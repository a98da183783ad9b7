/**
 * The way into the database of a running installation as its superuser.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { databaseName } from '../db/roles.ts';

/** The socket's folder stands in the pid file: it need not be in the data folder. */
export function superuserOf(postgres: string): pg.ClientConfig {
  const [, , , , host] = readFileSync(join(postgres, 'postmaster.pid'), 'utf8').split('\n');
  if (host === undefined) throw new Error('the database does not run');
  return { host, port: 5432, user: 'postgres', database: databaseName };
}
