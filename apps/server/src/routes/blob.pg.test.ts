/**
 * Blobs over HTTP: who may, and ranges.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
let reader: Someone;
let readerToken: string;
let strangerToken: string;
beforeAll(async () => {
  server = await TestServer.start();
  founded = await server.found();
  const { builder, everyone, token } = founded;
  reader = builder.someone();
  await server.call(
    'append',
    builder.add(everyone, builder.founder.id, builder.leadership, builder.entry(reader, 'reader')),
    token,
  );
  readerToken = await server.session(builder.institution, reader);
  strangerToken = (await server.found()).token;
});
afterAll(() => server.stop());

function headers(token: string, space: Bytes, blob: Bytes, more: Record<string, string> = {}): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    [blobHeaders.space]: toHex(space),
    [blobHeaders.blob]: toHex(blob),
    ...more,
  };
}

const put = (token: string, space: Bytes, blob: Bytes, body: Uint8Array<ArrayBuffer>, expiry = '0') =>
  server.fetch('/api/blob', {
    method: 'PUT',
    headers: headers(token, space, blob, { 'content-type': 'application/octet-stream', [blobHeaders.expiry]: expiry }),
    body,
  });
const get = (token: string, space: Bytes, blob: Bytes, more: Record<string, string> = {}, method = 'GET') =>
  server.fetch('/api/blob', { method, headers: headers(token, space, blob, more) });

it.each([0, 20_000, 700_000])('gives back %d bytes to whoever reads the space, and to nobody else', async (length) => {
  const { everyone, team, token } = founded;
  const [blob, bytes] = [random(16), Uint8Array.from(randomBytes(length))];
  expect((await put(token, everyone, blob, bytes)).status).toBe(200);
  for (const by of [token, readerToken, readerToken]) {
    const response = await get(by, everyone, blob);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  }
  expect((await get(strangerToken, everyone, blob)).status).toBe(404);
  expect((await get(token, team, blob)).status).toBe(404);
  expect((await get('A'.repeat(43), everyone, blob)).status).toBe(401);
});

it('is written by writers only, once, and not when it has expired', async () => {
  const { everyone, team, token, builder } = founded;
  const blob = random(16);
  expect((await put(readerToken, everyone, blob, new Uint8Array(9))).status).toBe(404);
  expect((await put(strangerToken, everyone, blob, new Uint8Array(9))).status).toBe(404);
  expect((await put(token, team, blob, new Uint8Array(9), String(builder.today - 1))).status).toBe(422);
  expect((await put(token, team, blob, new Uint8Array(9), String(builder.today))).status).toBe(200);
  expect((await put(token, team, blob, new Uint8Array(9))).status).toBe(409);
  server.clock.forward(86_400_000);
  const [late] = [await server.session(builder.institution, builder.founder)];
  expect((await get(late, team, blob)).status).toBe(404);
  server.clock.forward(-86_400_000);
});

it('answers ranges and HEAD', async () => {
  const { everyone, token } = founded;
  const [blob, bytes] = [random(16), Uint8Array.from(randomBytes(1000))];
  await put(token, everyone, blob, bytes);
  const part = await get(readerToken, everyone, blob, { range: 'bytes=100-199' });
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
    206,
    'bytes 100-199/1000',
    '100',
  ]);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
  const last = await get(readerToken, everyone, blob, { range: 'bytes=-10' });
  expect(Buffer.from(await last.arrayBuffer()).equals(bytes.subarray(990))).toBe(true);
  const beyond = await get(readerToken, everyone, blob, { range: 'bytes=1000-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  const head = await get(readerToken, everyone, blob, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
});

it('stays closed to whoever has been removed, at once', async () => {
  const { builder, everyone, token } = founded;
  const blob = random(16);
  await put(token, everyone, blob, new Uint8Array(9));
  expect((await get(readerToken, everyone, blob)).status).toBe(200);
  await server.call('append', builder.remove(everyone, builder.founder.id, builder.leadership, reader.id), token);
  expect((await get(readerToken, everyone, blob)).status).toBe(404);
});
