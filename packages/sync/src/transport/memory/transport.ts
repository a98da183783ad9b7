/**
 * The wire to a server in memory: everything is encoded and decoded on its way, so that the two sides share no object.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { MemoryServer } from './server.ts';
import { OfflineError, type BlobPlace, type LiveListener, type Transport } from '../transport.ts';
import { schemas } from '../wire.ts';

/** As a network cuts a stream. */
const partBytes = 65_536;

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

  async putBlob(place: BlobPlace, offset: number, bytes: Bytes, token: string): Promise<number> {
    this.#assertOnline();
    await Promise.resolve();
    const length = this.#server.putBlob(place, offset, bytes.slice(), token);
    this.#assertOnline();
    return length;
  }

  async getBlob(place: BlobPlace, offset: number, token: string): Promise<AsyncIterable<Bytes>> {
    this.#assertOnline();
    await Promise.resolve();
    return this.#parts(this.#server.getBlob(place, token).slice(offset));
  }

  async *#parts(bytes: Bytes): AsyncGenerator<Bytes> {
    for (let at = 0; at < bytes.length; at += partBytes) {
      await Promise.resolve();
      this.#assertOnline();
      yield bytes.slice(at, at + partBytes);
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
