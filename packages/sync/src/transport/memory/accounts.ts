/**
 * Accounts of the server in memory: OPAQUE (RFC 9807), wraps, and the vault by compare-and-swap.
 * @module
 */
import { hmac } from '@obhut/crypto/kdf.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { verifyCtx } from '@obhut/crypto/signatures.ts';
import { accountSessionContext, mostEndedDevices, type ListedWrap, type Wrap } from '@obhut/protocol/account-routes.ts';
import { equalBytes, toBase64Url, toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import { ready, server } from '@serenity-kit/opaque';
import { orCode } from './opaque.ts';
import { deviceEnded } from './sessions.ts';

interface Account {
  id: Bytes;
  /** HMAC of the name. */
  name: Bytes;
  record: string;
  key: Bytes | null;
  wraps: Map<string, ListedWrap>;
  /** What passkeys and the recovery code are found by, by the wrap's id in hex. */
  lookups: Map<string, Bytes>;
  vault: { version: number; bytes: Bytes };
  /** Tags of devices that were ended, in hex. */
  ended: Set<string>;
}

export class MemoryAccounts {
  readonly #origin: string;
  readonly #today: () => number;
  readonly #pepper = randomBytes(32);
  readonly #setup: Promise<string> = ready.then(() => server.createSetup());
  /** By the HMAC of the name, in hex. */
  readonly #accounts = new Map<string, Account>();
  readonly #registrations = new Map<string, string>();
  readonly #logins = new Map<string, { name: string; account: Account | undefined; state: string }>();
  readonly #tokens = new Map<string, { account: Account; device: string | null }>();
  readonly #challenges = new Map<string, Bytes>();

  constructor(origin: string, today: () => number) {
    this.#origin = origin;
    this.#today = today;
  }

  #hidden(name: string): Bytes {
    return hmac(this.#pepper, utf8(name));
  }

  #opened(account: Account, tag: Bytes | undefined): { account: Bytes; token: string } {
    const device = tag === undefined ? null : toHex(tag);
    if (device !== null && account.ended.has(device)) throw new ApiError('refused', deviceEnded);
    const token = toBase64Url(randomBytes(32));
    this.#tokens.set(token, { account, device });
    return { account: account.id, token };
  }

  #account(token: string | null): Account {
    const account = token === null ? undefined : this.#tokens.get(token)?.account;
    if (account === undefined) throw new ApiError('unauthenticated');
    return account;
  }

  async #registrationResponse(name: string, message: string): Promise<string> {
    const serverSetup = await this.#setup;
    const userIdentifier = toHex(this.#hidden(name));
    const { registrationResponse } = orCode('malformed', () =>
      server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest: message }),
    );
    return registrationResponse;
  }

  async registerStart({ name, message }: RequestOf<'account/register-start'>) {
    const account = randomBytes(16);
    const answer = await this.#registrationResponse(name, message);
    this.#registrations.set(toHex(account), name);
    return { account, message: answer };
  }

  registerFinish({ name, account: id, record, device }: RequestOf<'account/register-finish'>) {
    const started = this.#registrations.get(toHex(id));
    this.#registrations.delete(toHex(id));
    if (started !== name) throw new ApiError('malformed', 'registration');
    const hidden = this.#hidden(name);
    if (this.#accounts.has(toHex(hidden))) throw new ApiError('conflict', 'name');
    const vault = { version: 0, bytes: new Uint8Array(0) };
    const [wraps, lookups] = [new Map<string, ListedWrap>(), new Map<string, Bytes>()];
    const account: Account = { id, name: hidden, record, key: null, wraps, lookups, vault, ended: new Set() };
    this.#accounts.set(toHex(hidden), account);
    return this.#opened(account, device);
  }

  async loginStart({ name, message }: RequestOf<'account/login-start'>) {
    const serverSetup = await this.#setup;
    const userIdentifier = toHex(this.#hidden(name));
    const account = this.#accounts.get(userIdentifier);
    const { serverLoginState, loginResponse } = orCode('malformed', () =>
      server.startLogin({
        serverSetup,
        userIdentifier,
        registrationRecord: account?.record ?? null,
        startLoginRequest: message,
        identifiers: loginIdentifiers(name),
      }),
    );
    const login = randomBytes(16);
    this.#logins.set(toHex(login), { name, account, state: serverLoginState });
    return { login, message: loginResponse };
  }

  loginFinish({ login, message, device }: RequestOf<'account/login-finish'>) {
    return this.#opened(this.#provenBy(login, message), device);
  }

  #provenBy(login: Bytes, message: string): Account {
    const started = this.#logins.get(toHex(login));
    this.#logins.delete(toHex(login));
    if (started?.account === undefined) throw new ApiError('unauthenticated');
    const { name, state, account } = started;
    const identifiers = loginIdentifiers(name);
    orCode('unauthenticated', () =>
      server.finishLogin({ serverLoginState: state, finishLoginRequest: message, identifiers }),
    );
    return account;
  }

  challenge({ account }: RequestOf<'account/challenge'>): ResponseOf<'account/challenge'> {
    const nonce = randomBytes(32);
    this.#challenges.set(toHex(nonce), account);
    return { nonce };
  }

  session({ account: id, nonce, signature, device }: RequestOf<'account/session'>): ResponseOf<'account/session'> {
    const challenged = this.#challenges.get(toHex(nonce));
    this.#challenges.delete(toHex(nonce));
    const account = [...this.#accounts.values()].find((one) => equalBytes(one.id, id));
    const isAsked = challenged !== undefined && equalBytes(challenged, id);
    const context = accountSessionContext(id, nonce, this.#origin);
    if (!isAsked || account?.key == null || !verifyCtx(account.key, signature, ...context)) {
      throw new ApiError('unauthenticated');
    }
    return { token: this.#opened(account, device).token };
  }

  logout(token: string | null): ResponseOf<'account/logout'> {
    this.#account(token);
    this.#tokens.delete(token ?? '');
    return {};
  }

  endDevice({ device }: RequestOf<'account/end-device'>, token: string | null): ResponseOf<'account/end-device'> {
    const account = this.#account(token);
    const tag = toHex(device);
    if (!account.ended.has(tag) && account.ended.size >= mostEndedDevices) throw new ApiError('refused', 'devices');
    account.ended.add(tag);
    for (const [other, owner] of this.#tokens) {
      if (owner.account === account && owner.device === tag) this.#tokens.delete(other);
    }
    return {};
  }

  setKey({ key }: RequestOf<'account/key'>, token: string | null): ResponseOf<'account/key'> {
    const account = this.#account(token);
    if (account.key !== null && !equalBytes(account.key, key)) throw new ApiError('conflict', 'key');
    account.key = key;
    return {};
  }

  renew(
    { login, message, wrap, vault, key }: RequestOf<'account/renew'>,
    token: string | null,
  ): ResponseOf<'account/renew'> {
    const account = this.#account(token);
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    if (this.#provenBy(login, message) !== account) throw new ApiError('unauthenticated');
    this.writeVault(vault, token);
    account.wraps.clear();
    account.lookups.clear();
    this.#replace(account, wrap);
    account.key = key;
    this.#endSessions(account, token);
    return {};
  }

  delete(token: string | null): ResponseOf<'account/delete'> {
    const account = this.#account(token);
    this.#accounts.delete(toHex(account.name));
    this.#endSessions(account, null);
    return {};
  }

  #endSessions(account: Account, but: string | null): void {
    for (const [token, owner] of this.#tokens) {
      if (owner.account === account && token !== but) this.#tokens.delete(token);
    }
  }

  async passwordStart({ name, message }: RequestOf<'password/start'>, token: string | null) {
    this.#account(token);
    return { message: await this.#registrationResponse(name, message) };
  }

  passwordFinish({ name, record, wrap }: RequestOf<'password/finish'>, token: string | null) {
    const account = this.#account(token);
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    if (!equalBytes(account.name, this.#hidden(name))) throw new ApiError('unauthenticated');
    account.record = record;
    this.#replace(account, wrap);
    this.#endSessions(account, token);
    return {};
  }

  #replace(account: Account, wrap: Omit<ListedWrap, 'since'>): void {
    for (const [key, { kind }] of account.wraps) if (kind === wrap.kind) account.wraps.delete(key);
    account.wraps.set(toHex(wrap.id), { ...wrap, since: this.#today() });
  }

  recoveryWrite({ wrap, lookup }: RequestOf<'recovery/write'>, token: string | null): ResponseOf<'recovery/write'> {
    const account = this.#account(token);
    if (wrap.kind !== 'recovery') throw new ApiError('refused', 'kind');
    this.#replace(account, wrap);
    account.lookups.set(toHex(wrap.id), lookup);
    return {};
  }

  recoveryOpen({ name, proof }: RequestOf<'recovery/open'>): ResponseOf<'recovery/open'> {
    const account = this.#accounts.get(toHex(this.#hidden(name)));
    return this.#found(account === undefined ? [] : [account], 'recovery', recoveryLookup(proof));
  }

  passkeyWrite({ wrap, lookup }: RequestOf<'passkey/write'>, token: string | null): ResponseOf<'passkey/write'> {
    const account = this.#account(token);
    if (wrap.kind !== 'passkey') throw new ApiError('refused', 'kind');
    account.wraps.set(toHex(wrap.id), { ...wrap, since: this.#today() });
    account.lookups.set(toHex(wrap.id), lookup);
    return {};
  }

  passkeyOpen({ proof }: RequestOf<'passkey/open'>): ResponseOf<'passkey/open'> {
    return this.#found(this.#accounts.values(), 'passkey', passkeyLookup(proof));
  }

  #found(accounts: Iterable<Account>, kind: ListedWrap['kind'], lookup: Bytes): { account: Bytes; wrap: Wrap } {
    for (const { id: account, wraps, lookups } of accounts) {
      for (const { since: _, ...wrap } of wraps.values()) {
        const known = lookups.get(toHex(wrap.id));
        if (wrap.kind === kind && known !== undefined && equalBytes(known, lookup)) return { account, wrap };
      }
    }
    throw new ApiError('unauthenticated');
  }

  wraps(token: string | null): ResponseOf<'wraps/read'> {
    return { wraps: [...this.#account(token).wraps.values()] };
  }

  writeWrap({ wrap }: RequestOf<'wraps/write'>, token: string | null): ResponseOf<'wraps/write'> {
    if (wrap.kind !== 'password') throw new ApiError('refused', 'kind');
    this.#account(token).wraps.set(toHex(wrap.id), { ...wrap, since: this.#today() });
    return {};
  }

  removeWrap({ id }: RequestOf<'wraps/remove'>, token: string | null): ResponseOf<'wraps/remove'> {
    const { wraps } = this.#account(token);
    if (wraps.get(toHex(id))?.kind === 'password') throw new ApiError('refused', 'kind');
    wraps.delete(toHex(id));
    return {};
  }

  vault(token: string | null): ResponseOf<'vault/read'> {
    return this.#account(token).vault;
  }

  writeVault(vault: RequestOf<'vault/write'>, token: string | null): ResponseOf<'vault/write'> {
    const account = this.#account(token);
    if (vault.version !== account.vault.version + 1) throw new ApiError('conflict', 'version');
    account.vault = vault;
    return {};
  }

  /** Every account token is over. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  *dump(): Generator<Bytes> {
    for (const { id, name, record, key, wraps, lookups, vault } of this.#accounts.values()) {
      yield* [id, name, utf8(record), vault.bytes, ...(key === null ? [] : [key]), ...lookups.values()];
      for (const wrap of wraps.values()) yield* [wrap.bytes, wrap.salt];
    }
  }
}
