/**
 * One live connection: what it has been given, and what waits while it catches up or while it is too slow.
 * @module
 */
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { contentLength, type FeedItem, type LiveFrame } from '@obhut/protocol/feed.ts';
import type { Who } from '../db/query.ts';

/** What is asked of a WebSocket. */
export interface Socket {
  readonly bufferedAmount: number;
  /** `sent`: when it has left this process. */
  send(frame: Uint8Array, sent: () => void): void;
  close(code: number): void;
}

/** Beyond this many unsent bytes a receiver is told to fetch. */
const mostBuffered = 1_048_576;
/** What may wait while a connection catches up: items, and bytes of their content. */
const mostWaiting = { items: 10_000, bytes: 1_048_576 };

export function frameOf(frame: LiveFrame): Uint8Array {
  return encodeCbor(frame);
}

const fetchFrame = frameOf({ kind: 'fetch' });
const ignore = (): void => undefined;

export class Connection {
  readonly who: Who;
  /** The persona in hex. */
  readonly reader: string;
  readonly token: string;
  readonly #socket: Socket;
  /** Everything up to here was sent, or need not be. */
  position: number;
  #waiting: FeedItem[] | null = [];
  #waitingBytes = 0;
  #behind = false;
  #missed = false;

  constructor(who: Who, reader: string, token: string, after: number, socket: Socket) {
    this.who = who;
    this.reader = reader;
    this.token = token;
    this.position = after;
    this.#socket = socket;
  }

  /** `frame` holds exactly `items`; it is the same object for everyone who is given the same. */
  deliver(items: readonly FeedItem[], frame: Uint8Array): void {
    if (this.#waiting !== null) {
      this.#wait(items);
      return;
    }
    const [first] = items;
    const last = items.at(-1);
    if (first === undefined || last === undefined || last.position <= this.position) return;
    const isWhole = first.position > this.position;
    const rest = isWhole ? items : items.filter((item) => item.position > this.position);
    this.#send(isWhole ? frame : frameOf({ kind: 'items', items: [...rest] }));
    this.position = last.position;
  }

  /** There is something, but not here. */
  fetch(): void {
    if (this.#behind) {
      this.#missed = true;
      return;
    }
    this.#behind = true;
    this.#missed = false;
    this.#socket.send(fetchFrame, () => this.#caughtUp());
  }

  /** A page of what there was before it connected; up to `position`. Resolves when it has left, so that a long past fills no memory. */
  page(items: readonly FeedItem[], position: number): Promise<void> {
    this.position = Math.max(this.position, position);
    if (items.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.send(frameOf({ kind: 'items', items: [...items] }), resolve);
    });
  }

  /** It has caught up: what came meanwhile, and then everything at once. */
  live(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    if (waiting.length > 0) this.deliver(waiting, frameOf({ kind: 'items', items: waiting }));
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  #wait(items: readonly FeedItem[]): void {
    if (this.#waiting === null) return;
    this.#waiting.push(...items);
    this.#waitingBytes += items.reduce((sum, { item }) => sum + contentLength(item), 0);
    if (this.#waiting.length <= mostWaiting.items && this.#waitingBytes <= mostWaiting.bytes) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.fetch();
  }

  #send(frame: Uint8Array): void {
    if (this.#behind || this.#socket.bufferedAmount > mostBuffered) this.fetch();
    else this.#socket.send(frame, ignore);
  }

  /** The notice has left, and with it everything before. What came after it needs another. */
  #caughtUp(): void {
    this.#behind = false;
    if (this.#missed) this.fetch();
  }
}
