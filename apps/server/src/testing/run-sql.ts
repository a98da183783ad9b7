/**
 * Lets the superuser of a running installation's database do what stands on the standard input: `node run-sql.ts DATA_DIR`.
 * @module
 */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { superuserOf } from './superuser.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which data folder?');

const client = new pg.Client(superuserOf(join(dataDir, 'postgres')));
await client.connect();
try {
  await client.query(await text(process.stdin));
} finally {
  await client.end();
}
