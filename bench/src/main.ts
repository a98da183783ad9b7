/**
 * `npm run bench`: each row a line of JSON, measured in this one run.
 * @module
 */
import { appendRows } from './rows/append.ts';
import { blobRows } from './rows/blob.ts';
import { connectedRows } from './rows/connected.ts';
import { deviceRows } from './rows/device.ts';
import { fanOutRows } from './rows/fan-out.ts';
import { leavingRows } from './rows/leaving.ts';
import { rekeyRows } from './rows/rekey.ts';
import { startRows } from './rows/start.ts';

for (const rows of [startRows, appendRows, fanOutRows, connectedRows, blobRows, leavingRows, rekeyRows, deviceRows]) {
  for (const row of await rows()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
