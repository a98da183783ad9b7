/**
 * Blobs in a folder.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FolderStore } from './folder.ts';
import { blobStoreContract, put } from './store.contract.ts';

const fail = (error: unknown): void => {
  throw error;
};

blobStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  const again = () => new FolderStore(folder, fail);
  return { store: again(), again, dispose: () => rm(folder, { recursive: true }) };
});

it('serves a large blob to all who opened it, though only one descriptor is kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  const store = new FolderStore(folder, fail);
  const bytes = randomBytes(300_000);
  const name = await put(store, bytes);
  const opened = await Promise.all([1, 2, 3].map(() => store.open(name)));
  for (const blob of opened) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blob?.read(0, bytes.length) ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  }
  await store.close();
  await rm(folder, { recursive: true });
});
