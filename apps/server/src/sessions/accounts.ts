/**
 * Accounts by OPAQUE (RFC 9807): the server never sees a password, and answers unknown names as it answers known ones.
 * @module
 */
import { createHmac, randomBytes } from 'node:crypto';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { ready, server } from '@serenity-kit/opaque';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { findAccount, insertAccount } from '../db/accounts.ts';
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

/** The library throws for messages that are none. */
function orMalformed<Result>(work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new ApiError('malformed', 'message');
  }
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

  async finishRegistration(name: string, account: Bytes, record: string): Promise<{ account: Bytes; token: string }> {
    const started = this.#registrations.take(toHex(account));
    if (started === undefined || started.name !== name) throw new ApiError('malformed', 'registration');
    await this.assertRecord(name, record);
    if (!(await insertAccount(this.#pool, account, this.loginHmac(name), record)))
      throw new ApiError('conflict', 'name');
    return { account, token: await this.#tokens.issue(account) };
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

  async finishLogin(login: Bytes, message: string): Promise<{ account: Bytes; token: string }> {
    const started = this.#logins.take(toHex(login));
    if (started === undefined || !this.#proves(started, message) || started.account === null) {
      throw new ApiError('unauthenticated');
    }
    return { account: started.account, token: await this.#tokens.issue(started.account) };
  }

  /** Derived from the name, so that known and unknown names are answered by the same key of ours every time. */
  #identifier(name: string): string {
    return toHex(this.loginHmac(name));
  }

  #proves(login: Login, message: string): boolean {
    try {
      const identifiers = loginIdentifiers(login.name);
      server.finishLogin({ serverLoginState: login.state, finishLoginRequest: message, identifiers });
      return true;
    } catch {
      return false;
    }
  }

  /** A record that no login could ever use is refused now. It is tried with a login of no meaning. */
  async assertRecord(name: string, record: string): Promise<void> {
    await ready;
    const { client } = await import('@serenity-kit/opaque');
    const { startLoginRequest } = client.startLogin({ password: 'of no meaning' });
    orMalformed(() =>
      server.startLogin({
        serverSetup: this.#keys.opaqueSetup,
        registrationRecord: record,
        startLoginRequest,
        userIdentifier: this.#identifier(name),
        identifiers: loginIdentifiers(name),
      }),
    );
  }
}
