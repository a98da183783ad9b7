/**
 * A server that lies: an honest transport whose answers are changed on the way. The attacks of protocol.md, section 11, are written with it.
 * @module
 */
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { LiveListener, Transport } from './transport.ts';

export type Lies = {
  [Name in RouteName]?: (request: RequestOf<Name>, honest: ResponseOf<Name>) => ResponseOf<Name>;
};

export class LyingTransport implements Transport {
  readonly #honest: Transport;
  /** Empty: an honest server. */
  lies: Lies = {};

  constructor(honest: Transport) {
    this.#honest = honest;
  }

  get origin(): string {
    return this.#honest.origin;
  }

  async call<Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> {
    const honest = await this.#honest.call(name, request, token);
    return this.lies[name]?.(request, honest) ?? honest;
  }

  live(token: string, after: number, listener: LiveListener): () => void {
    return this.#honest.live(token, after, listener);
  }
}
