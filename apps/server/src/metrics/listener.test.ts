import { request, type IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MetricsListener, serveMetrics } from './listener.ts';

let listener: MetricsListener;
const failures: unknown[] = [];
let isBroken = false;

function collect(): Promise<string> {
  return isBroken ? Promise.reject(new Error('inner words')) : Promise.resolve('obhut_x 1\n');
}

beforeAll(async () => {
  listener = await serveMetrics(0, collect, (error) => failures.push(error));
});
afterAll(() => listener.stop());

async function asked(
  path: string,
  method = 'GET',
  host?: string,
): Promise<{ status: number; body: string; type: string }> {
  const url = new URL(path, listener.address);
  const headers = host === undefined ? {} : { host };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { method, headers }, resolve).once('error', reject).end();
  });
  const body = Buffer.concat(await answer.toArray()).toString();
  return { status: answer.statusCode ?? 0, body, type: answer.headers['content-type'] ?? '' };
}

test('answers what is measured, and nothing else', async () => {
  expect(await asked('/metrics')).toEqual({
    status: 200,
    body: 'obhut_x 1\n',
    type: 'text/plain; version=0.0.4; charset=utf-8',
  });
  for (const path of ['/', '/metrics/', '/metrics?a', '/api/append'])
    expect(await asked(path)).toMatchObject({ status: 404, body: '' });
  expect(await asked('/metrics', 'POST')).toMatchObject({ status: 405, body: '' });
});

test('a page whose name leads here learns nothing', async () => {
  expect(await asked('/metrics', 'GET', 'evil.example')).toMatchObject({ status: 421, body: '' });
  expect(await asked('/metrics', 'GET', 'localhost:9464')).toMatchObject({ status: 200 });
});

test('what cannot be measured is no answer, without words', async () => {
  isBroken = true;
  expect(await asked('/metrics')).toMatchObject({ status: 500, body: '' });
  isBroken = false;
  expect(failures).toHaveLength(1);
});

function outcomeOf(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.once('connect', () => {
      socket.destroy();
      resolve('connected');
    });
  });
}

test('no other address of this machine leads to it', async () => {
  const port = Number(new URL(listener.address).port);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  // Elsewhere only one address of the loopback is up.
  const loopback = process.platform === 'linux' ? ['127.0.0.2'] : [];
  for (const host of [...loopback, ...others]) expect(await outcomeOf(host, port), host).toBe('ECONNREFUSED');
  expect(await outcomeOf('127.0.0.1', port)).toBe('connected');
});
