/**
 * Table `vaults`: one sealed vault per account, written by compare-and-swap on its version.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db } from './query.ts';

export interface Vault {
  version: number;
  bytes: Bytes;
}

/** Version 0 and no bytes: nothing was written so far. */
export async function readVault(db: Db, account: Bytes): Promise<Vault> {
  const text = 'SELECT version, bytes FROM vaults WHERE account_id = $1';
  const [row] = await rows<{ version: number; bytes: Bytes }>(db, text, [account]);
  return row ?? { version: 0, bytes: new Uint8Array(0) };
}

/** False unless `version` is the stored one + 1. */
export async function writeVault(db: Db, account: Bytes, { version, bytes }: Vault): Promise<boolean> {
  const first = 'INSERT INTO vaults (account_id, version, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
  const next = 'UPDATE vaults SET version = $2, bytes = $3 WHERE account_id = $1 AND version = $2::bigint - 1';
  return (await run(db, version === 1 ? first : next, [account, version, bytes])) === 1;
}
