/**
 * One process per data directory. The lock is the kernel's (through SQLite's file locking), so it ends with the process that
 * holds it, however that ends; a process id in a file could be stale or belong to somebody else by now.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Sentence } from './sentence.ts';

export interface Lock {
  release(): void;
}

const busy = 5; // SQLITE_BUSY, sqlite.org/rescode.html

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}

function holder(path: string): string {
  try {
    return `process ${Number(readFileSync(path, 'utf8'))}`;
  } catch {
    return 'another process';
  }
}

export function takeLock(dataDir: string): Lock {
  const holderPath = join(dataDir, 'lock.pid');
  const file = new DatabaseSync(join(dataDir, 'lock'));
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new Sentence(
      `Obhut is already running on ${dataDir} (${holder(holderPath)}): stop it first, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  writeFileSync(holderPath, String(process.pid), { mode: 0o600 });
  return { release: () => file.close() };
}
