/**
 * Whom to wake where and when, as each persona says of itself.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { usualHours } from '@obhut/protocol/notice-hours.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { endNotices, endpointOf, isStaff, ownHours, setHours, startNotices } from '../db/notices.ts';
import { asPersona, type Db, type Who } from '../db/query.ts';
import type { Push } from './push.ts';
import type { SealedEndpoints } from './sealed-endpoint.ts';

export class Notices {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #push: Push;
  readonly #sealed: SealedEndpoints;

  constructor(pool: Pool, clock: Clock, push: Push, sealed: SealedEndpoints) {
    this.#pool = pool;
    this.#clock = clock;
    this.#push = push;
    this.#sealed = sealed;
  }

  get key(): Bytes {
    return this.#push.publicKey;
  }

  async start(who: Who, { device, endpoint }: RequestOf<'notice/start'>): Promise<void> {
    if (!this.#push.mayWake(endpoint)) throw new ApiError('refused', 'endpoint');
    const sealed = this.#sealed.seal(endpoint, { ...who, device });
    const isStarted = await this.#as(who, (db) => startNotices(db, device, sealed, this.#now()));
    if (!isStarted) throw new ApiError('refused', 'device-ended');
  }

  async end(who: Who, { device }: RequestOf<'notice/end'>): Promise<void> {
    await this.#as(who, (db) => endNotices(db, who, device));
  }

  async read(who: Who, { device, endpoint }: RequestOf<'notice/read'>): Promise<ResponseOf<'notice/read'>> {
    const day = today(this.#clock);
    return await this.#as(who, async (db) => {
      const sealed = await endpointOf(db, who, device);
      const known = sealed === undefined ? null : this.#sealed.open(sealed, { ...who, device });
      const hours = (await ownHours(db, who)) ?? usualHours[(await isStaff(db, who, day)) ? 'staff' : 'others'];
      return { isOn: known !== null && (endpoint === null || endpoint === known), hours };
    });
  }

  async setHours(who: Who, { hours }: RequestOf<'notice/hours'>): Promise<void> {
    await this.#as(who, (db) => setHours(db, who, hours, this.#now()));
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }

  #as<Result>(who: Who, work: (db: Db) => Promise<Result>): Promise<Result> {
    return asPersona(this.#pool, who, today(this.#clock), work);
  }
}
