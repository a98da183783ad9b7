/**
 * Blobs in a folder.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { FolderStore } from './folder.ts';
import { blobStoreContract } from './store.contract.ts';

const fail = (error: unknown): void => {
  throw error;
};

blobStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  return { store: new FolderStore(folder, fail), dispose: () => rm(folder, { recursive: true }) };
});

it('leaves no file behind where an upload failed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  const store = new FolderStore(folder, fail);
  await expect(store.put(Readable.from([randomBytes(2000)]), 1000)).rejects.toMatchObject({ code: 'too-large' });
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toEqual([]);
  await rm(folder, { recursive: true });
});

it('serves a large blob to all who opened it, though only one descriptor is kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  const store = new FolderStore(folder, fail);
  const bytes = randomBytes(300_000);
  const { name } = await store.put(Readable.from([bytes]), 1_000_000);
  const opened = await Promise.all([1, 2, 3].map(() => store.open(name)));
  for (const blob of opened) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blob?.read(0, bytes.length) ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  }
  await store.close();
  await rm(folder, { recursive: true });
});
