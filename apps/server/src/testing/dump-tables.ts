/**
 * Writes everything that the database of a running installation holds into a folder, a file for each column: `node dump-tables.ts DATA_DIR
 * FOLDER`. Each value stands behind its length (u32be); byte strings are there as hex digits and, after those, as what they are.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpColumns } from './dump.ts';
import { superuserOf } from './superuser.ts';

const [dataDir, folder] = process.argv.slice(2);
if (dataDir === undefined || folder === undefined) throw new Error('which data folder, and where to?');

function framed(value: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  return [length, value];
}

function partsOf(value: string): Buffer[] {
  const isBytes = value.startsWith(String.raw`\x`);
  return [...framed(Buffer.from(value)), ...(isBytes ? framed(Buffer.from(value.slice(2), 'hex')) : [])];
}

mkdirSync(folder, { recursive: true });
for await (const { name, values } of dumpColumns(superuserOf(join(dataDir, 'postgres'))))
  writeFileSync(join(folder, name), Buffer.concat(values.flatMap(partsOf)));
