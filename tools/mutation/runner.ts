/**
 * Tests in a process of their own, which is ended and begun anew when they do not come to an end.
 * @module
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { readFailures, type Request } from './messages.ts';

/** Vitest keeps something of every run. */
const mostRuns = 60;

export class Runner {
  readonly #args: readonly string[];
  #child: ChildProcess | null = null;
  #runs = 0;

  constructor(root: string, postgres: string, filters: readonly string[]) {
    this.#args = [root, postgres, ...filters];
  }

  /** What failed; null if it did not end in time. */
  async failures(request: Request, mostMs: number): Promise<string[] | null> {
    if (this.#runs++ % mostRuns === 0) this.close();
    const child = (this.#child ??= fork(path.join(import.meta.dirname, 'child.ts'), this.#args, { detached: true }));
    const { promise, resolve, reject } = Promise.withResolvers<string[] | null>();
    const timer = setTimeout(() => {
      this.close();
      resolve(null);
    }, mostMs);
    const onMessage = (message: unknown): void => resolve(readFailures(message));
    const onExit = (): void => reject(new Error('the process that runs the tests has ended'));
    child.once('message', onMessage).once('exit', onExit);
    child.send(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
    }
  }

  close(): void {
    const child = this.#child;
    this.#child = null;
    // With the process in which Vitest runs them.
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }
}
