/**
 * `main.ts` as a process: from the start on an empty folder to the end of its database.
 * @module
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { isAlive, readPidFile } from './db/embedded/postmaster.ts';

const main = join(import.meta.dirname, 'main.ts');

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'obhut-test-'));
}

async function addressesIn(stdout: NodeJS.ReadableStream): Promise<{ address: string; metrics: string | undefined }> {
  let metrics: string | undefined;
  for await (const line of createInterface({ input: stdout })) {
    if (line.startsWith('Metrics: ')) metrics = line.slice('Metrics: '.length);
    if (line.startsWith('Obhut: ')) return { address: line.slice('Obhut: '.length), metrics };
  }
  throw new Error('it said no address');
}

test('starts, answers, and stops its database on SIGTERM', async () => {
  const dataDir = await folder();
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const { address, metrics } = await addressesIn(server.stdout);
  expect(await (await fetch(`${address}/ready`)).text()).toBe('ok');
  expect(metrics).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/u);
  // It is counted when it is over for the server, which may be a moment later.
  const counted = 'obhut_requests_total{route="/ready",status="2xx"} 1\n';
  await vi.waitFor(async () => expect(await (await fetch(metrics ?? '')).text()).toContain(counted));
  expect((await fetch(`${address}/metrics`)).status).toBe(404);
  const database = await readPidFile(join(dataDir, 'postgres'));
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
  expect(isAlive(database?.pid ?? 0)).toBe(false);
  await rm(dataDir, { recursive: true });
});

function foundingLinks(settings: NodeJS.ProcessEnv, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { PATH: process.env['PATH'], PORT: '8123', ...settings };
  return promisify(execFile)(process.execPath, [join(import.meta.dirname, 'founding-link.ts'), ...args], { env });
}

test('founding links for more institutions are made beside it, each of its own, and not where nothing runs', async () => {
  const dataDir = await folder();
  const settings = { DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const env = { PATH: process.env['PATH'], PORT: '0', ...settings };
  await expect(foundingLinks(settings)).rejects.toThrow(/: start it first/u);
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  expect((await addressesIn(server.stdout)).metrics).toBeUndefined();
  const { stdout } = await foundingLinks(settings, '3');
  const links = stdout.trim().split('\n');
  expect(new Set(links).size).toBe(3);
  for (const link of links) expect(link).toMatch(/^http:\/\/localhost:8123\/gruenden#[A-Z2-9]{5}(-[A-Z2-9]{5}){3}$/u);
  for (const count of ['0', '1001', '1.5', 'many'])
    await expect(foundingLinks(settings, count)).rejects.toThrow(/\nHow many links\? [^\n]+\n$/u);
  server.kill('SIGTERM');
  await once(server, 'exit');
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
