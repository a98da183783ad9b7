/**
 * A large blob: its file stays open, and what of it is in demand stays in memory, in chunks, so that whoever reads slowly holds one of them.
 * @module
 */
import { open, type FileHandle } from 'node:fs/promises';
import { Lru } from '../lru.ts';

/** Each costs a turn of the event loop and of the stream: in quarters a download took a quarter more of CPU time. */
const chunkBytes = 1_048_576;

type Chunks = Lru<Buffer>;

/** `most`: bytes of all blobs together. */
export function makeChunks(most: number): Chunks {
  return new Lru(most, (bytes) => bytes.length);
}

/** A descriptor is closed when it was pushed out and nobody reads from it. */
export class Descriptor {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #chunks: Chunks;
  readonly size: number;
  #readers = 0;
  #isDropped = false;

  constructor(path: string, file: FileHandle, size: number, chunks: Chunks) {
    this.#path = path;
    this.#file = file;
    this.size = size;
    this.#chunks = chunks;
  }

  async *read(start: number, end: number): AsyncGenerator<Uint8Array> {
    // Pushed out between being found and being read: then one's own, for this once.
    if (this.#isDropped && this.#readers === 0) {
      const file = await open(this.#path, 'r');
      try {
        yield* this.#readFrom(file, start, end);
      } finally {
        await file.close();
      }
      return;
    }
    this.#readers += 1;
    try {
      yield* this.#readFrom(this.#file, start, end);
    } finally {
      this.#readers -= 1;
      await this.#closeIfUnused();
    }
  }

  async drop(): Promise<void> {
    this.#isDropped = true;
    for (let at = 0; at < this.size; at += chunkBytes) this.#chunks.delete(this.#key(at));
    await this.#closeIfUnused();
  }

  async *#readFrom(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end;) {
      const base = at - (at % chunkBytes);
      const chunk = this.#chunks.get(this.#key(base)) ?? (await this.#fetch(file, base));
      const part = chunk.subarray(at - base, end - base);
      at += part.length;
      yield part;
    }
  }

  async #fetch(file: FileHandle, base: number): Promise<Buffer> {
    const chunk = Buffer.allocUnsafeSlow(Math.min(chunkBytes, this.size - base));
    for (let have = 0; have < chunk.length;) {
      const { bytesRead } = await file.read(chunk, have, chunk.length - have, base + have);
      if (bytesRead === 0) throw new Error('a blob is shorter than it was');
      have += bytesRead;
    }
    if (!this.#isDropped) this.#chunks.set(this.#key(base), chunk);
    return chunk;
  }

  #key(base: number): string {
    return `${this.#path} ${base}`;
  }

  async #closeIfUnused(): Promise<void> {
    if (this.#isDropped && this.#readers === 0) await this.#file.close();
  }
}
