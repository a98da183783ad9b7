/**
 * What an account keeps on the server: its sealed secret, and its sealed vault.
 * @module
 */
import type { ListedWrap, Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { readVault, writeVault, type Vault } from '../db/vaults.ts';
import { meaningOf, transaction, type Db } from '../db/query.ts';
import { kindOfWrap, putWrap, readWraps, removeWrap, replaceWraps, type Lookup } from '../db/wraps.ts';

const mostWraps = 32;

async function orMeaning<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw meaningOf(error);
  }
}

export class Vaults {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  wraps(account: Bytes): Promise<ListedWrap[]> {
    return readWraps(this.#pool, account);
  }

  /** A password's. */
  async writeWrap(account: Bytes, wrap: Wrap): Promise<void> {
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    await this.#put(account, wrap, null);
  }

  /** One more. */
  async writePasskey(account: Bytes, wrap: Wrap, lookup: Bytes): Promise<void> {
    if (wrap.kind !== 'passkey') throw new ApiError('refused', 'kind');
    await this.#put(account, wrap, lookup);
  }

  async #put(account: Bytes, wrap: Wrap, lookup: Lookup): Promise<void> {
    const put = () => putWrap(this.#pool, account, wrap, lookup, today(this.#clock), mostWraps);
    if (!(await orMeaning(put))) throw new ApiError('refused', 'wraps');
  }

  /** In place of the earlier recovery code. */
  async writeRecovery(account: Bytes, wrap: Wrap, lookup: Bytes): Promise<void> {
    if (wrap.kind !== 'recovery') throw new ApiError('refused', 'kind');
    const work = (db: Db) => replaceWraps(db, account, wrap, lookup, today(this.#clock));
    await orMeaning(() => transaction(this.#pool, work));
  }

  async removeWrap(account: Bytes, id: Bytes): Promise<void> {
    if ((await kindOfWrap(this.#pool, account, id)) === 'password') throw new ApiError('refused', 'kind');
    await removeWrap(this.#pool, account, id);
  }

  read(account: Bytes): Promise<Vault> {
    return readVault(this.#pool, account);
  }

  /** Compare-and-swap: `conflict` unless the version is the stored one + 1. */
  async write(account: Bytes, vault: Vault): Promise<void> {
    if (!(await writeVault(this.#pool, account, vault))) throw new ApiError('conflict', 'version');
  }
}
