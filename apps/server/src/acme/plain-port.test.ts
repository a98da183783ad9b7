/**
 * The port without encryption: it hands out proofs, and of everything else says only where to go.
 * @module
 */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlainPort, servePlainPort } from './plain-port.ts';

const challenges = new Map([['token_1-', 'token_1-.thumbprint']]);
const origin = 'https://obhut.example:8443';
let plain: PlainPort;

beforeAll(async () => {
  plain = await servePlainPort({ host: '127.0.0.1', port: 0 }, origin, challenges);
});
afterAll(() => plain.stop());

async function asked(path: string, method = 'GET', host = 'obhut.example') {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: plain.port, path, method, headers: { host } };
    request(options, resolve).once('error', reject).end();
  });
  const body = Buffer.concat(await answer.toArray()).toString();
  const { location } = answer.headers;
  return { status: answer.statusCode, body, ...(location === undefined ? {} : { location }) };
}

test('a proof is answered while it is there, and no other path below it leads on', async () => {
  const path = '/.well-known/acme-challenge/token_1-';
  expect(await asked(path)).toEqual({ status: 200, body: 'token_1-.thumbprint' });
  expect(await asked(path, 'GET', 'elsewhere.example')).toEqual({ status: 200, body: 'token_1-.thumbprint' });
  for (const other of ['token_2', '', '../x', 'constructor'])
    expect(await asked(`/.well-known/acme-challenge/${other}`)).toEqual({ status: 404, body: '' });
  challenges.delete('token_1-');
  expect(await asked(path)).toEqual({ status: 404, body: '' });
});

test.each([
  ['/', '/'],
  ['/gruenden', '/gruenden'],
  ['/brief?k=s3cret', '/brief'],
  ['//elsewhere.example/x', '//elsewhere.example/x'],
  ['http://elsewhere.example/x', '/'],
  ['/%0d%0aset-cookie:a', '/%0d%0aset-cookie:a'],
])('%s is led to our own address, without a query, whatever name was asked for', async (path, to) => {
  expect(await asked(path, 'GET', 'elsewhere.example')).toEqual({ status: 308, body: '', location: `${origin}${to}` });
});

test('nobody is told to send once more what came in clear', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect(await asked('/api/append', method)).toEqual({ status: 405, body: '' });
});

test('a port that is taken is told in a sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(servePlainPort({ host: '127.0.0.1', port }, origin, challenges)).rejects.toThrow(
    /^PLAIN_PORT .* cannot be listened on/u,
  );
  other.close();
});
