/**
 * Accounts of the server in memory: OPAQUE (RFC 9807), wraps, and the vault by compare-and-swap.
 * @module
 */
import { hmac } from '@obhut/crypto/kdf.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { toBase64Url, toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { RequestOf, ResponseOf, Wrap } from '@obhut/protocol/routes.ts';
import { ready, server } from '@serenity-kit/opaque';

interface Account {
  id: Bytes;
  /** HMAC of the name. */
  name: Bytes;
  record: string;
  wraps: Map<string, Wrap>;
  vault: { version: number; bytes: Bytes };
}

/** The library throws for messages that are none. */
function orCode<Result>(code: 'malformed' | 'unauthenticated', work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new ApiError(code);
  }
}

export class MemoryAccounts {
  readonly #pepper = randomBytes(32);
  readonly #setup: Promise<string> = ready.then(() => server.createSetup());
  /** By the HMAC of the name, in hex. */
  readonly #accounts = new Map<string, Account>();
  readonly #registrations = new Map<string, string>();
  readonly #logins = new Map<string, { name: string; account: Account | undefined; state: string }>();
  readonly #tokens = new Map<string, Account>();

  #hidden(name: string): Bytes {
    return hmac(this.#pepper, utf8(name));
  }

  #opened(account: Account): { account: Bytes; token: string } {
    const token = toBase64Url(randomBytes(32));
    this.#tokens.set(token, account);
    return { account: account.id, token };
  }

  #account(token: string | null): Account {
    const account = token === null ? undefined : this.#tokens.get(token);
    if (account === undefined) throw new ApiError('unauthenticated');
    return account;
  }

  async registerStart({ name, message }: RequestOf<'account/register-start'>) {
    const serverSetup = await this.#setup;
    const userIdentifier = toHex(this.#hidden(name));
    const { registrationResponse } = orCode('malformed', () =>
      server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest: message }),
    );
    const account = randomBytes(16);
    this.#registrations.set(toHex(account), name);
    return { account, message: registrationResponse };
  }

  registerFinish({ name, account: id, record }: RequestOf<'account/register-finish'>) {
    const started = this.#registrations.get(toHex(id));
    this.#registrations.delete(toHex(id));
    if (started !== name) throw new ApiError('malformed', 'registration');
    const hidden = this.#hidden(name);
    if (this.#accounts.has(toHex(hidden))) throw new ApiError('conflict', 'name');
    const vault = { version: 0, bytes: new Uint8Array(0) };
    const account: Account = { id, name: hidden, record, wraps: new Map(), vault };
    this.#accounts.set(toHex(hidden), account);
    return this.#opened(account);
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

  loginFinish({ login, message }: RequestOf<'account/login-finish'>) {
    const started = this.#logins.get(toHex(login));
    this.#logins.delete(toHex(login));
    if (started?.account === undefined) throw new ApiError('unauthenticated');
    const { name, state, account } = started;
    const identifiers = loginIdentifiers(name);
    orCode('unauthenticated', () =>
      server.finishLogin({ serverLoginState: state, finishLoginRequest: message, identifiers }),
    );
    return this.#opened(account);
  }

  wraps(token: string | null): ResponseOf<'wraps/read'> {
    return { wraps: [...this.#account(token).wraps.values()] };
  }

  writeWrap({ wrap }: RequestOf<'wraps/write'>, token: string | null): ResponseOf<'wraps/write'> {
    this.#account(token).wraps.set(toHex(wrap.id), wrap);
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
    for (const { id, name, record, wraps, vault } of this.#accounts.values()) {
      yield* [id, name, utf8(record), vault.bytes];
      for (const wrap of wraps.values()) yield* [wrap.bytes, wrap.salt];
    }
  }
}
