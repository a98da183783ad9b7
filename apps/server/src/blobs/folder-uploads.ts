/**
 * Uploads in a folder: written beside, hashed on the way, synced and renamed when they are whole. What broke off lies there to be gone on with.
 *
 * [Note: A sync that fails] Linux reports once that something could not be written, and takes it for clean from then on: a second `fsync` of the
 * same file succeeds although the bytes are nowhere. So what could not be synced is removed, and its sender begins anew.
 * @module
 */
import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { Lru } from '../lru.ts';
import { syncFolder } from '../private-files.ts';
import { onDisk } from './disk.ts';
import { nameForm, type Uploads } from './store.ts';

const mostHashes = 1000;
const chunkBytes = 262_144;

/** How far a file was hashed. */
interface Hashed {
  hash: Hash;
  length: number;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Undefined if there is none. */
export async function lengthOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function finishedPath(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), name);
}

export function unfinishedPath(folder: string, name: string): string {
  return join(folder, `${name}.new`);
}

/** An empty upload has no file so far: it is made. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** See [Note: A sync that fails]. `path`: of what goes if it does. */
async function orRemove(path: string, sync: () => Promise<void>): Promise<void> {
  try {
    await sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

export class FolderUploads implements Uploads {
  readonly #folder: string;
  /** Of uploads that go on in pieces; one that is not here is hashed again from its file. */
  readonly #hashed = new Lru<Hashed>(mostHashes);

  constructor(folder: string) {
    this.#folder = folder;
  }

  length(name: string): Promise<number> {
    return onDisk(() => this.#length(name));
  }

  append(name: string, at: number, bytes: AsyncIterable<Uint8Array>, most: number): Promise<number> {
    return onDisk(() => this.#append(name, at, bytes, most));
  }

  finish(name: string, hash: Bytes): Promise<boolean> {
    return onDisk(() => this.#finish(name, hash));
  }

  async #length(name: string): Promise<number> {
    const finished = await lengthOf(finishedPath(this.#folder, name));
    return finished ?? (await lengthOf(unfinishedPath(this.#folder, name))) ?? 0;
  }

  async #append(name: string, at: number, bytes: AsyncIterable<Uint8Array>, most: number): Promise<number> {
    if (!nameForm.test(name)) throw new RangeError('not a name of ours');
    if ((await this.#length(name)) !== at) throw new ApiError('conflict', 'offset');
    const { hash } = await this.#hashedTo(name, at);
    this.#hashed.delete(name);
    const made = await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(dirname(this.#folder));
    const file = await open(unfinishedPath(this.#folder, name), 'a', 0o600);
    let length = at;
    try {
      for await (const chunk of bytes) {
        if (length + chunk.length > most) {
          await file.truncate(at);
          throw new ApiError('too-large');
        }
        await file.writeFile(chunk);
        hash.update(chunk);
        length += chunk.length;
      }
    } finally {
      await file.close();
    }
    this.#hashed.set(name, { hash, length });
    return length;
  }

  async #finish(name: string, hash: Bytes): Promise<boolean> {
    const [half, path] = [unfinishedPath(this.#folder, name), finishedPath(this.#folder, name)];
    // Otherwise it was cut off between here and the row.
    if ((await lengthOf(path)) === undefined) {
      const length = (await lengthOf(half)) ?? 0;
      const hashed = await this.#hashedTo(name, length);
      this.#hashed.delete(name);
      if (!equalBytes(Uint8Array.from(hashed.hash.digest()), hash)) {
        await rm(half, { force: true });
        return false;
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await orRemove(half, () => syncFile(half));
      await rename(half, path);
    }
    await orRemove(path, async () => {
      await syncFolder(dirname(path));
      await syncFolder(this.#folder);
    });
    return true;
  }

  /** Hashing goes on where it stopped; after a restart, or where a piece broke off, from the file's beginning. */
  async #hashedTo(name: string, length: number): Promise<Hashed> {
    const known = this.#hashed.get(name);
    if (known?.length === length) return known;
    const hash = createHash('sha256');
    if (length === 0) return { hash, length };
    const file = await open(unfinishedPath(this.#folder, name), 'r');
    try {
      const chunk = Buffer.allocUnsafeSlow(chunkBytes);
      for (let at = 0; at < length;) {
        const { bytesRead } = await file.read(chunk, 0, Math.min(chunkBytes, length - at), at);
        if (bytesRead === 0) throw new Error('an upload is shorter than it was');
        hash.update(chunk.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
    return { hash, length };
  }
}
