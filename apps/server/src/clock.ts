/**
 * Time as the server has it; tests have their own.
 * @module
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

const dayMs = 86_400_000;

/** UTC days since 1970-01-01. */
export function today(clock: Clock): number {
  return Math.floor(clock.now() / dayMs);
}
