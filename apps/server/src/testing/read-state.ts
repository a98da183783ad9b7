/**
 * Prints what the database of a running installation holds: `node read-state.ts DATA_DIR`.
 * @module
 */
import { join } from 'node:path';
import { readState } from './state.ts';
import { superuserOf } from './superuser.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which data folder?');
process.stdout.write(JSON.stringify(await readState(superuserOf(join(dataDir, 'postgres')))));
