/**
 * What a persona keeps of its spaces for devices to come: opaque bytes until a day.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { asPersona, type Who } from '../db/query.ts';
import { readSnapshot, writeSnapshot } from '../db/snapshots.ts';

export class Snapshots {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  async read(who: Who): Promise<ResponseOf<'snapshot/read'>> {
    const day = today(this.#clock);
    const snapshot = await asPersona(this.#pool, who, day, (db) => readSnapshot(db, who, day));
    return { snapshot: snapshot ?? null };
  }

  async write(who: Who, { before, snapshot }: RequestOf<'snapshot/write'>): Promise<void> {
    const day = today(this.#clock);
    if (snapshot.until !== 0 && snapshot.until < day) throw new ApiError('refused', 'expiry');
    const isWritten = await asPersona(this.#pool, who, day, (db) => writeSnapshot(db, who, before, snapshot, day));
    if (!isWritten) throw new ApiError('conflict', 'tag');
  }
}
