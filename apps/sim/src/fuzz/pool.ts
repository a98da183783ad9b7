/**
 * What has a meaning somewhere: ids, hashes, messages and words that were seen in requests and answers, to be said where they do not belong.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { nothingKnown, type Known } from '@obhut/protocol/testing/arbitrary.ts';
import * as fc from 'fast-check';

/** Of each length. The newest stay: a login that was begun is good for minutes. What is said often is there as often. */
const most = 1500;

export class Pool implements Known {
  readonly #bytes = new Map<number, Bytes[]>();
  readonly #texts: string[] = [];
  /** Longer ones are somebody's content. */
  readonly longest: number;

  constructor(longest: number) {
    this.longest = longest;
  }

  #keep(bytes: Bytes): void {
    if (bytes.length === 0 || bytes.length > this.longest) return;
    const same = this.#bytes.get(bytes.length) ?? [];
    this.#bytes.set(bytes.length, same);
    same.push(bytes);
    if (same.length > most) same.splice(0, same.length - most);
  }

  /** Everything in a decoded value. */
  learn(value: unknown): void {
    if (value instanceof Uint8Array) return this.#keep(Uint8Array.from(value));
    if (typeof value === 'string' && this.#texts.push(value) > most) this.#texts.shift();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) this.learn(inner);
    return undefined;
  }

  include(other: Pool): void {
    for (const same of other.#bytes.values()) for (const bytes of same) this.#keep(bytes);
  }

  bytes(length: number): fc.Arbitrary<Bytes> {
    return fc.tuple(fc.nat(), nothingKnown.bytes(length)).map(([at, other]) => {
      const known = this.#bytes.get(length) ?? [];
      return known[at % Math.max(1, known.length)] ?? other;
    });
  }

  get text(): fc.Arbitrary<string> {
    return fc.tuple(fc.nat(), nothingKnown.text).map(([at, other]) => {
      const known = this.#texts;
      return known[at % Math.max(1, known.length)] ?? other;
    });
  }
}
