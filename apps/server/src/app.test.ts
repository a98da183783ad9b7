/**
 * The HTTP server's outside: headers, names, failures, content types, the web app.
 * @module
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError, errorBody } from '@obhut/protocol/errors.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from './failures.ts';
import { answersTo } from './headers.ts';
import { testApp } from './testing/app.ts';
import { compress, loadWebFiles } from './web-app/files.ts';

const html = { accept: 'text/html' };
const script = 'const answer = 42;\n'.repeat(100);
let app: FastifyInstance;
let folder = '';

function register(instance: FastifyInstance): void {
  instance.post('/api/echo', (request, reply) => reply.send(request.body));
  instance.post('/api/conflict', () => {
    throw new ApiError('conflict', 'busy');
  });
  instance.get('/api/address', (request) => request.ip);
  instance.post('/api/bug', () => {
    throw new Error('inner words');
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Obhut</title>');
  await writeFile(join(folder, 'sw.js'), script);
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets/index-B3.js'), script);
  await writeFile(join(folder, 'assets/index-B3.js.map'), '{}');
  const webFiles = await loadWebFiles(folder);
  await compress(webFiles);
  ({ app } = await testApp({ register, webFiles }));
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function worker(encoding: string): Promise<LightMyRequestResponse> {
  return app.inject({ url: '/sw.js', headers: { 'accept-encoding': encoding } });
}

function failure(response: LightMyRequestResponse): unknown {
  expect(response.headers['content-type']).toBe('application/cbor');
  return decodeCbor(errorBody, response.rawPayload);
}

describe('headers', () => {
  test('are on every answer, the failed ones included', async () => {
    for (const url of ['/', '/sw.js', '/api/none', '/%E0%A4%A']) {
      const { headers } = await app.inject({ url });
      expect(headers['content-security-policy'], url).toContain(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
      );
      expect(headers['content-security-policy'], url).toContain(
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options'], url).toBe('nosniff');
      expect(headers['referrer-policy'], url).toBe('no-referrer');
    }
    expect((await app.inject({ url: '/api/none' })).headers['cache-control']).toBe('no-store');
  });

  test('none shares anything with another origin, and none sets a cookie', async () => {
    for (const url of ['/', '/sw.js', '/api/none', '/health']) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://elsewhere.example' } });
      const names = Object.keys(headers);
      expect(names.filter((name) => name.startsWith('access-control-') || name === 'set-cookie')).toEqual([]);
      expect(headers['cross-origin-resource-policy'], url).toBe('same-origin');
    }
    const asked = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
    const preflight = await app.inject({ method: 'OPTIONS', url: '/api/echo', headers: asked });
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([404, undefined]);
  });

  test('https is demanded for ever where there is https, and only there', async () => {
    const secure = await testApp({ origin: 'https://obhut.example' });
    const { headers } = await secure.app.inject({ url: '/health' });
    expect(headers['strict-transport-security']).toContain('max-age=63072000');
    expect((await app.inject({ url: '/health' })).headers['strict-transport-security']).toBeUndefined();
  });
});

test.each([
  ['obhut.example', '127.0.0.1', 'https://obhut.example', true],
  ['OBHUT.example', '0.0.0.0', 'https://obhut.example', true],
  ['localhost:8080', '127.0.0.1', 'https://obhut.example', true],
  ['[::1]:99', '::1', 'https://obhut.example', true],
  ['localhost:8080', '0.0.0.0', 'https://obhut.example', false],
  ['obhut.example:444', '127.0.0.1', 'https://obhut.example', false],
  ['evil.example', '127.0.0.1', 'http://localhost:8080', false],
  ['localhost@evil.example', '127.0.0.1', 'http://localhost:8080', false],
  ['evil.example#localhost', '127.0.0.1', 'http://localhost:8080', false],
  ['', '127.0.0.1', 'http://localhost:8080', false],
  [undefined, '127.0.0.1', 'http://localhost:8080', false],
])('the name %s, listening on %s as %s: %s', (hostHeader, host, origin, expected) => {
  expect(answersTo({ origin, host }, hostHeader)).toBe(expected);
});

describe('failures', () => {
  test.each([
    ['/api/none', {}, 404, { code: 'not-found' }],
    ['/api/conflict', {}, 409, { code: 'conflict', detail: 'busy' }],
    ['/api/bug', {}, 500, { code: 'internal' }],
    ['/api/echo', { 'content-type': 'application/json' }, 415, { code: 'unsupported' }],
    ['/api/echo', { 'content-type': 'text/plain' }, 415, { code: 'unsupported' }],
    ['/api/echo', { host: 'evil.example' }, 421, { code: 'misdirected' }],
  ])('%s %j', async (url, headers, status, body) => {
    const response = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/cbor', ...headers },
      payload: Buffer.from(encodeCbor({})),
    });
    expect([response.statusCode, failure(response)]).toEqual([status, body]);
  });

  test('too large, not to be read as an address, and the database away', async () => {
    const payload = Buffer.alloc(1_048_577);
    const large = await app.inject({
      method: 'POST',
      url: '/api/echo',
      headers: { 'content-type': 'application/cbor' },
      payload,
    });
    expect(failure(large)).toEqual({ code: 'too-large' });
    expect(failure(await app.inject({ url: '/%E0%A4%A' }))).toEqual({ code: 'malformed' });
    expect(codeOf(Object.assign(new Error('x'), { code: '57P03' }))).toBe('unavailable');
    expect(codeOf('thrown')).toBe('internal');
  });
});

test('a foreign name is refused after one of ours, and ours is known after it', async () => {
  const statuses: number[] = [];
  for (const host of ['localhost:8080', 'evil.example', 'localhost:8080', '127.0.0.1', 'evil.example'])
    statuses.push((await app.inject({ url: '/api/none', headers: { host } })).statusCode);
  expect(statuses).toEqual([404, 421, 404, 404, 421]);
});

test('CBOR arrives as bytes', async () => {
  const payload = Buffer.from(encodeCbor({ a: 1 }));
  const response = await app.inject({
    method: 'POST',
    url: '/api/echo',
    headers: { 'content-type': 'application/cbor' },
    payload,
  });
  expect(response.rawPayload).toEqual(payload);
});

test('ready follows the database, healthy does not', async () => {
  const away = await testApp({ ready: async () => false });
  expect((await away.app.inject('/ready')).statusCode).toBe(503);
  expect((await away.app.inject('/health')).statusCode).toBe(200);
  expect((await app.inject('/ready')).statusCode).toBe(200);
});

test('what is text says in which letters', async () => {
  for (const [url, type] of [
    ['/health', 'text/plain; charset=utf-8'],
    ['/', 'text/html; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml; charset=utf-8'],
  ] as const)
    expect((await app.inject({ url })).headers['content-type'], url).toBe(type);
});

describe('the web app', () => {
  test('hashed files are kept for ever, the others asked for again', async () => {
    const asset = await app.inject('/assets/index-B3.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(asset.body).toBe(script);
    const again = await app.inject({ url: '/sw.js', headers: { 'if-none-match': String(asset.headers.etag) } });
    expect([again.statusCode, again.body, again.headers['cache-control']]).toEqual([304, '', 'no-cache']);
  });

  test('is compressed for those who can read it', async () => {
    const [br, gz, none] = [await worker('gzip, br'), await worker('gzip'), await worker('br;q=0')];
    expect([br.headers['content-encoding'], brotliDecompressSync(br.rawPayload).toString()]).toEqual(['br', script]);
    expect([gz.headers['content-encoding'], gunzipSync(gz.rawPayload).toString()]).toEqual(['gzip', script]);
    expect([none.headers['content-encoding'], none.body]).toEqual([undefined, script]);
  });

  test('the page answers the addresses of the app, and nothing else', async () => {
    for (const url of ['/', '/index.html', '/gruenden', '/a/b?c']) {
      expect((await app.inject({ url, headers: html })).body, url).toContain('<title>Obhut</title>');
    }
    for (const url of [
      '/api/none',
      '/api',
      '/none.js',
      '/assets/index-B3.js.map',
      '/../package.json',
      '/%2e%2e/package.json',
    ]) {
      expect((await app.inject({ url, headers: html })).statusCode, url).toBe(404);
    }
    expect((await app.inject('/gruenden')).statusCode).toBe(404);
  });

  test('is nothing where it was never built', async () => {
    expect(await loadWebFiles(join(folder, 'none'))).toEqual([]);
    expect((await (await testApp()).app.inject({ url: '/', headers: html })).statusCode).toBe(404);
  });
});

function addressSeen(remoteAddress: string): Promise<LightMyRequestResponse> {
  const headers = { host: 'localhost:8080', 'x-forwarded-for': '203.0.113.9' };
  return app.inject({ url: '/api/address', remoteAddress, headers });
}

test('a proxy on this machine says who asks; a client from elsewhere cannot', async () => {
  expect((await addressSeen('127.0.0.1')).body).toBe('203.0.113.9');
  expect((await addressSeen('198.51.100.7')).body).toBe('198.51.100.7');
});
