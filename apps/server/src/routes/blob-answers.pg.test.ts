/**
 * What an answer with a file says beside its bytes, what a request for one must say, and what trace either leaves.
 * @module
 */
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
/** The answer to its first piece. */
let written: Response;
const blob = random(16);
const bytes = random(1000);
beforeAll(async () => {
  server = await TestServer.start();
  founded = await server.found();
  const announced = { space: founded.everyone, blob, expiry: 0, size: bytes.length, hash: hash(bytes) };
  await server.call('blob/begin', announced, founded.token);
  const more = { 'content-type': 'application/octet-stream', [blobHeaders.offset]: '0' };
  written = await server.fetch('/api/blob', { method: 'PUT', headers: headers(more), body: bytes.slice(0, 400) });
  const rest = { ...more, [blobHeaders.offset]: '400' };
  await server.fetch('/api/blob', { method: 'PUT', headers: headers(rest), body: bytes.slice(400) });
});
afterAll(() => server.stop());

const headers = (more: Record<string, string> = {}): Record<string, string> => ({
  authorization: `Bearer ${founded.token}`,
  [blobHeaders.space]: toHex(founded.everyone),
  [blobHeaders.blob]: toHex(blob),
  ...more,
});

const ask = (more?: Record<string, string>, method = 'GET') =>
  server.fetch('/api/blob', { method, headers: headers(more) });

async function trace(): Promise<{ call: string; bytes: string; space: Bytes | null }[]> {
  const { institution, founder } = founded.builder;
  return server.sql(
    "SELECT call, bytes, uuid_send(space_id) AS space FROM access_log WHERE call LIKE 'blob/%' ORDER BY leaf_index",
    { institution, persona: founder.id },
  );
}

it('says that it is bytes which may be asked for in parts, and that nobody keeps them', async () => {
  for (const method of ['GET', 'HEAD']) {
    const { status, headers: said } = await ask({}, method);
    expect([status, said.get('accept-ranges'), said.get('cache-control'), said.get('content-type')]).toEqual([
      200,
      'bytes',
      'private, no-store',
      'application/octet-stream',
    ]);
  }
});

it('leaves a trace of as many bytes as went, and counts them', async () => {
  const before = { ...server.services.traffic };
  expect(before.received).toBe(1000);
  const earlier = await trace();
  expect(earlier.filter(({ call }) => call === 'blob/write').map((row) => row.bytes)).toEqual(['400', '600']);
  await (await ask()).arrayBuffer();
  await (await ask({ range: 'bytes=100-149' })).arrayBuffer();
  await ask({}, 'HEAD');
  const rows = (await trace()).slice(earlier.length);
  expect(rows.map((row) => [row.call, row.bytes, toHex(new Uint8Array(row.space ?? []))])).toEqual(
    ['1000', '50'].map((count) => ['blob/read', count, toHex(founded.everyone)]),
  );
  expect(server.services.traffic).toEqual({ ...before, sent: before.sent + 1050 });
});

it('is asked for by two ids and no other method', async () => {
  for (const name of [blobHeaders.space, blobHeaders.blob])
    for (const value of ['', 'x', `${toHex(blob)}0`, toHex(blob).toUpperCase()])
      expect((await ask({ [name]: value })).status).toBe(400);
  const { [blobHeaders.blob]: _blob, ...without } = headers();
  expect((await server.fetch('/api/blob', { method: 'GET', headers: without })).status).toBe(400);
  for (const method of ['POST', 'PATCH', 'DELETE']) expect((await ask({}, method)).status).toBe(405);
});

const put = (more: Record<string, string>) =>
  server.fetch('/api/blob', { method: 'PUT', headers: headers(more), body: bytes });

it('comes as bytes, at a place that is a number', async () => {
  expect([written.status, written.headers.get('content-type')]).toEqual([200, 'application/cbor']);
  const type = { 'content-type': 'application/octet-stream' };
  for (const offset of ['', '-1', '01', '1.5', '1e3', '12345678901'])
    expect((await put({ ...type, [blobHeaders.offset]: offset })).status).toBe(400);
  expect((await put({ 'content-type': 'application/cbor', [blobHeaders.offset]: '0' })).status).toBe(415);
});
