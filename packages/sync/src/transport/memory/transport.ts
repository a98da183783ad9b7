/**
 * The wire to a server in memory: everything is encoded and decoded on its way, so that the two sides share no object.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { MemoryServer } from './server.ts';
import { OfflineError, type LiveListener, type Transport } from '../transport.ts';
import { schemas } from '../wire.ts';

export class MemoryTransport implements Transport {
  readonly origin: string;
  readonly #server: MemoryServer;
  readonly #cuts = new Set<() => void>();
  #offline = false;

  constructor(server: MemoryServer) {
    this.#server = server;
    this.origin = server.origin;
  }

  get isOffline(): boolean {
    return this.#offline;
  }

  /** Going offline cuts the live connections. */
  set isOffline(offline: boolean) {
    this.#offline = offline;
    if (!offline) return;
    const cuts = [...this.#cuts];
    this.#cuts.clear();
    for (const cut of cuts) cut();
  }

  #assertOnline(): void {
    if (this.#offline) throw new OfflineError('offline');
  }

  async call<Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> {
    this.#assertOnline();
    await cryptoReady();
    const answer = await this.#server.answer(name, encodeCbor(request), token);
    // The line was cut while the server worked: what became of the call shows later.
    this.#assertOnline();
    try {
      return decodeCbor(schemas[name].response, answer);
    } catch (error) {
      if (error instanceof MalformedError) throw new ApiError('internal', 'answer');
      throw error;
    }
  }

  live(token: string, after: number, listener: LiveListener): () => void {
    let isOpen = true;
    const end = () => {
      isOpen = false;
      this.#cuts.delete(closed);
      stop();
    };
    const closed = () => {
      if (!isOpen) return;
      end();
      listener.closed();
    };
    const stop = this.#server.connect(
      token,
      after,
      (frame) => {
        if (isOpen) listener.frame(frame);
      },
      closed,
    );
    this.#cuts.add(closed);
    if (this.#offline) queueMicrotask(closed);
    return end;
  }
}
