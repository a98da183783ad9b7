/**
 * How often: per network address, and per login name, so that passwords cannot be tried from many addresses at once. Bounded memory.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Clock } from './clock.ts';
import { Lru } from './lru.ts';

export interface RateLimits {
  /** Calls of any kind from one address, a minute. */
  address: number;
  /** Calls without a session from one address, a minute. */
  stranger: number;
  /** Logins and registrations under one name, in fifteen minutes. */
  name: number;
}

export const standardRates: RateLimits = { address: 12_000, stranger: 240, name: 20 };

const mostKeys = 100_000;
const minuteMs = 60_000;

interface Window {
  until: number;
  count: number;
}

export class Rates {
  readonly limits: RateLimits;
  readonly #clock: Clock;
  readonly #windows = new Lru<Window>(mostKeys);

  constructor(clock: Clock, limits: RateLimits) {
    this.#clock = clock;
    this.limits = limits;
  }

  /** Throws `too-many-requests`. */
  stranger(address: string): void {
    this.#count(`address ${address}`, this.limits.stranger, minuteMs);
  }

  /** `name`: a keyed hash of it. Throws `too-many-requests`. */
  name(name: string): void {
    this.#count(`name ${name}`, this.limits.name, 15 * minuteMs);
  }

  #count(key: string, most: number, lengthMs: number): void {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    // One that ends later than it could was begun by a clock that was wrong: it must not lock anybody out.
    const isOver = known === undefined || known.until <= now || known.until > now + lengthMs;
    const window = isOver ? { until: now + lengthMs, count: 0 } : known;
    window.count += 1;
    this.#windows.set(key, window);
    if (window.count > most) throw new ApiError('too-many-requests');
  }
}
