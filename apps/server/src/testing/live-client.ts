/**
 * For tests: the other end of a live connection.
 * @module
 */
import { once } from 'node:events';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame, type FeedItem, type LiveFrame } from '@obhut/protocol/feed.ts';
import { WebSocket, type ClientOptions } from 'ws';
import { origin, type TestServer } from './server.ts';

export class LiveClient {
  readonly socket: WebSocket;
  readonly frames: LiveFrame[] = [];
  #arrived = Promise.withResolvers<void>();
  #isOver = false;

  /** As a page of our own has it; `options`: what of that is otherwise. */
  constructor({ address }: Pick<TestServer, 'address'>, options: ClientOptions = {}) {
    this.socket = new WebSocket(`${address.replace('http', 'ws')}/api/live`, { headers: { origin }, ...options });
    this.socket.on('message', (data) => {
      if (!(data instanceof Buffer)) throw new TypeError('not a binary frame');
      this.frames.push(decodeCbor(liveFrame, new Uint8Array(data)));
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers<void>();
    });
    this.socket.once('close', () => {
      this.#isOver = true;
      this.#arrived.resolve();
    });
  }

  async hello(token: string, after: number): Promise<this> {
    await once(this.socket, 'open');
    this.socket.send(encodeCbor({ token, after }));
    return this;
  }

  get items(): FeedItem[] {
    return this.frames.flatMap((frame) => (frame.kind === 'items' ? frame.items : []));
  }

  /** Throws when the connection ends before. */
  async until(isEnough: () => boolean): Promise<void> {
    while (!isEnough()) {
      if (this.#isOver) throw new Error('the connection ended before it came');
      await this.#arrived.promise;
    }
  }

  closed(): Promise<number> {
    return new Promise((resolve) => {
      this.socket.once('close', (code) => resolve(code));
    });
  }
}
