/**
 * Where blobs' bytes lie: files of random names. A folder today; anything that meets the contract will do.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

export interface OpenBlob {
  readonly size: number;
  /** All of it, where it lies in memory in one piece. */
  readonly whole?: Uint8Array;
  /** Bytes from `start` up to and without `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Blobs that are not all there. */
export interface Uploads {
  /** How many bytes are there, of a finished one too. */
  length(name: string): Promise<number>;
  /**
   * Adds what comes, from byte `at` on; how many are there then. Where the source breaks off, what came before stays. Rejects with
   * `ApiError('conflict')` unless exactly `at` are there, with `too-large` beyond `most`, and adds nothing then.
   */
  append(name: string, at: number, bytes: AsyncIterable<Uint8Array>, most: number): Promise<number>;
  /** Durable and open to readers when it resolves. False: its SHA-256 is another, and nothing is left. */
  finish(name: string, hash: Bytes): Promise<boolean>;
}

export interface BlobStore {
  readonly uploads: Uploads;
  /** Undefined if there is none that is finished. */
  open(name: string): Promise<OpenBlob | undefined>;
  has(name: string): Promise<boolean>;
  /** Finished or not. */
  remove(name: string): Promise<void>;
  /** The names of all files, finished or not, so many at a time. */
  names(): AsyncIterable<string[]>;
  close(): Promise<void>;
}

/** 32 hex digits. */
export const nameForm = /^[0-9a-f]{32}$/u;
