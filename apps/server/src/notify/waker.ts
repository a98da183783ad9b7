/**
 * From what was committed to devices that are woken: behind the appends, never in their way. What is due lies in the database, so that it
 * outlives this process; between a commit and that note it lies in memory, and a notice may be lost, but no word.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { usualHours, waitsUntil } from '@obhut/protocol/notice-hours.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import {
  deferNotice,
  dropEndpoint,
  failNotice,
  markNotices,
  settleNotice,
  takeNotices,
  type Mark,
  type Taken,
} from '../db/notices.ts';
import { asPersona, type Db } from '../db/query.ts';
import type { Committed, FanOut } from '../log/fan-out.ts';
import type { Push, Woken } from './push.ts';
import type { SealedEndpoints } from './sealed-endpoint.ts';

const lookMs = 15_000;
/** Beyond this many spaces that wait to be noted, what comes is not noted: memory is bounded. */
const mostMarks = 10_000;
const mostTaken = 64;
const mostAtOnce = 8;
/** A device is woken once in this time at most. */
const gapMs = 60_000;
/** So long a process may need for what it has taken. */
const leaseMs = 300_000;
const firstPauseMs = 60_000;
const mostFailures = 8;

export interface WakerParts {
  pool: Pool;
  clock: Clock;
  fanOut: FanOut;
  push: Push;
  sealed: SealedEndpoints;
  /** Told of what is worth a line in the log: no address, no id. */
  say: (what: 'gone' | 'refused' | 'overflow', status?: number) => void;
  /** Told of what went wrong where nobody waits for it. */
  failed: (error: unknown) => void;
}

export class Waker {
  readonly #parts: WakerParts;
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;
  #marks = new Map<string, Mark>();
  #running: Promise<void> | null = null;
  #isClosed = false;
  #isFull = false;

  constructor(parts: WakerParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.fanOut.subscribe((batch) => this.#note(batch));
    this.#timer = setInterval(() => void this.#soon(), lookMs).unref();
  }

  /** Notes what was committed, and wakes whoever is due; resolves when that is done. */
  async run(): Promise<void> {
    while (this.#running !== null) await this.#running;
    await this.#soon();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#unsubscribe();
    await this.#running;
  }

  #note(batch: readonly Committed[]): void {
    for (const { institution, items } of batch) {
      for (const { space, item } of items) {
        if (item.kind !== 'event' || item.notify === 'none') continue;
        const key = [institution, space, item.author].map(toHex).join(' ');
        const isUrgent = item.notify === 'urgent' || this.#marks.get(key)?.isUrgent === true;
        const fits = this.#marks.size < mostMarks || this.#marks.has(key);
        if (fits) this.#marks.set(key, { institution, space, author: item.author, isUrgent });
        else if (!this.#isFull) this.#parts.say('overflow');
        this.#isFull = !fits;
      }
    }
    if (this.#marks.size > 0) void this.#soon();
  }

  #soon(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#running ??= this.#work()
      .catch(this.#parts.failed)
      .finally(() => {
        this.#running = null;
        if (this.#marks.size > 0) void this.#soon();
      });
    return this.#running;
  }

  async #work(): Promise<void> {
    // What is committed in the same turn of the event loop belongs together.
    await Promise.resolve();
    do {
      const marks = [...this.#marks.values()];
      this.#marks.clear();
      for (const mark of marks) await markNotices(this.#parts.pool, mark, today(this.#parts.clock), this.#now());
      await this.#wakeDue();
    } while (this.#marks.size > 0 && !this.#isClosed);
  }

  async #wakeDue(): Promise<void> {
    for (let more = true; more && !this.#isClosed;) {
      const taken = await this.#take();
      more = taken.length === mostTaken;
      const waiting = taken.values();
      const worker = async () => {
        for (const one of waiting) await this.#treat(one);
      };
      await Promise.all(Array.from({ length: mostAtOnce }, worker));
    }
  }

  #take(): Promise<Taken[]> {
    const now = this.#parts.clock.now();
    const [next, lease] = [new Date(now + gapMs), new Date(now + leaseMs)];
    const day = today(this.#parts.clock);
    return takeNotices(this.#parts.pool, { now: new Date(now), next, lease, day, most: mostTaken });
  }

  /** One that fails holds up no other. */
  async #treat(taken: Taken): Promise<void> {
    const { pool, clock, failed } = this.#parts;
    try {
      const settle = await this.#wake(taken);
      await asPersona(pool, taken, today(clock), settle);
    } catch (error) {
      failed(error);
    }
  }

  /** Returns what is to be written down of it. */
  async #wake(taken: Taken): Promise<(db: Db) => Promise<void>> {
    const { clock, push, sealed } = this.#parts;
    const { hours, isStaff, isUrgent } = taken;
    const until = waitsUntil(hours ?? usualHours[isStaff ? 'staff' : 'others'], clock.now());
    // What is urgent does not call staff to work (works council).
    if (until !== null && (isStaff || !isUrgent)) return (db) => deferNotice(db, taken, new Date(until), this.#now());
    const endpoint = sealed.open(taken.endpoint, taken);
    // Sealed by a key that was given up, or of a service that the operator no longer allows.
    if (endpoint === null || !push.mayWake(endpoint)) return (db) => dropEndpoint(db, taken);
    return this.#settle(taken, await this.#tryToWake(endpoint, isUrgent));
  }

  async #tryToWake(endpoint: string, isUrgent: boolean): Promise<Woken> {
    try {
      return await this.#parts.push.wake(endpoint, isUrgent, this.#parts.clock.now());
    } catch (error) {
      // Its message may hold the address: no more is said than that it was out of reach.
      if (error instanceof Error) return { result: 'later', afterMs: null };
      throw error;
    }
  }

  #settle(taken: Taken, woken: Woken): (db: Db) => Promise<void> {
    const { say } = this.#parts;
    if (woken.result === 'woken') return (db) => settleNotice(db, taken);
    if (woken.result === 'gone') {
      say('gone');
      return (db) => dropEndpoint(db, taken);
    }
    if (woken.result === 'refused') say('refused', woken.status);
    const isGivenUp = woken.result === 'refused' || taken.failures + 1 >= mostFailures;
    const asked = woken.result === 'later' ? woken.afterMs : null;
    const pauseMs = Math.max(asked ?? firstPauseMs * 2 ** taken.failures, gapMs);
    return (db) => failNotice(db, taken, new Date(this.#parts.clock.now() + pauseMs), isGivenUp);
  }

  #now(): Date {
    return new Date(this.#parts.clock.now());
  }
}
