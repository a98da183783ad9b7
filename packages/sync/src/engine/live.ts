/**
 * Keeps a device up to date: reads to the head, listens, and after a break tries again, ever more patiently.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { LiveFrame } from '@obhut/protocol/feed.ts';
import type { Peer } from './peer.ts';
import type { Queue } from './queue.ts';
import { isUnreachable } from './unreachable.ts';

const firstPauseMs = 500;
const longestPauseMs = 30_000;

export interface LiveEvents {
  /** Something was read, or the connection changed. */
  changed: (connection: 'online' | 'offline', caughtUp: boolean) => void;
  /** Another page of much is here. */
  read: () => void;
  /** Before everything is read. Runs inside the queue. `reached`: to be called when the server has answered before that. */
  reaching: (reached: () => void) => Promise<void>;
  /** Reached the server and read to the head: what waits can be sent. Runs inside the queue. */
  reached: () => Promise<void>;
  failed: (error: ApiError) => void;
}

export class Live {
  readonly #peer: Peer;
  readonly #queue: Queue;
  readonly #events: LiveEvents;
  #close: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pauseMs = firstPauseMs;
  #stopped = false;

  constructor(peer: Peer, queue: Queue, events: LiveEvents) {
    this.#peer = peer;
    this.#queue = queue;
    this.#events = events;
  }

  /** Connects now; also to be called when the device says that the network is back, or the app comes to the front. */
  async connect(): Promise<void> {
    this.#disconnect();
    await this.#queue.run(async () => {
      if (this.#stopped) return;
      try {
        const reached = () => this.#events.changed('online', false);
        await this.#events.reaching(reached);
        await this.#peer.refresh(reached, () => this.#events.read());
        // A session may outlive the last membership.
        if (this.#peer.isOut) throw new ApiError('unauthenticated');
        const token = await this.#peer.session.token();
        this.#listen(token);
        this.#pauseMs = firstPauseMs;
        this.#events.changed('online', true);
        await this.#events.reached();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #listen(token: string): void {
    this.#close = this.#peer.session.transport.live(token, this.#peer.position, {
      frame: (frame) => void this.#queue.run(() => this.#take(frame)),
      closed: () => this.#later(),
    });
  }

  async #take(frame: LiveFrame): Promise<void> {
    if (this.#stopped) return;
    try {
      const follows = frame.kind === 'items' && (await this.#peer.takePushed(frame.items));
      if (!follows) await this.#peer.refresh();
      this.#events.changed('online', true);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (isUnreachable(error)) {
      this.#later();
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    this.#events.failed(error);
    this.#later();
  }

  #later(): void {
    this.#disconnect();
    if (this.#stopped) return;
    this.#events.changed('offline', false);
    this.#timer = setTimeout(() => void this.connect(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #disconnect(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#close?.();
    this.#close = null;
  }

  stop(): void {
    this.#stopped = true;
    this.#disconnect();
  }
}
