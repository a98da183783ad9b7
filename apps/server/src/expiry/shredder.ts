/**
 * Deletes what is over: at the start, and then once on each of the server's days (protocol.md, section 5, Shredding).
 * @module
 */
import { askDays } from '@obhut/protocol/asks.ts';
import { confirmedDays, supersededDays } from '@obhut/protocol/confirming.ts';
import { graceDays } from '@obhut/protocol/expiry.ts';
import type { Pool } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import type { BlobSweep, Swept } from '../blobs/sweep.ts';
import { today, type Clock } from '../clock.ts';
import { shredSuperseded } from '../db/confirmations.ts';
import { forgetAsks } from '../db/asks.ts';
import { shredSnapshots } from '../db/snapshots.ts';
import type { ClockGuard, Jump } from './clock-guard.ts';
import { eraseNext, shredBlobs, shredEntries, shredEvents } from '../db/shredding.ts';

/** Rows of one statement: none takes long, and none holds locks for long. */
const batch = { events: 200, entries: 1000, blobs: 200, rows: 500 };
const lookMs = 600_000;

/** How many of each were deleted. */
interface Shredded {
  /** Those whose place others have taken too, each with its boxes. */
  entries: number;
  events: number;
  blobs: number;
  /** Ended, and nothing left to read in them. */
  spaces: number;
  institutions: number;
}

/** What a turn has done: numbers only. */
export type Turn = Shredded & Swept;

export interface ShredderParts {
  pool: Pool;
  clock: Clock;
  guard: ClockGuard;
  store: Pick<BlobStore, 'remove'>;
  sweep: BlobSweep;
  shredded: (turn: Turn) => void;
  /** Told once on each day of a clock that is not followed. */
  held: (jump: Jump) => void;
  /** Told that institutions have ended: nobody speaks for anyone in them any more. */
  ended: () => void;
  failed: (error: unknown) => void;
}

async function inBatches(size: number, work: (most: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (let count = size; count >= size;) {
    count = await work(size);
    total += count;
  }
  return total;
}

export class Shredder {
  readonly #parts: ShredderParts;
  readonly #timer: NodeJS.Timeout;
  #doneOn = -1;
  #heldOn = -1;
  #running: Promise<void> | null = null;

  constructor(parts: ShredderParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look().catch(parts.failed), lookMs).unref();
  }

  /** Runs unless it has done so on this day, or the clock has jumped. To be called at the start; the timer does the rest. */
  async look(): Promise<void> {
    const day = today(this.#parts.clock);
    if (day === this.#doneOn) return;
    this.#running ??= this.#turn(day);
    await this.#running;
  }

  async #turn(day: number): Promise<void> {
    const { guard, held } = this.#parts;
    try {
      const jump = await guard.jumpTo(day);
      if (jump !== null) {
        if (this.#heldOn !== day) held(jump);
        this.#heldOn = day;
        return;
      }
      const counts = await this.run();
      await guard.follow(day);
      this.#doneOn = day;
      this.#parts.shredded(counts);
    } finally {
      this.#running = null;
    }
  }

  /** Keys first: what is left when this is cut off opens with nothing. */
  async run(): Promise<Turn> {
    const { pool, clock, store, sweep } = this.#parts;
    const first = today(clock) - graceDays;
    const entries = await inBatches(batch.entries, (most) => shredEntries(pool, first, most));
    const now = today(clock);
    const superseded = await inBatches(batch.entries, (most) =>
      shredSuperseded(pool, now - confirmedDays, now - supersededDays, most),
    );
    await shredSnapshots(pool, first);
    const events = await inBatches(batch.events, (most) => shredEvents(pool, first, most));
    const blobs = await inBatches(batch.blobs, async (most) => {
      const names = await shredBlobs(pool, first, most);
      for (const name of names) await store.remove(name);
      return names.length;
    });
    await forgetAsks(pool, today(clock) - askDays);
    const ended = await this.#erase(first);
    return { entries: entries + superseded, events, blobs, ...ended, ...(await sweep.run()) };
  }

  async #erase(first: number): Promise<{ spaces: number; institutions: number }> {
    const ended = { spaces: 0, institutions: 0 };
    for (;;) {
      const step = await eraseNext(this.#parts.pool, first, batch.rows);
      if (step === 'nothing') return ended;
      if (step === 'space') ended.spaces += 1;
      if (step !== 'institution') continue;
      ended.institutions += 1;
      this.#parts.ended();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled([this.#running]);
  }
}
