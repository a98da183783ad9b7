/**
 * Room for blobs is limited, and rows and files find together again.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

const hourMs = 3_600_000;
const quota = 10_000;

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
beforeEach(async () => {
  server = await TestServer.start(undefined, quota);
  founded = await server.found();
});
afterEach(() => server.stop());

const newToken = () => server.session(founded.builder.institution, founded.builder.founder);

const begin = async (blob: Bytes, bytes: Bytes, space = founded.everyone, expiry = 0) =>
  server.call('blob/begin', { space, blob, expiry, size: bytes.length, hash: hash(bytes) }, await newToken());

async function send(blob: Bytes, bytes: Bytes): Promise<number> {
  const headers = {
    authorization: `Bearer ${await newToken()}`,
    'content-type': 'application/octet-stream',
    [blobHeaders.space]: toHex(founded.everyone),
    [blobHeaders.blob]: toHex(blob),
    [blobHeaders.offset]: '0',
  };
  return (await server.fetch('/api/blob', { method: 'PUT', headers, body: bytes })).status;
}

async function put(bytes: Bytes): Promise<Bytes> {
  const blob = random(16);
  await begin(blob, bytes);
  expect(await send(blob, bytes)).toBe(200);
  return blob;
}

async function files(): Promise<string[]> {
  const entries = await readdir(join(server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

const sweep = () => server.services.shredder.run();

it('an institution holds no more than its quota, over all its spaces, promised room included', async () => {
  await put(random(4000));
  await begin(random(16), random(3000), founded.team);
  await expect(begin(random(16), random(3001))).rejects.toMatchObject({ code: 'quota-exceeded' });
  const last = random(3000);
  const outcomes = await Promise.allSettled([begin(random(16), last), begin(random(16), last)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  // Another institution has room of its own.
  const other = await server.found();
  const request = { space: other.everyone, blob: random(16), expiry: 0, size: 9000, hash: random(32) };
  expect(await server.call('blob/begin', request, other.token)).toEqual({ offset: 0 });
});

it('what is over makes room', async () => {
  await begin(random(16), random(10_000), founded.everyone, founded.builder.today);
  await expect(begin(random(16), random(1))).rejects.toMatchObject({ code: 'quota-exceeded' });
  server.clock.forward(48 * hourMs);
  await sweep();
  expect(await begin(random(16), random(10_000))).toEqual({ offset: 0 });
});

it('an upload with which nobody goes on for a day is forgotten, with its bytes', async () => {
  const [blob, bytes] = [random(16), random(2000)];
  await begin(blob, bytes);
  expect(await send(blob, bytes.slice(0, 1000))).toBe(200);
  server.clock.forward(23 * hourMs);
  expect((await sweep()).unfinished).toBe(0);
  expect(await begin(blob, bytes)).toEqual({ offset: 1000 });
  server.clock.forward(23 * hourMs);
  expect((await sweep()).unfinished).toBe(0);
  expect(await files()).toHaveLength(1);
  server.clock.forward(2 * hourMs);
  expect((await sweep()).unfinished).toBe(1);
  expect(await files()).toEqual([]);
  expect(await begin(blob, bytes)).toEqual({ offset: 0 });
});

it('a file that came whole stays, however long nobody asks for it', async () => {
  const blob = await put(random(100));
  const before = await files();
  server.clock.forward(72 * hourMs);
  expect((await sweep()).unfinished).toBe(0);
  expect([before.length, await files()]).toEqual([1, before]);
  // Nor does it go with what is forgotten beside it.
  await begin(random(16), random(200));
  server.clock.forward(25 * hourMs);
  expect((await sweep()).unfinished).toBe(1);
  expect(await files()).toEqual(before);
  const headers = { [blobHeaders.space]: toHex(founded.everyone), [blobHeaders.blob]: toHex(blob) };
  const authorization = `Bearer ${await newToken()}`;
  const { status } = await server.fetch('/api/blob', { method: 'GET', headers: { ...headers, authorization } });
  expect(status).toBe(200);
});

it('a file without a row is deleted, the second time that it is seen', async () => {
  await put(random(100));
  const [kept] = await files();
  const folder = join(server.dataDir, 'blobs/ab');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `ab${'0'.repeat(30)}`), 'left behind');
  await writeFile(join(server.dataDir, `blobs/${'1'.repeat(32)}.new`), 'left behind');
  expect((await sweep()).orphans).toBe(0);
  expect((await sweep()).orphans).toBe(2);
  expect(await files()).toEqual([kept]);
});

it('a row without a file is counted and stays, and its uploader can send it again', async () => {
  const bytes = random(100);
  const blob = await put(bytes);
  expect((await sweep()).missing).toBe(0);
  for (const file of await files()) await rm(file);
  expect((await sweep()).missing).toBe(1);
  expect(await begin(blob, bytes)).toEqual({ offset: 0 });
  expect(await send(blob, bytes)).toBe(200);
  expect((await sweep()).missing).toBe(0);
});
