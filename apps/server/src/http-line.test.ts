/**
 * What comes over the line and is no request: where one message ends and the next begins is never a matter of opinion (request smuggling).
 * @module
 */
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { limitCalls } from './routes/register.ts';
import { testApp } from './testing/app.ts';

let app: FastifyInstance;
let log: () => string;
let port = 0;

let ended = 0;

async function register(instance: FastifyInstance): Promise<void> {
  instance.addHook('onRequest', async (_request, reply) => {
    reply.raw.once('close', () => (ended += 1));
  });
  await limitCalls(instance, 1000);
  instance.post('/api/taken', () => 'taken');
}

beforeAll(async () => {
  ({ app, log } = await testApp({ origin: 'https://obhut.example', register }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (typeof address === 'object' && address !== null) ({ port } = address);
});
afterAll(() => app.close());

/** Everything that is answered until the server closes the connection. */
function answerTo(...lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n')));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.once('error', reject).once('close', () => resolve(answer));
  });
}

const host = 'host: obhut.example';
const smuggled = 'GET /health HTTP/1.1\r\nhost: obhut.example\r\n\r\n';

test('a connection on which nothing came in time ends without a word: it would be taken for the answer to what comes next', async () => {
  const arrived = new Promise<Socket>((resolve) => app.server.once('connection', resolve));
  const answer = answerTo();
  const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  app.server.emit('clientError', late, await arrived);
  expect(await answer).toBe('');
});

test.each([
  ['two lengths', ['POST /api/x HTTP/1.1', host, 'content-length: 0', 'content-length: 5', '', smuggled]],
  [
    'a length and chunks',
    ['POST /api/x HTTP/1.1', host, 'content-length: 4', 'transfer-encoding: chunked', '', '0', '', smuggled],
  ],
  [
    'chunks that are not the last coding',
    ['POST /api/x HTTP/1.1', host, 'transfer-encoding: chunked, identity', '', '0', '', smuggled],
  ],
  ['a length that is no number', ['POST /api/x HTTP/1.1', host, 'content-length: +5', '', 'aaaaa']],
  ['a header folded over two lines', ['GET /health HTTP/1.1', host, 'x-a: b', ' c: d', '', '']],
  ['no HTTP', ['hello', '', '']],
])('%s: refused once, and the connection ends', async (_, lines) => {
  const answer = await answerTo(...lines);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  expect(answer).toContain('x-content-type-options: nosniff\r\n');
  expect(answer).toContain("content-security-policy: default-src 'none'");
  expect(answer).toContain('strict-transport-security: max-age=63072000; includeSubDomains\r\n');
  expect(answer.endsWith('\r\n\r\n')).toBe(true);
});

test('one request at a time is answered, and no other', async () => {
  const answer = await answerTo('GET /health HTTP/1.1', host, 'connection: close', '', '');
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
});

test('methods that only show what was sent are none', async () => {
  const answer = await answerTo('TRACE /health HTTP/1.1', host, 'x-secret: s3cret', 'connection: close', '', '');
  expect(answer).toContain('HTTP/1.1 404');
  expect(answer).not.toContain('s3cret');
});

test.each([
  ['chunks without a length', 'transfer-encoding: chunked', 'zz\r\n\r\n'],
  ['a chunk longer than any', 'transfer-encoding: chunked', 'ffffffffffffffffff\r\nx'],
  ['a body that breaks off', 'content-length: 50', 'abc'],
])('%s: a stranger writes no failure into the log', async (_, how, body) => {
  const before = ended;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write(['POST /api/taken HTTP/1.1', host, 'content-type: application/cbor', how, '', body].join('\r\n'));
  setTimeout(() => socket.destroy(), 50);
  await vi.waitFor(() => expect(ended).toBe(before + 1));
  // Whatever the broken line has led to is done before the next is answered.
  expect(await answerTo('GET /health HTTP/1.1', host, 'connection: close', '', '')).toContain('HTTP/1.1 200');
  expect(log()).not.toMatch(/"level":50/u);
});
