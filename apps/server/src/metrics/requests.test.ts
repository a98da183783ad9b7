import { connect } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { testApp } from '../testing/app.ts';
import { expositionOf } from './exposition.ts';
import { Requests } from './requests.ts';

let app: FastifyInstance;
afterEach(() => app.close());

async function watched(register: (instance: FastifyInstance) => void = () => undefined): Promise<Requests> {
  const requests = new Requests();
  ({ app } = await testApp({
    register: (instance) => {
      requests.watch(instance);
      register(instance);
    },
  }));
  return requests;
}

async function fetched(url: string, init: RequestInit = {}): Promise<void> {
  await (await fetch(url, init)).arrayBuffer();
}

/** Whoever has asked may have its answer before the server has closed it. */
async function idle(requests: Requests): Promise<void> {
  while (!lines(requests).includes('obhut_requests_open 0')) await setImmediate();
}

const lines = (requests: Requests): string[] => expositionOf(requests.families()).split('\n');

test('requests count by route and class of status, whatever was asked for', async () => {
  const requests = await watched((instance) => {
    instance.post('/api/append', (_request, reply) => reply.send('x'));
    instance.get('/assets/index-B3.js', (_request, reply) => reply.send('x'));
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  for (let i = 0; i < 3; i++) await fetched(`${address}/health`);
  for (const type of ['application/cbor', 'text/plain'])
    await fetched(`${address}/api/append`, { method: 'POST', headers: { 'content-type': type }, body: 'x' });
  await fetched(`${address}/assets/index-B3.js`);
  for (const url of ['/s3cret', '/api/s3cret?s3cret']) await fetched(address + url);
  await idle(requests);
  const said = lines(requests);
  expect(said.filter((line) => line.startsWith('obhut_requests_total')).toSorted()).toEqual([
    'obhut_requests_total{route="/api/append",status="2xx"} 1',
    'obhut_requests_total{route="/api/append",status="4xx"} 1',
    'obhut_requests_total{route="/health",status="2xx"} 3',
    'obhut_requests_total{route="app",status="2xx"} 1',
    'obhut_requests_total{route="other",status="4xx"} 2',
  ]);
  expect(said).toContain('obhut_request_duration_seconds_bucket{route="/health",le="+Inf"} 3');
  expect(said).toContain('obhut_request_duration_seconds_count{route="/health"} 3');
  expect(said.join('\n')).not.toContain('s3cret');
});

test('each bucket holds those below it', async () => {
  const requests = await watched();
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  for (let i = 0; i < 20; i++) await fetched(`${address}/health`);
  await idle(requests);
  const counts = lines(requests).flatMap(
    (line) => /_bucket\{route="\/health",le="[^"]+"\} (\d+)$/.exec(line)?.[1] ?? [],
  );
  expect(counts).toHaveLength(13);
  expect(counts.map(Number).toSorted((a, b) => a - b)).toEqual(counts.map(Number));
  expect(counts.at(-1)).toBe('20');
});

test('what is being answered is open, and one whose line breaks is cut and open no more', async () => {
  const asked = Promise.withResolvers<void>();
  const requests = await watched((instance) => {
    instance.get('/ready-never', () => {
      asked.resolve();
      return new Promise(() => undefined);
    });
  });
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(address.port), '127.0.0.1');
  socket.write('GET /ready-never HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await asked.promise;
  expect(lines(requests)).toContain('obhut_requests_open 1');
  const closed = once(socket, 'close');
  socket.destroy();
  await closed;
  await idle(requests);
  expect(lines(requests)).toContain('obhut_requests_total{route="app",status="cut"} 1');
});
