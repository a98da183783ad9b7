/**
 * A server that lies: an honest transport whose answers are changed on the way. The attacks of protocol.md, section 11, are written with it.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { BlobPlace, LiveListener, Transport } from './transport.ts';

export type Lies = {
  [Name in RouteName]?: (request: RequestOf<Name>, honest: ResponseOf<Name>) => ResponseOf<Name>;
};

export class LyingTransport implements Transport {
  readonly #honest: Transport;
  /** Empty: an honest server. */
  lies: Lies = {};
  lieAboutBlob: (honest: AsyncIterable<Bytes>) => AsyncIterable<Bytes> = (honest) => honest;

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

  putBlob(place: BlobPlace, offset: number, bytes: Bytes, token: string): Promise<number> {
    return this.#honest.putBlob(place, offset, bytes, token);
  }

  async getBlob(place: BlobPlace, offset: number, token: string): Promise<AsyncIterable<Bytes>> {
    const honest = await this.#honest.getBlob(place, offset, token);
    return this.lieAboutBlob(honest);
  }

  live(token: string, after: number, listener: LiveListener): () => void {
    return this.#honest.live(token, after, listener);
  }
}
