/**
 * Prints everything that the database of a running installation holds: `node dump-text.ts DATA_DIR`.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from '../db/roles.ts';
import { dumpLines } from './dump.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which data folder?');

/** The socket's folder stands in the pid file: it need not be in the data folder. */
function socketFolder(): string {
  const [, , , , socket] = readFileSync(join(dataDir ?? '', 'postgres/postmaster.pid'), 'utf8').split('\n');
  if (socket === undefined) throw new Error('the database does not run');
  return socket;
}

const config = { host: socketFolder(), port: 5432, user: 'postgres', database: databaseName };
for await (const line of dumpLines(config)) process.stdout.write(line);
