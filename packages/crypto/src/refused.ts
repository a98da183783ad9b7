/**
 * Libraries that throw where bytes from outside do not hold: their refusal becomes a value, every other error stays one.
 * @module
 */

/** Runs `work`; null if it throws an error that says `words`, which are the library's whole report of a refusal. */
export function unlessRefused<Result>(words: RegExp, work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && words.test(error.message)) return null;
    throw error;
  }
}
