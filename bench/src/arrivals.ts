/**
 * Counts what arrives at all receivers together.
 * @module
 */
export class Arrivals {
  #count = 0;
  #awaited: { count: number; done: () => void }[] = [];

  add(events: number): void {
    this.#count += events;
    const reached = this.#awaited.filter(({ count }) => count <= this.#count);
    if (reached.length === 0) return;
    this.#awaited = this.#awaited.filter(({ count }) => count > this.#count);
    for (const { done } of reached) done();
  }

  get count(): number {
    return this.#count;
  }

  until(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((done) => {
      this.#awaited.push({ count, done });
    });
  }
}
