/**
 * What each fault is: something that goes wrong under load, and a sentence of what must hold all the same.
 * @module
 */
import type { Numbers } from './numbers.ts';

export interface Round {
  /** Bounded to seconds, as for `.ci/run`. */
  isShort: boolean;
  /** For its own server; nothing else listens there. */
  port: number;
}

export interface Fault {
  readonly name: string;
  readonly holds: string;
  /** What was counted. Throws {@link Broken} where something does not hold, {@link Impossible} where this machine cannot do it. */
  run(round: Round): Promise<Numbers>;
}

/** What must hold does not. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** The fault cannot be made here: the message says how it can. */
export class Impossible extends Error {
  override readonly name = 'Impossible';
}

export function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}
