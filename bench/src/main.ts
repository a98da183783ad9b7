/**
 * `npm run bench`: each row a line of JSON, measured in this one run.
 * @module
 */
import { appendRows } from './rows/append.ts';
import { blobRows } from './rows/blob.ts';
import { deviceRows } from './rows/device.ts';
import { fanOutRows } from './rows/fan-out.ts';
import { leavingRows } from './rows/leaving.ts';
import { rekeyRows } from './rows/rekey.ts';

for (const rows of [appendRows, fanOutRows, blobRows, leavingRows, rekeyRows, deviceRows]) {
  for (const row of await rows()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
