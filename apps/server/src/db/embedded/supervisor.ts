/**
 * Keeps the database running: when it ends unasked it is started again, more slowly each time and for as long as it takes. A disk that is full
 * has room again one day, and nobody has to come and start the server then.
 * @module
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Run, startPostmaster, stopPostmaster } from './postmaster.ts';

export interface Watcher {
  onRestart?(): void;
  /** It does not come back so far. Told now and again while that is so. */
  onDown?(error: unknown): void;
}

export interface Supervisor {
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Milliseconds; of every so many attempts one is told of. */
const backoff = { first: 50, longest: 5000, calmAfter: 60_000, told: 6 };

/** Backends outlive a killed postmaster and hold its shared memory: on a busy machine for some seconds, which are waited for. */
function isHeld(error: unknown): boolean {
  return error instanceof Error && error.message.includes('shared memory');
}

async function startPatiently(run: Run, attempt = 0): Promise<ChildProcess> {
  try {
    return await startPostmaster(run);
  } catch (error) {
    if (attempt >= (isHeld(error) ? 9 : 5)) throw error;
    await sleep(backoff.first * 2 ** attempt);
    return startPatiently(run, attempt + 1);
  }
}

export async function supervise(run: Run, watcher: Watcher): Promise<Supervisor> {
  let stopping = false;
  let failures = 0;
  let child = await startPatiently(run);
  let restarting: Promise<void> = Promise.resolve();

  async function restart(): Promise<void> {
    for (let isUp = false; !isUp;) {
      await sleep(Math.min(backoff.first * 2 ** failures, backoff.longest));
      failures += 1;
      if (stopping) return;
      isUp = await isStarted();
    }
  }

  async function isStarted(): Promise<boolean> {
    try {
      watch(await startPostmaster(run));
    } catch (error) {
      if (failures % backoff.told === 0) watcher.onDown?.(error);
      return false;
    }
    watcher.onRestart?.();
    return true;
  }

  function watch(started: ChildProcess): void {
    const startedAt = performance.now();
    child = started;
    child.once('exit', () => {
      if (stopping) return;
      if (performance.now() - startedAt > backoff.calmAfter) failures = 0;
      restarting = restart();
    });
  }

  watch(child);
  return {
    pid: () => child.pid,
    async stop() {
      stopping = true;
      await restarting;
      await stopPostmaster(child, run.databaseDir);
    },
  };
}
