/**
 * A database in a temporary folder, for tests and measurements. Whoever is killed leaves a database running: the next one clears it away.
 * @module
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import { clearOrphan, readPidFile } from '../db/embedded/postmaster.ts';
import { type Lock, takeLock } from '../lock.ts';
import { Sentence } from '../sentence.ts';

const prefix = 'obhut-pg-';

export interface Throwaway extends Embedded {
  readonly dataDir: string;
}

/** Null: somebody runs on it. */
function lockOf(folder: string): Lock | null {
  try {
    return takeLock(folder);
  } catch (error) {
    if (error instanceof Sentence) return null;
    throw error;
  }
}

/** Stops the database of a folder that nobody holds any more, and deletes the folder; one in which none has begun is left alone. */
export async function clearAbandoned(folder: string): Promise<void> {
  const databaseDir = join(folder, 'postgres');
  if ((await readPidFile(databaseDir)) === undefined) return;
  const lock = lockOf(folder);
  if (lock === null) return;
  try {
    await clearOrphan(databaseDir);
  } finally {
    lock.release();
  }
  await rm(folder, { recursive: true, force: true });
}

export async function throwawayDatabase(): Promise<Throwaway> {
  for (const name of await readdir(tmpdir())) if (name.startsWith(prefix)) await clearAbandoned(join(tmpdir(), name));
  const dataDir = await mkdtemp(join(tmpdir(), prefix));
  const running = await startEmbedded({ dataDir });
  return {
    ...running,
    dataDir,
    async stop() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
