/**
 * Where blobs' bytes lie: files of random names that the store itself gives. A folder today; anything that meets the contract will do.
 * @module
 */
export interface StoredBlob {
  name: string;
  size: number;
}

export interface OpenBlob {
  readonly size: number;
  /** All of it, where it lies in memory in one piece. */
  readonly whole?: Uint8Array;
  /** Bytes from `start` up to and without `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

export interface BlobStore {
  /** Durable when it resolves. Rejects with `ApiError('too-large')` beyond `most` bytes, and keeps nothing then. */
  put(bytes: AsyncIterable<Uint8Array>, most: number): Promise<StoredBlob>;
  /** Undefined if there is none. */
  open(name: string): Promise<OpenBlob | undefined>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}
