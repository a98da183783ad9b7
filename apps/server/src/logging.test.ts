/**
 * Nothing that was sent reaches the log, by whichever way it came.
 * @module
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { makeLogger, safeError } from './logging.ts';
import { testApp } from './testing/app.ts';

const secret = 'Nachtigall';
const cbor = { 'content-type': 'application/cbor' };

function register(app: FastifyInstance): void {
  app.get('/api/by/:name', (_request, reply) => reply.send('ok'));
  app.post('/api/broken', (request) => {
    throw Object.assign(new TypeError(`cannot take ${String(request.body)}\n    at ${secret} (${secret}.ts:1:1)`), {
      detail: secret,
    });
  });
  app.post('/api/refused', () => {
    throw new ApiError('conflict', 'busy');
  });
}

test('a secret in path, query, header, body or a broken request leaves no trace', async () => {
  const { app, log } = await testApp({ register });
  const payload = Buffer.from(secret);
  for (const [method, url, headers] of [
    ['GET', `/api/by/${secret}?q=${secret}`, { cookie: secret, authorization: secret }],
    ['GET', `/${secret}?q=${secret}`, { 'user-agent': secret, accept: 'text/html' }],
    ['GET', `/%E0%A4%A?${secret}`, {}],
    ['POST', '/api/broken', cbor],
    ['POST', '/api/refused', cbor],
    ['POST', `/api/${secret}`, { 'content-type': `text/${secret}` }],
    ['GET', '/', { host: `${secret}.example` }],
  ] as const) {
    await app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
  }
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(`${secret} ${secret}\r\n\r\n`);
  socket.resume();
  await once(socket, 'close');
  await app.close();
  expect(log()).not.toMatch(new RegExp(secret, 'i'));
  expect(log()).not.toMatch(/127\.0\.0\.1(?!:)/);
  expect(log()).toContain('"route":"/api/by/:name","status":200');
  expect(log()).toContain('"name":"TypeError","frames":["apps/server/src/logging.test.ts:');
});

test('an error is its name, code and own frames', () => {
  const error = Object.assign(new Error(`duplicate key ${secret}`), { code: '23505', detail: secret, hint: secret });
  expect(safeError(error)).toMatchObject({ name: 'Error', code: '23505' });
  expect(JSON.stringify(safeError(error))).not.toContain(secret);
  expect(safeError(Object.assign(new Error('x'), { name: `${secret} 1`, code: `${secret} 2` }))).toMatchObject({
    name: 'Error',
  });
  const disk = Object.assign(new Error(secret), { code: 'ENOSPC', path: secret });
  expect(safeError(new Error('x', { cause: disk }))).toMatchObject({ cause: 'ENOSPC' });
  expect(safeError(new Error('x', { cause: Object.assign(new Error(), { code: `${secret} 3` }) }))).not.toHaveProperty(
    'cause',
  );
  expect(safeError(secret)).toEqual({ name: 'string', frames: [] });
});

test('neither an error’s message nor placeholders become the line', () => {
  const lines: string[] = [];
  const logger = makeLogger('info', { write: (line) => void lines.push(line) });
  logger.error(new Error(secret));
  logger.error({ err: new Error(secret) });
  logger.info('words %s', secret);
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(secret);
  expect(lines[2]).toContain('"msg":"words %s"');
});
