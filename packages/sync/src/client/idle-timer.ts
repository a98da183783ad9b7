/**
 * Calls once when nobody was there for a while, also when the device slept meanwhile.
 * @module
 */
export class IdleTimer {
  readonly #afterMs: number;
  readonly #now: () => number;
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #until = 0;

  /** `now`: milliseconds. */
  constructor(afterMs: number, now: () => number, over: () => void) {
    this.#afterMs = afterMs;
    this.#now = now;
    this.#over = over;
  }

  start(): void {
    this.stop();
    this.#until = this.#now() + this.#afterMs;
    this.#timer = setTimeout(() => this.#end(), this.#afterMs);
  }

  /** Somebody is there. Timers rest while a device sleeps: who comes back after that is too late. */
  touch(): void {
    if (this.#now() > this.#until) this.#end();
    else this.start();
  }

  #end(): void {
    this.stop();
    this.#over();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
