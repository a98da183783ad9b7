/**
 * What an account keeps on the server: its sealed secret, and its sealed vault.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Wrap } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { readVault, writeVault, type Vault } from '../db/vaults.ts';
import { putWrap, readWraps } from '../db/wraps.ts';

const mostWraps = 32;

export class Vaults {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  wraps(account: Bytes): Promise<Wrap[]> {
    return readWraps(this.#pool, account);
  }

  async writeWrap(account: Bytes, wrap: Wrap): Promise<void> {
    if (!(await putWrap(this.#pool, account, wrap, mostWraps))) throw new ApiError('refused', 'wraps');
  }

  read(account: Bytes): Promise<Vault> {
    return readVault(this.#pool, account);
  }

  /** Compare-and-swap: `conflict` unless the version is the stored one + 1. */
  async write(account: Bytes, vault: Vault): Promise<void> {
    if (!(await writeVault(this.#pool, account, vault))) throw new ApiError('conflict', 'version');
  }
}
