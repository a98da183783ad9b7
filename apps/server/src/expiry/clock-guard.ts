/**
 * Whether the clock may be followed in deleting what is over: a clock that is wrong by a year would delete what ends within that year
 * (docs/operating.md, "A clock that jumps").
 * @module
 */
import type { Pool } from 'pg';
import { followDay, followedDay } from '../db/clock.ts';

/** UTC days since 1970-01-01. */
export interface Jump {
  clock: number;
  /** The newest day that was followed. */
  followed: number;
}

/** So long a server may be switched off, and nobody is asked. */
export const mostDaysAhead = 30;
/** Somebody names the day that it is where they are. */
const elsewhereDays = 1;

export class ClockGuard {
  readonly #pool: Pool;
  readonly #confirmed: number | undefined;

  /** `confirmed`: the UTC day that it is, as somebody says who does not know it from this clock. */
  constructor(pool: Pool, confirmed: number | undefined) {
    this.#pool = pool;
    this.#confirmed = confirmed;
  }

  /** Null: what is over on this day may go. */
  async jumpTo(day: number): Promise<Jump | null> {
    const followed = await followedDay(this.#pool);
    const isNear = followed === null || day - followed <= mostDaysAhead;
    const isSaid = this.#confirmed !== undefined && Math.abs(day - this.#confirmed) <= elsewhereDays;
    return isNear || isSaid ? null : { clock: day, followed };
  }

  follow(day: number): Promise<void> {
    return followDay(this.#pool, day);
  }
}
