/**
 * Prints every column of every table of a running installation as text: `node dump-text.ts DATA_DIR`. The database compresses and pages what it
 * stores, so a search of its files alone would miss things. Byte strings are printed byte by byte (latin1) and in hex.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { databaseName } from '../db/roles.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which data folder?');

/** The socket's folder stands in the pid file: it need not be in the data folder. */
function socketFolder(): string {
  const [, , , , socket] = readFileSync(join(dataDir ?? '', 'postgres/postmaster.pid'), 'utf8').split('\n');
  if (socket === undefined) throw new Error('the database does not run');
  return socket;
}

function asText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('latin1')} ${value.toString('hex')}`;
  return value instanceof Date ? value.toISOString() : String(value);
}

const client = new pg.Client({ host: socketFolder(), port: 5432, user: 'postgres', database: databaseName });
await client.connect();
try {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    process.stdout.write(`== ${name}: ${rows.length} rows\n`);
    for (const row of rows) process.stdout.write(`${Object.values(row).map(asText).join(' | ')}\n`);
  }
} finally {
  await client.end();
}
