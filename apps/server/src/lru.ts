/**
 * A map that forgets what was not used for longest, so that nothing that others can cause grows without bound.
 * @module
 */
export class Lru<Value> {
  readonly #most: number;
  readonly #weigh: (value: Value) => number;
  readonly #dropped: (value: Value) => void;
  readonly #values = new Map<string, Value>();
  #weight = 0;
  /** The key that was used last, if it is still there: it need not be moved to the end. */
  #newest: string | undefined;

  /** `most`: the sum of weights that is kept; without `weigh` each value weighs 1. `dropped` is told of each value that leaves. */
  constructor(
    most: number,
    weigh: (value: Value) => number = () => 1,
    dropped: (value: Value) => void = () => undefined,
  ) {
    this.#most = most;
    this.#weigh = weigh;
    this.#dropped = dropped;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined || key === this.#newest) return value;
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#newest = key;
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    this.#values.set(key, value);
    this.#newest = key;
    this.#weight += this.#weigh(value);
    for (const oldest of this.#values.keys()) {
      if (this.#weight <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#weight -= this.#weigh(value);
    this.#dropped(value);
  }

  deleteWhere(isMeant: (value: Value, key: string) => boolean): void {
    for (const [key, value] of this.#values) if (isMeant(value, key)) this.delete(key);
  }

  clear(): void {
    for (const key of this.#values.keys()) this.delete(key);
  }
}
