/**
 * What every blob store must do.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore, OpenBlob } from './store.ts';

async function* chunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
  await Promise.resolve();
  throw new Error('the line broke');
}

function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}

function newName(): string {
  return randomBytes(16).toString('hex');
}

/** A whole blob; its name. */
export async function put(store: BlobStore, bytes: Uint8Array): Promise<string> {
  const name = newName();
  await store.uploads.append(name, 0, chunks(bytes), bytes.length);
  await store.uploads.finish(name, sha256(bytes));
  return name;
}

async function bytesOf(blob: OpenBlob | undefined, start = 0, end = blob?.size ?? 0): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of blob?.read(start, end) ?? []) parts.push(part);
  return Buffer.concat(parts);
}

export function blobStoreContract(
  name: string,
  make: () => Promise<{ store: BlobStore; again: () => BlobStore; dispose: () => Promise<void> }>,
): void {
  describe(`blob store contract: ${name}`, () => {
    let store: BlobStore;
    let again: () => BlobStore;
    let dispose: () => Promise<void>;
    beforeEach(async () => {
      ({ store, again, dispose } = await make());
    });
    afterEach(async () => {
      await store.close();
      await dispose();
    });

    it.each([0, 1, 1000, 131_072, 131_073, 1_000_000])(
      'gives back %d bytes, whole and in part, time and again',
      async (length) => {
        const bytes = randomBytes(length);
        const name = await put(store, bytes);
        for (let time = 0; time < 2; time++) {
          const blob = await store.open(name);
          expect(blob?.size).toBe(length);
          expect((await bytesOf(blob)).equals(bytes)).toBe(true);
          const [start, end] = [Math.floor(length / 3), Math.floor(length / 2)];
          expect((await bytesOf(blob, start, end)).equals(bytes.subarray(start, end))).toBe(true);
        }
      },
    );

    it('refuses what is longer than agreed, and what does not follow on', async () => {
      const name = newName();
      await store.uploads.append(name, 0, chunks(randomBytes(10)), 1000);
      const more = (at: number, length: number) => store.uploads.append(name, at, chunks(randomBytes(length)), 1000);
      await expect(more(10, 991)).rejects.toMatchObject({ code: 'too-large' });
      expect(await store.uploads.length(name)).toBe(10);
      for (const at of [0, 9, 11]) await expect(more(at, 1)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('goes on where an upload broke off, and where the process ended', async () => {
      const name = newName();
      const bytes = randomBytes(300_000);
      await expect(store.uploads.append(name, 0, broken(bytes.subarray(0, 1000)), 300_000)).rejects.toThrow('broke');
      expect(await store.uploads.length(name)).toBe(1000);
      expect(await store.open(name)).toBeUndefined();
      await store.uploads.append(name, 1000, chunks(bytes.subarray(1000, 2000)), 300_000);
      const after = again();
      expect(await after.uploads.length(name)).toBe(2000);
      await after.uploads.append(name, 2000, chunks(bytes.subarray(2000)), 300_000);
      expect(await after.uploads.finish(name, sha256(bytes))).toBe(true);
      expect(await after.uploads.finish(name, sha256(bytes))).toBe(true);
      expect((await bytesOf(await after.open(name))).equals(bytes)).toBe(true);
      expect(await after.uploads.length(name)).toBe(300_000);
      await after.close();
    });

    it('keeps nothing of what is not what was announced', async () => {
      const name = newName();
      await store.uploads.append(name, 0, chunks(randomBytes(10)), 1000);
      expect(await store.uploads.finish(name, sha256(randomBytes(10)))).toBe(false);
      expect(await store.open(name)).toBeUndefined();
      expect(await store.uploads.length(name)).toBe(0);
    });

    it('names all that it has', async () => {
      const finished = await put(store, randomBytes(10));
      const unfinished = newName();
      await store.uploads.append(unfinished, 0, chunks(randomBytes(10)), 1000);
      const names: string[] = [];
      for await (const some of store.names()) names.push(...some);
      expect(names.toSorted()).toEqual([finished, unfinished].toSorted());
      expect([await store.has(finished), await store.has(unfinished)]).toEqual([true, false]);
      await store.remove(unfinished);
      expect(await store.uploads.length(unfinished)).toBe(0);
    });

    it('knows no other names', async () => {
      for (const name of ['', '../../etc/passwd', '0'.repeat(32), 'a/b', '..'])
        expect(await store.open(name)).toBeUndefined();
    });

    it('removes', async () => {
      const name = await put(store, randomBytes(10));
      await store.remove(name);
      await store.remove(name);
      expect(await store.open(name)).toBeUndefined();
    });

    it('goes on reading a blob for which others made it forget', async () => {
      const bytes = randomBytes(600_000);
      const name = await put(store, bytes);
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
