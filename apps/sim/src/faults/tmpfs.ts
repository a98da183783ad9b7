/**
 * A file system of a few megabytes in memory, which can be full.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Impossible } from './fault.ts';

const block = Buffer.alloc(65_536, 7);

/** Returns how to unmount it. */
export function mountTmpfs(folder: string, bytes: number): () => void {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (cause) {
    throw new Impossible('it mounts a small file system, which root alone may do', { cause });
  }
  return () => void execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
}

/** Fills what is left of the folder's file system to the last block, with a file that {@link makeRoom} takes away. */
export function fill(folder: string): void {
  const file = openSync(ballastIn(folder), 'a');
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

export function makeRoom(folder: string): void {
  rmSync(ballastIn(folder), { force: true });
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function ballastIn(folder: string): string {
  return path.join(folder, 'ballast');
}
