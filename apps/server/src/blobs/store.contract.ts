/**
 * What every blob store must do.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore, OpenBlob } from './store.ts';

async function* chunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield randomBytes(10);
  await Promise.resolve();
  throw new Error('the line broke');
}

async function bytesOf(blob: OpenBlob | undefined, start = 0, end = blob?.size ?? 0): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of blob?.read(start, end) ?? []) parts.push(part);
  return Buffer.concat(parts);
}

export function blobStoreContract(
  name: string,
  make: () => Promise<{ store: BlobStore; dispose: () => Promise<void> }>,
): void {
  describe(`blob store contract: ${name}`, () => {
    let store: BlobStore;
    let dispose: () => Promise<void>;
    beforeEach(async () => {
      ({ store, dispose } = await make());
    });
    afterEach(async () => {
      await store.close();
      await dispose();
    });

    it.each([0, 1, 1000, 131_072, 131_073, 1_000_000])(
      'gives back %d bytes, whole and in part, time and again',
      async (length) => {
        const bytes = randomBytes(length);
        const { name, size } = await store.put(chunks(bytes), 1_000_000);
        expect(size).toBe(length);
        for (let time = 0; time < 2; time++) {
          const blob = await store.open(name);
          expect(blob?.size).toBe(length);
          expect((await bytesOf(blob)).equals(bytes)).toBe(true);
          const [start, end] = [Math.floor(length / 3), Math.floor(length / 2)];
          expect((await bytesOf(blob, start, end)).equals(bytes.subarray(start, end))).toBe(true);
        }
      },
    );

    it('refuses what is longer than agreed', async () => {
      await expect(store.put(chunks(randomBytes(1001)), 1000)).rejects.toMatchObject({ code: 'too-large' });
    });

    it('keeps nothing of an upload that broke off', async () => {
      await expect(store.put(broken(), 1000)).rejects.toThrow('the line broke');
    });

    it('knows no other names', async () => {
      for (const name of ['', '../../etc/passwd', '0'.repeat(32), 'a/b', '..'])
        expect(await store.open(name)).toBeUndefined();
    });

    it('removes', async () => {
      const { name } = await store.put(chunks(randomBytes(10)), 1000);
      await store.remove(name);
      await store.remove(name);
      expect(await store.open(name)).toBeUndefined();
    });

    it('goes on reading a blob for which others made it forget', async () => {
      const bytes = randomBytes(600_000);
      const { name } = await store.put(chunks(bytes), 1_000_000);
      const blob = await store.open(name);
      const reading = blob?.read(0, blob.size)[Symbol.asyncIterator]();
      const first = await reading?.next();
      await store.close();
      const rest: Uint8Array[] = first?.done === false ? [first.value] : [];
      for (let next = await reading?.next(); next?.done === false; next = await reading?.next()) rest.push(next.value);
      expect(Buffer.concat(rest).equals(bytes)).toBe(true);
    });
  });
}
