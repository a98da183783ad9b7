/**
 * A file of 200 MB: on the way from the page to the store, and from there to the server, never more of it than a few pieces is in memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { sealedSize } from '@obhut/crypto/stream.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { BlobShelf } from '../blobs/blob-shelf.ts';
import { hold } from '../blobs/hold.ts';
import { uploadSealed } from '../blobs/upload.ts';
import type { Session } from '../engine/session.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Change } from '../store/store.ts';
import { spaceOf, World } from '../testing/world.ts';

beforeAll(cryptoReady);

const mebibyte = 1_048_576;
const size = 200 * mebibyte;
const most = 8 * mebibyte;

/** Chunks go to the disk, so that memory holds none of them. */
class DiskStore extends MemoryStore {
  readonly #folder: string;
  written = 0;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  #file(key: string): string {
    return path.join(this.#folder, key.replaceAll('/', '-'));
  }

  override async write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      if ('put' in change && change.put.length > 1000) {
        await writeFile(this.#file(change.key), change.put);
        this.written += change.put.length;
      } else await super.write([change]);
    }
  }

  override async get(...[table, key]: Parameters<MemoryStore['get']>): Promise<Bytes | null> {
    return (await super.get(table, key)) ?? new Uint8Array(await readFile(this.#file(key)));
  }
}

test('is taken in and sent piece by piece', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'obhut-large-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = new DiskStore(folder);
  const shelf = new BlobShelf(store, randomBytes(32));
  let read = 0;
  let ahead = 0;
  const source = {
    size,
    stream: () =>
      new ReadableStream<Bytes>(
        {
          pull(controller) {
            if (read === size) return controller.close();
            read += mebibyte / 16;
            ahead = Math.max(ahead, read - store.written);
            controller.enqueue(new Uint8Array(mebibyte / 16).fill(read % 251));
          },
        },
        { highWaterMark: 0 },
      ),
  };
  const ref = await hold(shelf, source, { mediaType: 'application/pdf', name: 'x', thumbnail: null }, 0);
  expect(store.written).toBe(sealedSize(size));
  expect(ahead).toBeLessThan(most);

  const world = new World();
  const leader = await world.found();
  const { session } = leader;
  let longest = 0;
  // The server's side is not what is measured: it takes the pieces and keeps none.
  const sink: Pick<Session, 'call' | 'putBlob'> = {
    call: session.call.bind(session),
    putBlob(_place, offset, bytes) {
      longest = Math.max(longest, bytes.length);
      return Promise.resolve(offset + bytes.length);
    },
  };
  const placed = { space: spaceOf(leader, 'everyone'), blob: ref.id, expiry: 0 };
  const blob = Buffer.from(ref.id).toString('hex');
  const sent: number[] = [];
  const sealed = { size: sealedSize(size), hash: ref.hash, read: (from: number) => shelf.read(blob, from) };
  await uploadSealed(sink, placed, sealed, (offset) => sent.push(offset));
  expect(sent.at(-1)).toBe(sealedSize(size));
  expect(longest).toBeLessThan(most);
});
