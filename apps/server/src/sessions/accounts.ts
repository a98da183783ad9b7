/**
 * Accounts by OPAQUE (RFC 9807): the server never sees a password, and answers unknown names as it answers known ones.
 * @module
 */
import { createHmac, randomBytes } from 'node:crypto';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import { ready, server } from '@serenity-kit/opaque';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { findAccount, insertAccount } from '../db/accounts.ts';
import { assertUsable, orMalformed, proves } from './opaque.ts';
import { Pending } from './pending.ts';
import type { Tokens } from './tokens.ts';

const mostLogins = 20_000;

export interface AccountKeys {
  readonly pepper: Uint8Array;
  readonly opaqueSetup: string;
}

interface Login {
  name: string;
  /** Null: nobody has this name. */
  account: Bytes | null;
  state: string;
}

interface Registration {
  name: string;
  account: Bytes;
}

function freshId(): Bytes {
  return Uint8Array.from(randomBytes(16));
}

export class Accounts {
  readonly #pool: Pool;
  readonly #keys: AccountKeys;
  readonly #tokens: Tokens<Bytes>;
  readonly #logins: Pending<Login>;
  readonly #registrations: Pending<Registration>;

  constructor(pool: Pool, clock: Clock, keys: AccountKeys, tokens: Tokens<Bytes>) {
    this.#pool = pool;
    this.#keys = keys;
    this.#tokens = tokens;
    this.#logins = new Pending(clock, mostLogins);
    this.#registrations = new Pending(clock, mostLogins);
  }

  /** 32 bytes; what is stored of a name. */
  loginHmac(name: string): Bytes {
    return Uint8Array.from(createHmac('sha256', this.#keys.pepper).update(name, 'utf8').digest());
  }

  async startRegistration(name: string, message: string): Promise<{ account: Bytes; message: string }> {
    const account = freshId();
    const answer = await this.registrationResponse(name, message);
    this.#registrations.put(toHex(account), { name, account });
    return { account, message: answer };
  }

  /** OPAQUE's answer to whoever wants a password under this name. */
  async registrationResponse(name: string, message: string): Promise<string> {
    await ready;
    const { registrationResponse } = orMalformed(() =>
      server.createRegistrationResponse({
        serverSetup: this.#keys.opaqueSetup,
        userIdentifier: this.#identifier(name),
        registrationRequest: message,
      }),
    );
    return registrationResponse;
  }

  async finishRegistration({
    name,
    account,
    record,
    device,
  }: RequestOf<'account/register-finish'>): Promise<{ account: Bytes; token: string }> {
    const started = this.#registrations.take(toHex(account));
    if (started === undefined || started.name !== name) throw new ApiError('malformed', 'registration');
    await this.assertRecord(name, record);
    if (!(await insertAccount(this.#pool, account, this.loginHmac(name), record)))
      throw new ApiError('conflict', 'name');
    return { account, token: await this.#tokens.issue(account, device) };
  }

  async startLogin(name: string, message: string): Promise<{ login: Bytes; message: string }> {
    await ready;
    const found = await findAccount(this.#pool, this.loginHmac(name));
    const { serverLoginState, loginResponse } = orMalformed(() =>
      server.startLogin({
        serverSetup: this.#keys.opaqueSetup,
        registrationRecord: found?.record ?? null,
        startLoginRequest: message,
        userIdentifier: this.#identifier(name),
        identifiers: loginIdentifiers(name),
      }),
    );
    const login = freshId();
    this.#logins.put(toHex(login), { name, account: found?.account ?? null, state: serverLoginState });
    return { login, message: loginResponse };
  }

  async finishLogin({
    login,
    message,
    device,
  }: RequestOf<'account/login-finish'>): Promise<{ account: Bytes; token: string }> {
    const account = this.provenBy(login, message);
    return { account, token: await this.#tokens.issue(account, device) };
  }

  /** Whose password it is that the login's last message proves. Throws `unauthenticated`. */
  provenBy(login: Bytes, message: string): Bytes {
    const started = this.#logins.take(toHex(login));
    const isProven = started !== undefined && proves(started.state, message, loginIdentifiers(started.name));
    if (!isProven || started.account === null) throw new ApiError('unauthenticated');
    return started.account;
  }

  /** Derived from the name, so that known and unknown names are answered by the same key of ours every time. */
  #identifier(name: string): string {
    return toHex(this.loginHmac(name));
  }

  /** Throws `malformed` for a record that no login could ever use. */
  async assertRecord(name: string, record: string): Promise<void> {
    await assertUsable(this.#keys.opaqueSetup, this.#identifier(name), loginIdentifiers(name), record);
  }
}
