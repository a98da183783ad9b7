/**
 * Blobs in a folder: written beside, synced, renamed. Small ones are kept in memory whole, large ones in chunks, read
 * through descriptors that stay open.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '@obhut/protocol/errors.ts';
import { Lru } from '../lru.ts';
import { Descriptor, makeChunks } from './descriptor.ts';
import type { BlobStore, OpenBlob, StoredBlob } from './store.ts';

const smallBytes = 131_072;
const mostSmallBytes = 67_108_864;
const mostLargeBytes = 67_108_864;
const mostDescriptors = 256;
const nameForm = /^[0-9a-f]{32}$/u;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}

async function write(file: FileHandle, bytes: AsyncIterable<Uint8Array>, most: number): Promise<number> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw new ApiError('too-large');
    await file.writeFile(chunk);
  }
  await file.sync();
  return size;
}

export class FolderStore implements BlobStore {
  readonly #folder: string;
  readonly #failed: (error: unknown) => void;
  readonly #small = new Lru<Buffer>(mostSmallBytes, (bytes) => bytes.length + 200);
  readonly #chunks = makeChunks(mostLargeBytes);
  readonly #large: Lru<Descriptor>;

  /** `failed`: told of what went wrong where nobody waits for it. */
  constructor(folder: string, failed: (error: unknown) => void) {
    this.#folder = folder;
    this.#failed = failed;
    this.#large = new Lru(mostDescriptors, undefined, (descriptor) => void descriptor.drop().catch(this.#failed));
  }

  async put(bytes: AsyncIterable<Uint8Array>, most: number): Promise<StoredBlob> {
    const name = randomBytes(16).toString('hex');
    const path = this.#path(name);
    const half = join(this.#folder, `${name}.new`);
    await mkdir(join(this.#folder, name.slice(0, 2)), { recursive: true, mode: 0o700 });
    const file = await open(half, 'wx', 0o600);
    try {
      const size = await write(file, bytes, most);
      await file.close();
      await rename(half, path);
      await syncFolder(join(this.#folder, name.slice(0, 2)));
      return { name, size };
    } catch (error) {
      await file.close();
      await rm(half, { force: true });
      throw error;
    }
  }

  async open(name: string): Promise<OpenBlob | undefined> {
    if (!nameForm.test(name)) return undefined;
    const small = this.#small.get(name);
    if (small !== undefined) return fromMemory(small);
    const known = this.#large.get(name);
    if (known !== undefined) return known;
    return this.#fromDisk(name);
  }

  async remove(name: string): Promise<void> {
    this.#small.delete(name);
    this.#large.delete(name);
    if (nameForm.test(name)) await rm(this.#path(name), { force: true });
  }

  close(): Promise<void> {
    this.#small.clear();
    this.#large.clear();
    return Promise.resolve();
  }

  async #fromDisk(name: string): Promise<OpenBlob | undefined> {
    let file: FileHandle;
    try {
      file = await open(this.#path(name), 'r');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    const { size } = await file.stat();
    if (size > smallBytes) {
      const descriptor = new Descriptor(this.#path(name), file, size, this.#chunks);
      this.#large.set(name, descriptor);
      return descriptor;
    }
    try {
      const bytes = await file.readFile();
      this.#small.set(name, bytes);
      return fromMemory(bytes);
    } finally {
      await file.close();
    }
  }

  #path(name: string): string {
    return join(this.#folder, name.slice(0, 2), name);
  }
}

function fromMemory(bytes: Buffer): OpenBlob {
  return {
    size: bytes.length,
    whole: bytes,
    async *read(start, end) {
      yield bytes.subarray(start, end);
    },
  };
}
