/**
 * `main.ts` as a process: from the start on an empty folder to the end of its database.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { isAlive, readPidFile } from './db/embedded/postmaster.ts';

const main = join(import.meta.dirname, 'main.ts');

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'obhut-test-'));
}

async function addressIn(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    if (line.startsWith('Obhut: ')) return line.slice('Obhut: '.length);
  }
  throw new Error('it said no address');
}

test('starts, answers, and stops its database on SIGTERM', async () => {
  const dataDir = await folder();
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressIn(server.stdout);
  expect(await (await fetch(`${address}/ready`)).text()).toBe('ok');
  const database = await readPidFile(join(dataDir, 'postgres'));
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
  expect(isAlive(database?.pid ?? 0)).toBe(false);
  await rm(dataDir, { recursive: true });
});

test('started by npm, it ends when npm is gone', async () => {
  const dataDir = await folder();
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    npm_lifecycle_event: 'start',
  };
  const script = `"${process.execPath}" "${main}" & echo "child $!"; wait`;
  const parent = spawn('/bin/sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  parent.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  await vi.waitFor(() => expect(lines.join('')).toContain('Obhut: '), { timeout: 20_000 });
  const server = Number(/child (\d+)/.exec(lines.join(''))?.[1]);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(server)).toBe(false), { timeout: 20_000 });
  await rm(dataDir, { recursive: true });
});

test('refuses to start insecurely, in a sentence and without a stack', async () => {
  const env = { PATH: process.env['PATH'], HOST: '0.0.0.0', ORIGIN: 'https://obhut.example' };
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const words: string[] = [];
  server.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  expect(await once(server, 'close')).toEqual([1, null]);
  expect(words.join('')).toMatch(/^HOST is reachable from other machines.*\n$/);
});
