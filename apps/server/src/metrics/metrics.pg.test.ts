/**
 * What is measured of the whole server: the numbers are true, and nothing in them is anybody's.
 * @module
 */
import { once } from 'node:events';
import { blobHeaders, blobPath } from '@obhut/protocol/blob.ts';
import { toBase64Url, toHex } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { random } from '../testing/builder.ts';
import { origin, TestServer } from '../testing/server.ts';
import { Metrics } from './metrics.ts';
import { routeLabels, statusLabels } from './requests.ts';

let server: TestServer;
let metrics: Metrics;
beforeAll(async () => {
  server = await TestServer.start(undefined, undefined, (app, { services, pool, dataDir }) => {
    metrics = new Metrics({ services, pool, dataDir });
    metrics.watch(app);
  });
});
afterAll(() => server.stop());

async function valueOf(line: string): Promise<number> {
  const found = (await metrics.text()).split('\n').find((each) => each.startsWith(`obhut_${line} `));
  return Number(found?.slice(found.lastIndexOf(' ')));
}

/** Every label that may be said, with every word that may be said of it. */
const closed: Record<string, ReadonlySet<string>> = {
  route: routeLabels,
  status: statusLabels,
  state: new Set(['used', 'idle', 'waiting']),
  direction: new Set(['received', 'sent']),
  quantile: new Set(['0.5', '0.9', '0.99']),
  le: new Set('0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 30 +Inf'.split(' ')),
};

it('counts what is there: connections, files, requests', async () => {
  const { builder, everyone, token } = await server.found();
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/api/live`, { headers: { origin } });
  await once(socket, 'open');
  socket.send(encodeCbor({ token, after: 0 }));
  await once(socket, 'message');
  expect(await valueOf('live_connections')).toBe(1);

  const [blob, bytes] = [random(16), random(1000)];
  const space = everyone;
  await server.call('blob/begin', { space, blob, expiry: 0, size: bytes.length, hash: hash(bytes) }, token);
  const headers = {
    authorization: `Bearer ${token}`,
    [blobHeaders.space]: toHex(space),
    [blobHeaders.blob]: toHex(blob),
  };
  const put = { ...headers, [blobHeaders.offset]: '0', 'content-type': 'application/octet-stream' };
  expect((await server.fetch(blobPath, { method: 'PUT', headers: put, body: bytes })).status).toBe(200);
  const got = await server.fetch(blobPath, { headers: { ...headers, range: 'bytes=0-99' } });
  expect((await got.arrayBuffer()).byteLength).toBe(100);
  expect(await valueOf('blob_bytes_total{direction="received"}')).toBe(1000);
  expect(await valueOf('blob_bytes_total{direction="sent"}')).toBe(100);
  await vi.waitFor(async () => expect(await valueOf('requests_open')).toBe(0));
  expect(await valueOf(`requests_total{route="${blobPath}",status="2xx"}`)).toBe(2);
  expect(await valueOf('append_queue_length')).toBe(0);
  await vi.waitFor(async () => expect(await valueOf('database_connections{state="used"}')).toBe(0));
  expect(await valueOf('database_connections{state="idle"}')).toBeGreaterThan(0);
  expect(await valueOf('data_size_bytes')).toBeGreaterThan(await valueOf('data_free_bytes'));
  expect(await valueOf('resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(await valueOf('event_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThan(0);

  const text = await metrics.text();
  const theirs = [everyone, blob, builder.institution, builder.founder.id].map(toHex);
  for (const secret of [...theirs, token, toBase64Url(hash(bytes)), '127.0.0.1']) expect(text).not.toContain(secret);
  const closing = once(socket, 'close');
  socket.close();
  await closing;
  await vi.waitFor(async () => expect(await valueOf('live_connections')).toBe(0));
});

it('says nothing but numbers and words from closed lists, whatever was sent', async () => {
  const id = toHex(random(16));
  for (const path of [`/${id}`, `/api/${id}`, `/api/append/${id}?x=${id}`, `/assets/${id}.js`])
    await (
      await server.fetch(path, { headers: { accept: 'text/html', 'x-id': id, authorization: `Bearer ${id}` } })
    ).arrayBuffer();
  await server.raw('/api/space/list', encodeCbor({ [id]: id }), id);
  const text = await metrics.text();
  expect(text).not.toContain(id);
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('# '));
  expect(lines.length).toBeGreaterThan(50);
  for (const line of lines) {
    const [, labels = ''] = /^obhut_[a-z_]+(?:\{(.*)\})? [0-9.e+-]+$/.exec(line) ?? expect.unreachable(line);
    for (const pair of labels.split(',').filter((each) => each !== '')) {
      const [, name = '', word = ''] = /^([a-z]+)="(.*)"$/.exec(pair) ?? expect.unreachable(line);
      expect(closed[name]?.has(word), line).toBe(true);
    }
  }
  // The lists themselves hold what the code knows, and nothing with a variable part.
  expect([...routeLabels].filter((route) => !/^(?:app|other|\/[a-z./-]+)$/.test(route))).toEqual([]);
});
