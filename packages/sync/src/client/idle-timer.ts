/**
 * Calls once when nobody was there for a while. Timers rest while a device sleeps, so the clock is looked at as well, and before a touch
 * counts: the first may be somebody else's.
 * @module
 */
export interface Idle {
  /** Null: nobody. */
  who: string | null;
  /** 0: never. */
  afterMs: number;
}

const nobody: Idle = { who: null, afterMs: 0 };
const lookEveryMs = 5000;

export class IdleTimer {
  readonly #clock: { now: () => number };
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #looks: ReturnType<typeof setInterval> | null = null;
  #idle = nobody;
  #until = 0;

  /** `clock`: milliseconds. */
  constructor(clock: { now: () => number }, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  /** Begins anew where it is somebody else, or another time. */
  count(idle: Idle): void {
    if (idle.who === this.#idle.who && idle.afterMs === this.#idle.afterMs) return;
    this.#idle = idle;
    if (idle.who === null || idle.afterMs === 0) this.#stop();
    else this.#start();
  }

  #start(): void {
    this.#stop();
    this.#until = this.#clock.now() + this.#idle.afterMs;
    this.#timer = setTimeout(() => this.#end(), this.#idle.afterMs);
    this.#looks = setInterval(() => this.#look(), lookEveryMs);
  }

  /** Somebody is there, unless it is too late. */
  touch(): void {
    if (this.#timer === null) return;
    this.#look();
    if (this.#timer !== null) this.#start();
  }

  #look(): void {
    if (this.#clock.now() > this.#until) this.#end();
  }

  #end(): void {
    this.#stop();
    // Whoever comes back counts anew, even if they are the same.
    this.#idle = nobody;
    this.#over();
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#looks !== null) clearInterval(this.#looks);
    this.#timer = null;
    this.#looks = null;
  }
}
