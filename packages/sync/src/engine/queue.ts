/**
 * One thing at a time: what reads, verifies and writes never interleaves.
 * @module
 */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after everything that was asked for before, whether that succeeded or not. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
