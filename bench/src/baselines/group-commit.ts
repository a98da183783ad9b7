/**
 * The limit for durable appends: one file, what waits while a commit runs is the next commit. No order, no rights, no index.
 * @module
 */
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export class GroupCommitFile {
  readonly #folder: string;
  readonly #file: FileHandle;
  #waiting: { bytes: Uint8Array; done: () => void }[] = [];
  #isRunning = false;

  static async create(): Promise<GroupCommitFile> {
    const folder = await mkdtemp(path.join(tmpdir(), 'obhut-bench-'));
    return new GroupCommitFile(folder, await open(path.join(folder, 'log'), 'a'));
  }

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Resolves when the bytes are on the disk. */
  append(bytes: Uint8Array): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ bytes, done });
      if (!this.#isRunning) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#file.writev(batch.map(({ bytes }) => bytes));
      await this.#file.datasync();
      for (const { done } of batch) done();
    }
    this.#isRunning = false;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true });
  }
}
