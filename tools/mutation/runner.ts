/**
 * Tests in a process of their own, begun anew for each mutant: nothing that one of them leaves behind reaches the next. It is ended when the tests
 * do not come to an end.
 * @module
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { readFailures, type Rounds } from './messages.ts';

export class Runner {
  readonly #args: readonly string[];

  constructor(root: string, postgres: string, filters: readonly string[]) {
    this.#args = [root, postgres, ...filters];
  }

  /** What failed; null if it did not end in time. */
  async failures(rounds: Rounds, mostMs: number): Promise<string[] | null> {
    const child = fork(path.join(import.meta.dirname, 'child.ts'), this.#args, { detached: true });
    const { promise, resolve, reject } = Promise.withResolvers<string[] | null>();
    const timer = setTimeout(() => resolve(null), mostMs);
    child.once('message', (message) => resolve(readFailures(message)));
    child.once('exit', () => reject(new Error('the process that runs the tests has ended')));
    child.send({ rounds });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      child.removeAllListeners();
      // With the processes in which Vitest runs them.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    }
  }
}
