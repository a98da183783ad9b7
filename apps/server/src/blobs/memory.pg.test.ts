/**
 * A large file goes through the server in bounded memory, both ways: counted is what has gone in and not come out.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

const size = 200_000_000;
const partBytes = 65_536;
/** Sockets and streams of both sides hold some; far from the whole. */
const mostInBetween = 16_777_216;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** The same bytes every time, without keeping them. */
function* parts(): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < size; at += partBytes) {
    const part = new Uint8Array(Math.min(partBytes, size - at)).fill(at % 251);
    new DataView(part.buffer).setUint32(0, at);
    yield part;
  }
}

function written(): number {
  const folder = join(server.dataDir, 'blobs');
  const half = existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.new')) : undefined;
  return half === undefined ? 0 : statSync(join(folder, half)).size;
}

it('200 MB up and down with a few in between', async () => {
  const { everyone, token } = await server.found();
  const hashing = createHash('sha256');
  for (const part of parts()) hashing.update(part);
  const digest = hashing.digest();
  const blob = random(16);
  const announced = { space: everyone, blob, expiry: 0, size, hash: Uint8Array.from(digest) };
  await server.call('blob/begin', announced, token);
  const headers = {
    authorization: `Bearer ${token}`,
    [blobHeaders.space]: toHex(everyone),
    [blobHeaders.blob]: toHex(blob),
  };

  let given = 0;
  let mostUp = 0;
  const source = parts();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = source.next();
      if (next.done === true) {
        controller.close();
        return;
      }
      given += next.value.length;
      controller.enqueue(next.value);
      if (given % (16 * partBytes) === 0) mostUp = Math.max(mostUp, given - written());
    },
  });
  const up = await server.fetch('/api/blob', {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream', [blobHeaders.offset]: '0' },
    body,
    duplex: 'half',
  });
  expect(up.status).toBe(200);
  expect(given).toBe(size);
  expect(mostUp).toBeGreaterThan(0);
  expect(mostUp).toBeLessThan(mostInBetween);

  const open = server.services.blobs.open.bind(server.services.blobs);
  let produced = 0;
  vi.spyOn(server.services.blobs, 'open').mockImplementation(async (...asked) => {
    const found = await open(...asked);
    if (found === undefined) return undefined;
    return {
      size: found.size,
      async *read(start: number, end: number) {
        for await (const chunk of found.read(start, end)) {
          produced += chunk.length;
          yield chunk;
        }
      },
    };
  });
  const down = await server.fetch('/api/blob', { headers });
  const check = createHash('sha256');
  let taken = 0;
  let mostDown = 0;
  const answer: AsyncIterable<unknown> | null = down.body;
  for await (const chunk of answer ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('no bytes');
    taken += chunk.length;
    check.update(chunk);
    mostDown = Math.max(mostDown, produced - taken);
    // A reader who is slower than the server: it must wait, not fill its memory.
    if (taken < 20_000_000) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(check.digest().equals(digest)).toBe(true);
  expect([taken, produced]).toEqual([size, size]);
  expect(mostDown).toBeLessThan(mostInBetween);
}, 120_000);
