/**
 * A clock that stands still until it is moved.
 * @module
 */
import type { Clock } from '../clock.ts';

export class TestClock implements Clock {
  #now: number;
  constructor(now: number) {
    this.#now = now;
  }
  now(): number {
    return this.#now;
  }
  forward(ms: number): void {
    this.#now += ms;
  }
}
