/**
 * A line to the server on which one space is all there is: whoever needs one log does not read, nor appear to read, what else they may.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { BlobPlace, LiveListener, Transport } from './transport.ts';

type Narrowing = { [Name in RouteName]?: (answer: ResponseOf<Name>) => ResponseOf<Name> };

export class OneSpace implements Transport {
  readonly #transport: Transport;
  readonly #narrowing: Narrowing;

  constructor(transport: Transport, space: Bytes) {
    this.#transport = transport;
    this.#narrowing = {
      'space/list': (answer) => ({
        ...answer,
        spaces: answer.spaces.filter((head) => equalBytes(head.space, space)),
      }),
    };
  }

  get origin(): string {
    return this.#transport.origin;
  }

  async call<Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> {
    const answer = await this.#transport.call(name, request, token);
    return this.#narrowing[name]?.(answer) ?? answer;
  }

  putBlob(place: BlobPlace, offset: number, bytes: Bytes, token: string): Promise<number> {
    return this.#transport.putBlob(place, offset, bytes, token);
  }

  getBlob(place: BlobPlace, offset: number, token: string): Promise<AsyncIterable<Bytes>> {
    return this.#transport.getBlob(place, offset, token);
  }

  live(token: string, after: number, listener: LiveListener): () => void {
    return this.#transport.live(token, after, listener);
  }
}
