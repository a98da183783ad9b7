/**
 * PINs on shared tablets by OPAQUE (RFC 9807): a try is counted before it is answered, so that no number of them at once helps.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { mostPins, mostPinTries, pinIdentifiers } from '@obhut/protocol/pin-routes.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import { ready, server } from '@serenity-kit/opaque';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { ownSignKey } from '../db/members.ts';
import { countTry, deletePin, forgetTries, insertPin } from '../db/pins.ts';
import { asPersona, meaningOf, type Db, type Who } from '../db/query.ts';
import { assertUsable, orMalformed, proves } from './opaque.ts';
import { Pending } from './pending.ts';

const mostLogins = 5000;

interface Login {
  pin: Bytes;
  device: Bytes;
  state: string;
}

export class Pins {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #setup: string;
  readonly #logins: Pending<Login>;

  constructor(pool: Pool, clock: Clock, opaqueSetup: string) {
    this.#pool = pool;
    this.#clock = clock;
    this.#setup = opaqueSetup;
    this.#logins = new Pending(clock, mostLogins);
  }

  #as<Result>(who: Who, work: (db: Db) => Promise<Result>): Promise<Result> {
    return asPersona(this.#pool, who, today(this.#clock), work).catch((error: unknown) => {
      throw meaningOf(error);
    });
  }

  async startRegistration({ pin, message }: RequestOf<'pin/register-start'>): Promise<{ message: string }> {
    await ready;
    const { registrationResponse } = orMalformed(() =>
      server.createRegistrationResponse({
        serverSetup: this.#setup,
        userIdentifier: toHex(pin),
        registrationRequest: message,
      }),
    );
    return { message: registrationResponse };
  }

  async finishRegistration(who: Who, { pin, device, record }: RequestOf<'pin/register-finish'>): Promise<void> {
    await assertUsable(this.#setup, toHex(pin), pinIdentifiers(toHex(pin)), record);
    const isIn = await this.#as(who, (db) => insertPin(db, who, { id: pin, device, record }, mostPins));
    if (!isIn) throw new ApiError('refused', 'count');
  }

  async startLogin(who: Who, { pin, message }: RequestOf<'pin/login-start'>): Promise<ResponseOf<'pin/login-start'>> {
    await ready;
    const tried = await this.#as(who, async (db) => {
      // Its session may outlive a tablet's membership: one that was removed tries nothing any more.
      if ((await ownSignKey(db, who.institution, who.persona)) === undefined) throw new ApiError('unauthenticated');
      const counted = await countTry(db, who.persona, pin);
      if (counted === undefined || counted.tries <= mostPinTries) return counted;
      await deletePin(db, pin);
      return undefined;
    });
    if (tried === undefined) throw new ApiError('not-found');
    const { serverLoginState, loginResponse } = orMalformed(() =>
      server.startLogin({
        serverSetup: this.#setup,
        registrationRecord: tried.record,
        startLoginRequest: message,
        userIdentifier: toHex(pin),
        identifiers: pinIdentifiers(toHex(pin)),
      }),
    );
    const login = Uint8Array.from(randomBytes(16));
    this.#logins.put(toHex(login), { pin, device: who.persona, state: serverLoginState });
    return { login, message: loginResponse, left: mostPinTries - tried.tries };
  }

  async finishLogin(who: Who, { login, message }: RequestOf<'pin/login-finish'>): Promise<void> {
    const started = this.#logins.take(toHex(login));
    if (started === undefined || !equalBytes(started.device, who.persona)) throw new ApiError('unauthenticated');
    if (!proves(started.state, message, pinIdentifiers(toHex(started.pin)))) throw new ApiError('unauthenticated');
    await this.#as(who, (db) => forgetTries(db, started.pin));
  }

  async remove(who: Who, pin: Bytes): Promise<void> {
    await this.#as(who, (db) => deletePin(db, pin));
  }
}
