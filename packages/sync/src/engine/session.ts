/**
 * A session of one persona or letter, opened by its signature; the server keeps no table from accounts to personas.
 * @module
 */
import { signCtx } from '@obhut/crypto/signatures.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { personaDeviceTag } from '@obhut/protocol/ids.ts';
import { sessionContext, type RequestOf, type ResponseOf, type RouteName } from '@obhut/protocol/routes.ts';
import type { Self } from '../institution.ts';
import type { BlobPlace, Transport } from '../transport/transport.ts';
import { isUnreachable } from './unreachable.ts';

/** For what is to end and ends by itself too: out of reach, or over already, is no failure. */
export async function orIsOver(end: () => Promise<unknown>): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
  }
}

export class Session {
  readonly transport: Transport;
  readonly #institution: Bytes;
  readonly #self: Self;
  #token: string | null = null;
  #isOver = false;

  constructor(transport: Transport, institution: Bytes, self: Self) {
    this.transport = transport;
    this.#institution = institution;
    this.#self = self;
  }

  async token(): Promise<string> {
    if (this.#isOver) throw new ApiError('unauthenticated');
    this.#token ??= await this.#open();
    return this.#token;
  }

  async #open(): Promise<string> {
    const who = { institution: this.#institution, persona: this.#self.id };
    const { nonce } = await this.transport.call('session/challenge', who, null);
    const context = sessionContext(who.institution, who.persona, nonce, this.transport.origin);
    const signature = signCtx(this.#self.keys.sign, ...context);
    const { institution, persona } = who;
    const { device } = this.#self;
    const tag = device === undefined ? {} : { device: personaDeviceTag(device, institution, persona) };
    const { token } = await this.transport.call('session/open', { ...who, nonce, signature, ...tag }, null);
    return token;
  }

  /** A session that the server has forgotten is opened again, once. */
  async #with<Result>(ask: (token: string) => Promise<Result>): Promise<Result> {
    const token = await this.token();
    try {
      return await ask(token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error;
      this.#token = null;
      return await ask(await this.token());
    }
  }

  call<Name extends RouteName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    return this.#with((token) => this.transport.call(name, request, token));
  }

  putBlob(place: BlobPlace, offset: number, bytes: Bytes): Promise<number> {
    return this.#with((token) => this.transport.putBlob(place, offset, bytes, token));
  }

  getBlob(place: BlobPlace, offset: number): Promise<AsyncIterable<Bytes>> {
    return this.#with((token) => this.transport.getBlob(place, offset, token));
  }

  /** The server takes its token no more, and none is opened again. */
  async end(): Promise<void> {
    const token = this.#token;
    [this.#token, this.#isOver] = [null, true];
    if (token !== null) await orIsOver(() => this.transport.call('session/logout', {}, token));
  }

  forget(): void {
    this.#token = null;
  }
}
