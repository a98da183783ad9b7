/**
 * Who is who: a person keeps one id for the screens, that of their first persona, through every replacement. So what they wrote before
 * stays theirs.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { Institution } from '../institution.ts';

export class Persons {
  readonly #old: ReadonlyMap<string, string>;

  /** `old`: whom each persona has replaced, hex. */
  constructor(old: ReadonlyMap<string, string>) {
    this.#old = old;
  }

  static of(institution: Institution): Persons {
    const pairs = institution.replicas.flatMap(({ state }) =>
      [...(state?.replacements ?? [])].map(([id, { old }]) => [id, toHex(old)] as const),
    );
    return new Persons(new Map(pairs));
  }

  /** How many replacements are known: persons change only with it. */
  get size(): number {
    return this.#old.size;
  }

  /** The first persona of the person who has this one. */
  of(persona: string): string {
    const seen = new Set([persona]);
    for (let at = persona; ;) {
      const before = this.#old.get(at);
      // Two spaces could name a circle between them: then each stays who they are.
      if (before === undefined || seen.has(before)) return at;
      seen.add(before);
      at = before;
    }
  }
}
