/**
 * Blobs in a folder.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdtemp, rm, symlink } from 'node:fs/promises';
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

const name = 'ab'.repeat(16);

/** A folder in which the upload of `name` lies on a device that can do less than a disk. */
async function uploadsOn(device: string) {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-blobs-'));
  const half = join(folder, `${name}.new`);
  await symlink(device, half);
  return { uploads: new FolderStore(folder, fail).uploads, half, dispose: () => rm(folder, { recursive: true }) };
}

it('says that the storage cannot take it now where the disk is full', async () => {
  const { uploads, dispose } = await uploadsOn('/dev/full');
  const bytes = (async function* () {
    yield await Promise.resolve(randomBytes(10));
  })();
  const refusal = { code: 'unavailable', detail: 'storage', cause: { code: 'ENOSPC' } };
  await expect(uploads.append(name, 0, bytes, 10)).rejects.toMatchObject(refusal);
  await dispose();
});

it('removes what it could not sync, so that it is not taken for written the next time', async () => {
  const { uploads, half, dispose } = await uploadsOn('/dev/null');
  const empty = Uint8Array.from(createHash('sha256').digest());
  await expect(uploads.finish(name, empty)).rejects.toMatchObject({ syscall: 'fsync' });
  await expect(lstat(half)).rejects.toMatchObject({ code: 'ENOENT' });
  await dispose();
});
