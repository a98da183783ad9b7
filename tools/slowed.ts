/**
 * A browser at a fraction of its speed: all of its processes stand still for the rest of the time. Its own throttling slows the page alone, and not
 * the worker in which the app computes. (Linux.)
 * @module
 */
import { setTimeout } from 'node:timers/promises';
import { treePids } from '../bench/src/cpu.ts';

const turnMs = 10;

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // It ended by itself in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** `times`: how many times slower the processes below `pid` run while `work` is under way. */
export async function slowed<Result>(pid: number, times: number, work: () => Promise<Result>): Promise<Result> {
  const over = new AbortController();
  const turns = async () => {
    let started = performance.now();
    while (!over.signal.aborted) {
      const pids = treePids(pid);
      signal(pids, 'SIGSTOP');
      // It ran while it was looked for, too, and for longer where this program itself has to wait.
      await setTimeout((times - 1) * (performance.now() - started));
      started = performance.now();
      signal(pids, 'SIGCONT');
      await setTimeout(turnMs);
    }
  };
  const turning = turns();
  try {
    return await work();
  } finally {
    over.abort();
    await turning;
  }
}
