/**
 * Blobs over HTTP: who may, and ranges.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { blobHeaders, blobProgress } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor } from '@obhut/protocol/cbor.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

const begin = (token: string, space: Bytes, blob: Bytes, body: Uint8Array<ArrayBuffer>, expiry = 0) =>
  server.call('blob/begin', { space, blob, expiry, size: body.length, hash: hash(body) }, token);
const send = (token: string, space: Bytes, blob: Bytes, offset: number, body: Uint8Array<ArrayBuffer>) =>
  server.fetch('/api/blob', {
    method: 'PUT',
    headers: headers(token, space, blob, {
      'content-type': 'application/octet-stream',
      [blobHeaders.offset]: String(offset),
    }),
    body,
  });
async function put(token: string, space: Bytes, blob: Bytes, body: Uint8Array<ArrayBuffer>): Promise<void> {
  await begin(token, space, blob, body);
  if (body.length > 0) expect((await send(token, space, blob, 0, body)).status).toBe(200);
}
const get = (token: string, space: Bytes, blob: Bytes, more: Record<string, string> = {}, method = 'GET') =>
  server.fetch('/api/blob', { method, headers: headers(token, space, blob, more) });

it.each([0, 20_000, 700_000])('gives back %d bytes to whoever reads the space, and to nobody else', async (length) => {
  const { everyone, team, token } = founded;
  const [blob, bytes] = [random(16), Uint8Array.from(randomBytes(length))];
  await put(token, everyone, blob, bytes);
  for (const by of [token, readerToken, readerToken]) {
    const response = await get(by, everyone, blob);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  }
  expect((await get(strangerToken, everyone, blob)).status).toBe(404);
  expect((await get(token, team, blob)).status).toBe(404);
  expect((await get('A'.repeat(43), everyone, blob)).status).toBe(401);
});

it('is written by writers only, and not when it is over', async () => {
  const { everyone, team, token, builder } = founded;
  const [blob, bytes] = [random(16), random(9)];
  const notFound = { code: 'not-found' };
  await expect(begin(readerToken, everyone, blob, bytes)).rejects.toMatchObject(notFound);
  await expect(begin(strangerToken, everyone, blob, bytes)).rejects.toMatchObject(notFound);
  await expect(begin(token, team, blob, bytes, builder.today - 2)).rejects.toMatchObject({ code: 'refused' });
  expect((await send(token, team, blob, 0, bytes)).status).toBe(404);
  await begin(token, team, blob, bytes, builder.today);
  expect((await send(readerToken, team, blob, 0, bytes)).status).toBe(404);
  expect((await get(token, team, blob)).status).toBe(404);
  expect((await send(token, team, blob, 0, bytes)).status).toBe(200);
  expect((await get(token, team, blob)).status).toBe(200);
  server.clock.forward(2 * 86_400_000);
  const late = await server.session(builder.institution, builder.founder);
  expect((await get(late, team, blob)).status).toBe(404);
  expect((await server.services.shredder.run()).blobs).toBe(1);
  server.clock.forward(-2 * 86_400_000);
  expect((await get(token, team, blob)).status).toBe(404);
});

it('goes on where an upload broke off, and keeps nothing that is not what was announced', async () => {
  const { everyone, token } = founded;
  const [blob, bytes] = [random(16), random(5000)];
  expect(await begin(token, everyone, blob, bytes)).toEqual({ offset: 0 });
  const first = await send(token, everyone, blob, 0, bytes.slice(0, 2000));
  expect(decodeCbor(blobProgress, new Uint8Array(await first.arrayBuffer()))).toEqual({ offset: 2000 });
  expect(await begin(token, everyone, blob, bytes)).toEqual({ offset: 2000 });
  expect((await send(token, everyone, blob, 0, bytes)).status).toBe(409);
  expect((await send(token, everyone, blob, 2000, random(3001))).status).toBe(413);
  expect((await send(token, everyone, blob, 2000, random(3000))).status).toBe(422);
  expect(await begin(token, everyone, blob, bytes)).toEqual({ offset: 0 });
  expect((await send(token, everyone, blob, 0, bytes)).status).toBe(200);
  expect(await begin(token, everyone, blob, bytes)).toEqual({ offset: 5000 });
  expect((await send(token, everyone, blob, 5000, random(1))).status).toBe(409);
  await expect(begin(token, everyone, blob, random(5000))).rejects.toMatchObject({ code: 'conflict' });
  expect(Buffer.from(await (await get(readerToken, everyone, blob)).arrayBuffer()).equals(bytes)).toBe(true);
});

async function unfinishedBytes(): Promise<number> {
  const folder = join(server.dataDir, 'blobs');
  const halves = (await readdir(folder)).filter((name) => name.endsWith('.new'));
  const sizes = await Promise.all(halves.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

it('cuts off an older piece that hangs, so that its sender can go on', async () => {
  const { everyone, token } = founded;
  const [blob, bytes] = [random(16), random(100_000)];
  await begin(token, everyone, blob, bytes);
  const hanging = new ReadableStream({
    start: (controller) => controller.enqueue(bytes.slice(0, 70_000)),
  });
  const cut = Promise.allSettled([
    server.fetch('/api/blob', {
      method: 'PUT',
      headers: headers(token, everyone, blob, {
        'content-type': 'application/octet-stream',
        [blobHeaders.offset]: '0',
      }),
      body: hanging,
      duplex: 'half',
    }),
  ]);
  await vi.waitFor(async () => expect(await unfinishedBytes()).toBe(70_000));
  const { offset } = await begin(token, everyone, blob, bytes);
  expect(offset).toBe(70_000);
  expect((await send(token, everyone, blob, offset, bytes.slice(offset))).status).toBe(200);
  await cut;
  expect((await get(readerToken, everyone, blob)).status).toBe(200);
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

it('where a piece is refused in the middle, its connection is good for the next call', async () => {
  const { everyone, token } = founded;
  const [blob, body] = [random(16), Uint8Array.from(randomBytes(2_000_000))];
  await begin(token, everyone, blob, body.subarray(0, 10));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, more: OutgoingHttpHeaders, bytes?: Uint8Array): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(server.address + path, { agent, method, headers: more }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.once('error', reject).end(bytes);
    });
  const more = { 'content-type': 'application/octet-stream', [blobHeaders.offset]: '0' };
  expect(await ask('PUT', '/api/blob', headers(token, everyone, blob, more), body)).toBe(413);
  expect(await ask('GET', '/health', {})).toBe(200);
  agent.destroy();
});
