/**
 * The other ways into an account and out of it: sessions by the key that follows from its secret, the recovery code, passkeys, a new
 * password, the end.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { accountSessionContext, type Wrap } from '@obhut/protocol/account-routes.ts';
import { equalBytes, toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { deleteAccount, findSignKey, replaceSignKey, setRecord, setSignKey } from '../db/accounts.ts';
import { meaningOf, transaction, type Db } from '../db/query.ts';
import { endAccountDevice, endAccountSessions } from '../db/sessions.ts';
import { writeVault } from '../db/vaults.ts';
import { findPasskey, findRecovery, replaceAllWraps, replaceWraps } from '../db/wraps.ts';
import type { Accounts } from './accounts.ts';
import { Pending } from './pending.ts';
import { signatureHolds } from './signature.ts';
import type { Tokens } from './tokens.ts';

const mostChallenges = 20_000;

/** Whoever is logged in, with the token by which they are. */
export interface LoggedIn {
  account: Bytes;
  token: string;
}

export class Ways {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #origin: string;
  readonly #accounts: Accounts;
  readonly #tokens: Tokens<Bytes>;
  readonly #challenges: Pending<Bytes>;

  constructor(pool: Pool, clock: Clock, origin: string, accounts: Accounts, tokens: Tokens<Bytes>) {
    this.#pool = pool;
    this.#clock = clock;
    this.#origin = origin;
    this.#accounts = accounts;
    this.#tokens = tokens;
    this.#challenges = new Pending(clock, mostChallenges);
  }

  /** Whoever asks gets one: whether an account exists shows to nobody. */
  challenge(account: Bytes): Bytes {
    const nonce = Uint8Array.from(randomBytes(32));
    this.#challenges.put(toHex(nonce), account);
    return nonce;
  }

  async openSession({ account, nonce, signature, device }: RequestOf<'account/session'>): Promise<string> {
    const challenged = this.#challenges.take(toHex(nonce));
    if (challenged === undefined || !equalBytes(challenged, account)) throw new ApiError('unauthenticated');
    const key = await findSignKey(this.#pool, account);
    const message = ctx(...accountSessionContext(account, nonce, this.#origin));
    if (key === undefined || !signatureHolds(key, message, signature)) throw new ApiError('unauthenticated');
    return this.#tokens.issue(account, device);
  }

  /** Throws `refused` where the account has ended as many as it may. */
  async endDevice(account: Bytes, device: Bytes): Promise<void> {
    if (!(await endAccountDevice(this.#pool, account, device))) throw new ApiError('refused', 'devices');
    this.#tokens.forget((owner) => equalBytes(owner, account), null);
  }

  async setKey(account: Bytes, key: Bytes): Promise<void> {
    if (!(await setSignKey(this.#pool, account, key))) throw new ApiError('conflict', 'key');
  }

  /** Rejects with `unauthenticated` for an unknown name, an unknown code, and a code of another name alike. */
  async openRecovery(name: string, proof: Bytes): Promise<{ account: Bytes; wrap: Wrap }> {
    const found = await findRecovery(this.#pool, this.#accounts.loginHmac(name), recoveryLookup(proof));
    if (found === undefined) throw new ApiError('unauthenticated');
    const { account, ...wrap } = found;
    return { account, wrap };
  }

  /** Rejects with `unauthenticated` for an unknown passkey. */
  async openPasskey(proof: Bytes): Promise<{ account: Bytes; wrap: Wrap }> {
    const found = await findPasskey(this.#pool, passkeyLookup(proof));
    if (found === undefined) throw new ApiError('unauthenticated');
    const { account, ...wrap } = found;
    return { account, wrap };
  }

  async setPassword(who: LoggedIn, { name, record, wrap }: RequestOf<'password/finish'>): Promise<void> {
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    await this.#accounts.assertRecord(name, record);
    await this.#atOnce(async (db) => {
      const isTheirs = await setRecord(db, who.account, this.#accounts.loginHmac(name), record);
      if (!isTheirs) throw new ApiError('unauthenticated');
      await replaceWraps(db, who.account, wrap, null, today(this.#clock));
      await endAccountSessions(db, who.account, hash(utf8(who.token)));
    });
    this.#tokens.forget((owner) => equalBytes(owner, who.account), who.token);
  }

  /** Rejects with `unauthenticated` where the password is not proven, with `conflict` where another device has written the vault. */
  async renew(who: LoggedIn, { login, message, wrap, vault, key }: RequestOf<'account/renew'>): Promise<void> {
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    if (!equalBytes(this.#accounts.provenBy(login, message), who.account)) throw new ApiError('unauthenticated');
    await this.#atOnce(async (db) => {
      if (!(await writeVault(db, who.account, vault))) throw new ApiError('conflict', 'version');
      await replaceAllWraps(db, who.account, wrap, today(this.#clock));
      await replaceSignKey(db, who.account, key);
      await endAccountSessions(db, who.account, hash(utf8(who.token)));
    });
    this.#tokens.forget((owner) => equalBytes(owner, who.account), who.token);
  }

  async delete(account: Bytes): Promise<void> {
    await this.#atOnce(async (db) => {
      await endAccountSessions(db, account, null);
      await deleteAccount(db, account);
    });
    this.#tokens.forget((owner) => equalBytes(owner, account), null);
  }

  async #atOnce(work: (db: Db) => Promise<void>): Promise<void> {
    try {
      await transaction(this.#pool, work);
    } catch (error) {
      throw meaningOf(error);
    }
  }
}
