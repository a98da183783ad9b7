/**
 * Keeps the database running: when it ends unasked it is started again, more slowly each time, and given up in the end.
 * @module
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Run, startPostmaster, stopPostmaster } from './postmaster.ts';

export interface Watcher {
  onRestart?(): void;
  /** No further attempt will be made. */
  onGivenUp?(error: unknown): void;
}

export interface Supervisor {
  pid(): number | undefined;
  stop(): Promise<void>;
}

const backoff = { first: 50, attempts: 8, calmAfter: 60_000 };

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
    await sleep(backoff.first * 2 ** failures);
    failures += 1;
    if (stopping) return;
    try {
      watch(await startPostmaster(run));
      watcher.onRestart?.();
    } catch (error) {
      if (failures < backoff.attempts) await restart();
      else watcher.onGivenUp?.(error);
    }
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
