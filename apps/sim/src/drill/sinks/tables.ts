/**
 * Every column of every table of a running server, read through the database.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesIn, type FileBytes } from './files.ts';

const dump = path.resolve(import.meta.dirname, '../../../../server/src/testing/dump-tables.ts');

/** What stands behind its length, one after another. */
function* valuesIn(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    yield bytes.subarray(at + 4, end);
    at = end;
  }
}

/** Value by value, named after schema, table and column. */
export function* valuesOf(dataDir: string): Generator<FileBytes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'obhut-tables-'));
  try {
    execFileSync(process.execPath, [dump, dataDir, folder]);
    for (const { name, bytes } of filesIn(folder)) for (const value of valuesIn(bytes)) yield { name, bytes: value };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
