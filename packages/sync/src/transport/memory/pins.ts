/**
 * PINs of the server in memory: a record for each, good for ten wrong tries.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { mostPins, mostPinTries, pinIdentifiers } from '@obhut/protocol/pin-routes.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import { ready, server } from '@serenity-kit/opaque';
import { orCode } from './opaque.ts';
import type { Who } from './sessions.ts';

interface Pin {
  id: Bytes;
  persona: Bytes;
  device: Bytes;
  record: string;
  tries: number;
}

export class MemoryPins {
  readonly #setup: Promise<string> = ready.then(() => server.createSetup());
  readonly #pins = new Map<string, Pin>();
  readonly #logins = new Map<string, { pin: string; by: Bytes; state: string }>();

  async registerStart({ pin, message }: RequestOf<'pin/register-start'>): Promise<{ message: string }> {
    const serverSetup = await this.#setup;
    const { registrationResponse } = orCode('malformed', () =>
      server.createRegistrationResponse({ serverSetup, userIdentifier: toHex(pin), registrationRequest: message }),
    );
    return { message: registrationResponse };
  }

  async registerFinish({ pin, device, record }: RequestOf<'pin/register-finish'>, { persona }: Who) {
    // A record that no login could use is refused now.
    await this.#startLogin(toHex(pin), record, undefined);
    if (this.#pins.has(toHex(pin))) throw new ApiError('conflict', 'pin');
    const own = [...this.#pins.values()].filter((known) => equalBytes(known.persona, persona));
    if (own.length >= mostPins) throw new ApiError('refused', 'count');
    this.#pins.set(toHex(pin), { id: pin, persona, device, record, tries: 0 });
    return {};
  }

  async #startLogin(pinHex: string, record: string, message: string | undefined) {
    const serverSetup = await this.#setup;
    const { client } = await import('@serenity-kit/opaque');
    const startLoginRequest = message ?? client.startLogin({ password: 'of no meaning' }).startLoginRequest;
    const identifiers = pinIdentifiers(pinHex);
    return orCode('malformed', () =>
      server.startLogin({
        serverSetup,
        userIdentifier: pinHex,
        registrationRecord: record,
        startLoginRequest,
        identifiers,
      }),
    );
  }

  async loginStart(
    { pin, message }: RequestOf<'pin/login-start'>,
    { persona }: Who,
  ): Promise<ResponseOf<'pin/login-start'>> {
    const key = toHex(pin);
    const known = this.#pins.get(key);
    if (known === undefined || !equalBytes(known.device, persona)) throw new ApiError('not-found');
    const left = mostPinTries - ++known.tries;
    if (left < 0) {
      this.#pins.delete(key);
      throw new ApiError('not-found');
    }
    const { serverLoginState, loginResponse } = await this.#startLogin(key, known.record, message);
    const login = randomBytes(16);
    this.#logins.set(toHex(login), { pin: key, by: persona, state: serverLoginState });
    return { login, message: loginResponse, left };
  }

  loginFinish({ login, message }: RequestOf<'pin/login-finish'>, { persona }: Who) {
    const started = this.#logins.get(toHex(login));
    this.#logins.delete(toHex(login));
    if (started === undefined || !equalBytes(started.by, persona)) throw new ApiError('unauthenticated');
    const identifiers = pinIdentifiers(started.pin);
    orCode('unauthenticated', () =>
      server.finishLogin({ serverLoginState: started.state, finishLoginRequest: message, identifiers }),
    );
    const known = this.#pins.get(started.pin);
    if (known !== undefined) known.tries = 0;
    return {};
  }

  remove({ pin }: RequestOf<'pin/remove'>, { persona }: Who) {
    const known = this.#pins.get(toHex(pin));
    const isTheirs = known !== undefined && (equalBytes(known.device, persona) || equalBytes(known.persona, persona));
    if (isTheirs) this.#pins.delete(toHex(pin));
    return {};
  }

  *dump(): Generator<Bytes> {
    for (const { id, persona, device, record } of this.#pins.values()) yield* [id, persona, device, utf8(record)];
  }
}
