/**
 * Brings rows and files together again: uploads that nobody goes on with, files without a row, rows without a file.
 * @module
 */
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { finishedFiles, knownFiles, sweepUploads } from '../db/blobs.ts';
import type { BlobStore } from './store.ts';

const unfinishedMs = 86_400_000;
const batch = 500;

export interface Swept {
  /** Uploads given up, and deleted. */
  unfinished: number;
  /** Files without a row that were deleted. */
  orphans: number;
  /** Rows whose file is missing. They stay: whoever has the file may send it again, and a folder that is not mounted costs nothing. */
  missing: number;
}

export class BlobSweep {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #store: BlobStore;
  #suspects: ReadonlySet<string> = new Set();

  constructor(pool: Pool, clock: Clock, store: BlobStore) {
    this.#pool = pool;
    this.#clock = clock;
    this.#store = store;
  }

  async run(): Promise<Swept> {
    const unfinished = await this.#unfinished();
    return { unfinished, orphans: await this.#orphans(), missing: await this.#missing() };
  }

  async #unfinished(): Promise<number> {
    const since = new Date(this.#clock.now() - unfinishedMs);
    let total = 0;
    for (let count = batch; count === batch; total += count) {
      const names = await sweepUploads(this.#pool, since, batch);
      for (const name of names) await this.#store.remove(name);
      count = names.length;
    }
    return total;
  }

  /** Only what was without a row the last time too: a database that is being restored is given time. */
  async #orphans(): Promise<number> {
    const found = new Set<string>();
    let removed = 0;
    for await (const names of this.#store.names()) {
      for (let at = 0; at < names.length; at += batch) {
        const some = names.slice(at, at + batch);
        const known = await knownFiles(this.#pool, some);
        for (const name of some) if (!known.has(name)) found.add(name);
      }
    }
    for (const name of found) {
      if (!this.#suspects.has(name)) continue;
      await this.#store.remove(name);
      removed += 1;
    }
    this.#suspects = found;
    return removed;
  }

  async #missing(): Promise<number> {
    let missing = 0;
    for (let after = ''; ;) {
      const names = await finishedFiles(this.#pool, after, batch);
      for (const name of names) if (!(await this.#store.has(name))) missing += 1;
      const last = names.at(-1);
      if (last === undefined || names.length < batch) return missing;
      after = last;
    }
  }
}
