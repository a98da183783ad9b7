/**
 * What waits for a client's next step (challenges, logins): good once, for a minute, in this process's memory, and only so many at a time.
 * @module
 */
import type { Clock } from '../clock.ts';
import { Lru } from '../lru.ts';

const lifeMs = 60_000;

export class Pending<Value> {
  readonly #clock: Clock;
  readonly #values: Lru<{ value: Value; until: number }>;

  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#values = new Lru(most);
  }

  put(key: string, value: Value): void {
    this.#values.set(key, { value, until: this.#clock.now() + lifeMs });
  }

  /** A second time there is nothing. */
  take(key: string): Value | undefined {
    const found = this.#values.get(key);
    this.#values.delete(key);
    return found === undefined || found.until < this.#clock.now() ? undefined : found.value;
  }
}
