/**
 * A process that starts a built-in database, writes a row, says the database's process id and waits to be killed.
 * @module
 */
import pg from 'pg';
import { startEmbedded } from '../db/embedded.ts';

const running = await startEmbedded({ dataDir: process.argv[2] ?? '' });
const client = new pg.Client({ connectionString: running.ownerUrl });
await client.connect();
await client.query('CREATE TABLE kept AS SELECT 7 AS value');
process.stdout.write(`${running.pid()}\n`);
setInterval(() => {}, 60_000);
