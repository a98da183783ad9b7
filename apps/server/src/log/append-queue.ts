/**
 * Group commit: an event that comes alone is stored at once, and what waits while a batch commits is the next batch. No timer.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Pool } from 'pg';
import { appendEvents, lockOrder, type EventOutcome, type EventRow } from '../db/append-events.ts';
import { meaningOf } from '../db/query.ts';

/** What waits at most, before new events are refused: memory is bounded. */
const mostWaiting = 8192;
const mostInBatch = 512;
const mostBytesInBatch = 8_388_608;

interface Waiting {
  row: EventRow;
  order: string;
  /** The same event twice goes into two batches, so that the second finds the first. */
  once: string;
  settle: (outcome: EventOutcome) => void;
  fail: (error: unknown) => void;
}

/** Told once per batch, when it is durable, of the rows that it stored. */
export type Stored = (stored: readonly { row: EventRow; seq: number; position: number }[]) => void;

export class AppendQueue {
  readonly #pool: Pool;
  readonly #day: () => number;
  readonly #stored: Stored;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(pool: Pool, day: () => number, stored: Stored) {
    this.#pool = pool;
    this.#day = day;
    this.#stored = stored;
  }

  /** Resolves when the event is durable, or says why it is not stored. */
  push(row: EventRow): Promise<EventOutcome> {
    if (this.#waiting.length >= mostWaiting) throw new ApiError('unavailable', 'busy');
    const order = lockOrder(row);
    return new Promise((settle, fail) => {
      this.#waiting.push({ row, order, once: order + toHex(row.event.event), settle, fail });
      this.#running ??= this.#drain();
    });
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // What is pushed in the same turn of the event loop belongs together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#batch(this.#take());
    this.#running = null;
  }

  #take(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const seen = new Set<string>();
    let bytes = 0;
    for (const waiting of this.#waiting) {
      const length = waiting.row.event.bytes.length;
      const fits = taken.length === 0 || (taken.length < mostInBatch && bytes + length <= mostBytesInBatch);
      if (!fits || seen.has(waiting.once)) {
        left.push(waiting);
        continue;
      }
      seen.add(waiting.once);
      bytes += length;
      taken.push(waiting);
    }
    this.#waiting = left;
    return taken.sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
  }

  /**
   * One row that the database refuses fails the call: then each is tried alone, so that it fails alone. A database that is out of reach refuses none:
   * hundreds that wait for it one after another would go on waiting long after it is back.
   */
  async #batch(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await appendEvents(
        this.#pool,
        this.#day(),
        batch.map((waiting) => waiting.row),
      );
      this.#settle(batch, outcomes);
    } catch (error) {
      const meaning = meaningOf(error);
      const isOfAll = batch.length === 1 || (meaning instanceof ApiError && meaning.code === 'unavailable');
      if (isOfAll) for (const { fail } of batch) fail(meaning);
      else for (const waiting of batch) await this.#batch([waiting]);
    }
  }

  #settle(batch: readonly Waiting[], outcomes: readonly EventOutcome[]): void {
    const stored: { row: EventRow; seq: number; position: number }[] = [];
    for (const [i, { row, settle }] of batch.entries()) {
      const outcome = outcomes[i] ?? { outcome: 'not-found', seq: null, position: null };
      if (outcome.outcome === 'stored') stored.push({ row, seq: outcome.seq, position: outcome.position });
      settle(outcome);
    }
    if (stored.length > 0) this.#stored(stored);
  }
}
