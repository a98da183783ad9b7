/**
 * Lets system calls of running threads fail, as a broken disk would: `strace` holds the thread at the call and puts the error in its place.
 * @module
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Impossible, must } from './fault.ts';

/** Which calls fail, how, and from which on: as `-e inject=` takes it, such as `fsync:error=EIO:when=1`. */
export type Injection = `${string}:error=E${string}`;

const attachMs = 10_000;

export function assertStrace(): void {
  try {
    execFileSync('strace', ['-e', 'trace=none', 'true'], { stdio: 'pipe' });
  } catch (cause) {
    throw new Impossible('it needs strace, and the right to trace (apt-get install strace, as root)', { cause });
  }
}

/** Arguments with which strace starts a program and leaves alone what that starts in turn. */
export function starterFor(injection: Injection): string[] {
  return ['strace', '-f', '-qq', '-b', 'execve', '-o', '/dev/null', ...expressions(injection)];
}

function expressions(injection: Injection): string[] {
  return ['-e', `trace=${injection.split(':')[0]}`, '-e', `inject=${injection}`, '-e', 'signal=none'];
}

/** The threads in which Node reads and writes files: the network is not theirs. */
export function fileThreadsOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .filter((id) => readFileSync(`/proc/${pid}/task/${id}/comm`, 'utf8').trim() === 'libuv-worker')
    .map(Number);
}

export class Strace {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #failed: number | null = null;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  /** Resolves when the calls of these threads fail. `on`: those alone that are about this file. */
  static async attach(threads: readonly number[], injection: Injection, on?: string): Promise<Strace> {
    const folder = mkdtempSync(path.join(tmpdir(), 'obhut-strace-'));
    const place = on === undefined ? [] : ['-P', on];
    const own = ['-o', path.join(folder, 'calls'), ...expressions(injection), ...place];
    const child = spawn('strace', [...own, ...threads.flatMap((id) => ['-p', String(id)])], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const strace = new Strace(child, folder);
    await strace.#attached(threads.length);
    return strace;
  }

  async #attached(threads: number): Promise<void> {
    let said = '';
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const deadline = Date.now() + attachMs;
    while ([...said.matchAll(/ attached/gu)].length < threads) {
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        await this.end();
        throw new Error(`strace did not attach: ${said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #count(): number {
    return [...readFileSync(path.join(this.#folder, 'calls'), 'utf8').matchAll(/\(INJECTED\)/gu)].length;
  }

  /** Resolves when all threads run on by themselves; how many calls have failed. */
  async end(): Promise<number> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    this.#failed ??= this.#count();
    rmSync(this.#folder, { recursive: true, force: true });
    return this.#failed;
  }
}

/** The calls fail while `work` runs, on one file or on all; that none did is no proof of anything. */
export async function whileFailing<Result>(
  threads: readonly number[],
  injection: Injection,
  work: () => Promise<Result>,
  on?: string,
): Promise<Result> {
  const strace = await Strace.attach(threads, injection, on);
  let failed = 0;
  try {
    return await work();
  } finally {
    failed = await strace.end();
    must(failed > 0, `no call was made to fail by ${injection}`);
  }
}
