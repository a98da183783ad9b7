/**
 * The live connections of the server in memory: what is missing first, then what comes, each item once and in order.
 * @module
 */
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame, type FeedItem, type LiveFrame } from '@obhut/protocol/feed.ts';

/** More than this is not pushed: the client reads the feed. */
const mostPushed = 1000;

interface Connection {
  position: number;
  /** Everything readable after a position, and where the feed then stands. */
  read: (after: number) => { items: FeedItem[]; position: number };
  frame: (frame: LiveFrame) => void;
  session: { token: string; closed: () => void };
}

export class MemoryLive {
  readonly #connections = new Set<Connection>();

  /** Frames come in later turns, never while `open` runs. Returns how to end it. */
  open(
    after: number,
    read: Connection['read'],
    frame: Connection['frame'],
    session: Connection['session'],
  ): () => void {
    const connection = { position: after, read, frame, session };
    this.#connections.add(connection);
    queueMicrotask(() => this.#push(connection));
    return () => this.#connections.delete(connection);
  }

  /** To be called after every commit. */
  publish(): void {
    for (const connection of this.#connections) queueMicrotask(() => this.#push(connection));
  }

  /** Those whose session is over, by its token. */
  end(isOver: (token: string) => boolean): void {
    for (const connection of this.#connections) {
      if (!isOver(connection.session.token)) continue;
      this.#connections.delete(connection);
      queueMicrotask(connection.session.closed);
    }
  }

  #push(connection: Connection): void {
    if (!this.#connections.has(connection)) return;
    const { items, position } = connection.read(connection.position);
    connection.position = position;
    if (items.length === 0) return;
    const frame: LiveFrame = items.length > mostPushed ? { kind: 'fetch' } : { kind: 'items', items };
    connection.frame(decodeCbor(liveFrame, encodeCbor(frame)));
  }
}
