/**
 * One run of `postgres`: started, waited for, stopped; and what an earlier run left behind.
 * @module
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Sentence } from '../../sentence.ts';
import type { Account } from './account.ts';
import { port, postgresArguments } from './settings.ts';

/** Nothing of our own environment reaches the database: it may hold secrets. */
export const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Milliseconds. A start may have to recover first, and killing that would only make it begin again. */
const patience = { start: 600_000, stop: 20_000, poll: 10 };

interface PidFile {
  readonly pid: number;
  readonly ready: boolean;
  readonly socketDir: string;
}

/** The lines of `postmaster.pid` (src/include/utils/pidfile.h): pid, folder, start, port, socket folder, address, memory, state. */
export async function readPidFile(databaseDir: string): Promise<PidFile | undefined> {
  const text = await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0
    ? { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
    : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

export interface Run {
  readonly databaseDir: string;
  readonly socketDir: string;
  readonly postgres: string;
  readonly account: Account;
}

async function untilReady(child: ChildProcess, databaseDir: string, lastWords: () => string): Promise<void> {
  const deadline = Date.now() + patience.start;
  while (!hasEnded(child) && Date.now() < deadline) {
    const file = await readPidFile(databaseDir);
    if (file?.pid === child.pid && file?.ready === true) return;
    await sleep(patience.poll);
  }
  child.kill('SIGKILL');
  throw new Sentence(`The database did not start: ${lastWords() || 'it said nothing'}`);
}

/** In a process group of its own: Ctrl-C in a terminal is for the server alone, which then stops its database in order. */
export async function startPostmaster(run: Run): Promise<ChildProcess> {
  const child = spawn(run.postgres, postgresArguments(run.databaseDir, run.socketDir), {
    ...run.account,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-500);
  });
  await once(child, 'spawn');
  await untilReady(child, run.databaseDir, () => words.trim().replaceAll('\n', ' '));
  return child;
}

async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
    return stdout;
  } catch {
    return ''; // the process has ended meanwhile
  }
}

/** A process id may be somebody else's by now, or a dead process that nobody collected: its command line decides. */
async function runs(pid: number, databaseDir: string): Promise<boolean> {
  return isAlive(pid) && (await commandLine(pid)).includes(`-D ${databaseDir} `);
}

async function untilGone(pid: number, databaseDir: string): Promise<boolean> {
  const deadline = Date.now() + patience.stop;
  while (await runs(pid, databaseDir)) {
    if (Date.now() > deadline) return false;
    await sleep(patience.poll);
  }
  return true;
}

/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: durable too, but the next start has to recover. */
async function stopPid(pid: number, databaseDir: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await untilGone(pid, databaseDir)) return;
  process.kill(pid, 'SIGQUIT');
  if (await untilGone(pid, databaseDir)) return;
  throw new Sentence(`The database (process ${pid}) does not stop: end it by hand.`);
}

export async function stopPostmaster(child: ChildProcess, databaseDir: string): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, 'exit');
  await stopPid(child.pid, databaseDir);
  await ended;
}

/**
 * After `kill -9` of the server alone its database lives on. It is stopped and not adopted: a child of ours can be watched, and it
 * runs with the settings of this version. PostgreSQL would refuse to start beside stale files whose process id lives on as
 * something else (or dead, uncollected); what still holds the folder's shared memory it finds without them.
 */
export async function clearOrphan(databaseDir: string): Promise<void> {
  const file = await readPidFile(databaseDir);
  if (file === undefined) return;
  if (await runs(file.pid, databaseDir)) await stopPid(file.pid, databaseDir);
  const stale = ['postmaster.pid', `.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`];
  for (const name of stale) await rm(join(databaseDir, name), { force: true });
}
