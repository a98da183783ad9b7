/**
 * Makes the built-in database of a new data folder as an earlier version left it: `node write-state.ts DATA_DIR`, the state on the standard input.
 * @module
 */
import { text } from 'node:stream/consumers';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { databaseName } from '../db/roles.ts';
import { stateForm, writeState } from './state.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which data folder?');

const state = stateForm.parse(JSON.parse(await text(process.stdin)));
const database = await startEmbedded({ dataDir });
try {
  const ran = await migrate(database.ownerUrl, { count: state.migrations.length });
  if (ran.join() !== state.migrations.join()) throw new Error(`other migrations than then: ${ran.join()}`);
  await writeState(database.connectionString.replace(/\/postgres$/u, `/${databaseName}`), state);
} finally {
  await database.stop();
}
