/**
 * Blobs in a folder. Small ones are kept in memory whole, large ones in chunks, read
 * through descriptors that stay open.
 * @module
 */
import type { Dirent } from 'node:fs';
import { open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Lru } from '../lru.ts';
import { Descriptor, makeChunks } from './descriptor.ts';
import { onDisk } from './disk.ts';
import { finishedPath, FolderUploads, isMissing, lengthOf, unfinishedPath } from './folder-uploads.ts';
import { nameForm, type BlobStore, type OpenBlob } from './store.ts';

const smallBytes = 131_072;
const mostSmallBytes = 67_108_864;
const mostLargeBytes = 67_108_864;
const mostDescriptors = 256;

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export class FolderStore implements BlobStore {
  readonly uploads: FolderUploads;
  readonly #folder: string;
  readonly #failed: (error: unknown) => void;
  readonly #small = new Lru<Buffer>(mostSmallBytes, (bytes) => bytes.length + 200);
  readonly #chunks = makeChunks(mostLargeBytes);
  readonly #large: Lru<Descriptor>;

  /** `failed`: told of what went wrong where nobody waits for it. */
  constructor(folder: string, failed: (error: unknown) => void) {
    this.#folder = folder;
    this.uploads = new FolderUploads(folder);
    this.#failed = failed;
    this.#large = new Lru(mostDescriptors, undefined, (descriptor) => void descriptor.drop().catch(this.#failed));
  }

  async open(name: string): Promise<OpenBlob | undefined> {
    if (!nameForm.test(name)) return undefined;
    const small = this.#small.get(name);
    if (small !== undefined) return fromMemory(small);
    const known = this.#large.get(name);
    if (known !== undefined) return known;
    return onDisk(() => this.#fromDisk(name));
  }

  async remove(name: string): Promise<void> {
    this.#small.delete(name);
    this.#large.delete(name);
    if (!nameForm.test(name)) return;
    await rm(this.#path(name), { force: true });
    await rm(unfinishedPath(this.#folder, name), { force: true });
  }

  async has(name: string): Promise<boolean> {
    return (await lengthOf(this.#path(name))) !== undefined;
  }

  async *names(): AsyncGenerator<string[]> {
    const entries = await entriesOf(this.#folder);
    yield entries.flatMap(({ name }) => (name.endsWith('.new') ? [name.slice(0, -4)] : []));
    for (const entry of entries) {
      if (!entry.isDirectory()) continue;
      const files = await entriesOf(join(this.#folder, entry.name));
      yield files.flatMap(({ name }) => (nameForm.test(name) ? [name] : []));
    }
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
    return finishedPath(this.#folder, name);
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
