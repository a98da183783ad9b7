/**
 * The port to what a device keeps: tables of byte strings under text keys. Nothing in it is plaintext: ciphertext as received, wrapped
 * keys, sealed outbox.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

export const tables = ['item', 'box', 'entry', 'key', 'outbox', 'meta', 'blob'] as const;
export type Table = (typeof tables)[number];

export type Change = { table: Table; key: string; put: Bytes } | { table: Table; key: string; delete: true };

/** The device has no room left: nothing of the batch was written. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

export interface Store {
  get(table: Table, key: string): Promise<Bytes | null>;
  /** All rows whose key begins with `prefix`, in the order of their keys (UTF-16 code units); `from`: those with that key and after. */
  list(table: Table, prefix: string, from?: string): Promise<{ key: string; bytes: Bytes }[]>;
  /** All or nothing, durable when it resolves. Rejects with {@link StorageFullError}. */
  write(changes: readonly Change[]): Promise<void>;
  /** Deletes everything of every table. */
  clear(): Promise<void>;
  close(): void;
}
