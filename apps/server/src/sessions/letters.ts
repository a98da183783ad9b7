/**
 * Where a letter or an emergency kit leads. Both ids are checked by the client against the log that they name, so that a lie here leads nowhere.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { locateLetter } from '../db/letters.ts';

export class Letters {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** Rejects with `ApiError('not-found')`: none, or used, or over; never which. */
  async locate(invite: Bytes): Promise<{ institution: Bytes; leadership: Bytes }> {
    const found = await locateLetter(this.#pool, invite, today(this.#clock));
    if (found === undefined) throw new ApiError('not-found');
    return found;
  }
}
