/**
 * The chain over everything in one space, as far as it was read, and where in it the control records stand.
 * @module
 */
import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainStart } from '@obhut/protocol/chain.ts';
import type { ChainView } from './accept.ts';

const valueBytes = 32;

/** A place in a space, and the chain's value there. */
export interface Seen {
  seq: number;
  chain: Bytes;
}

/** Where reading begins that is no whole: the last place before it. Infinity, and null: at control records it stays. */
export type Beginning = Seen | { seq: typeof Infinity; chain: null };

export class Chain implements ChainView {
  readonly #values: Bytes[] = [];
  readonly #controlSeqs: number[] = [];
  /** False: only control records are readable, so there is none. */
  readonly #isWhole: boolean;
  #seq = 0;
  /** Up to here the values are those of a snapshot. */
  #known = 0;
  /** Up to here control records alone are taken, and no value is known but the last. */
  readonly #from: number;

  constructor(space: Bytes, isWhole: boolean, from: Beginning | null = null) {
    const { seq, chain } = from ?? { seq: 0, chain: chainStart(space) };
    if (chain !== null) this.#values[seq] = chain;
    this.#from = seq;
    this.#isWhole = isWhole;
  }

  /** Of the last item. */
  get seq(): number {
    return this.#seq;
  }

  at(seq: number): Bytes | undefined {
    return this.#values[seq];
  }

  seqOfControl(index: number): number | undefined {
    return this.#controlSeqs[index];
  }

  /** Where the next own record or event stands on. */
  get seen(): Seen | null {
    const seq = Math.max(this.#seq, this.#from);
    const chain = this.#values[seq];
    return !this.#isWhole || chain === undefined || seq === 0 ? null : { seq, chain };
  }

  isNext(seq: number): boolean {
    const isLoose = !this.#isWhole || seq <= Math.max(this.#known, this.#from);
    return isLoose ? seq > this.#seq : seq === Math.max(this.#seq, this.#from) + 1;
  }

  /** False: it says another value than this chain. What lies before its beginning is not known. */
  agrees({ seq, chain }: Seen): boolean {
    const own = this.#values[seq];
    return seq < this.#from || (own !== undefined && equalBytes(own, chain));
  }

  /** `next`: the chain's value after the item, from the one before. False: a snapshot says another. */
  advance(seq: number, next: (previous: Bytes) => Bytes): boolean {
    this.#seq = seq;
    if (!this.#isWhole || seq <= this.#from) return true;
    const previous = this.#values[seq - 1];
    if (previous === undefined) throw new RangeError('items are taken in order');
    const value = next(previous);
    const known = this.#values[seq];
    this.#values[seq] = value;
    return known === undefined || equalBytes(known, value);
  }

  noteControl(index: number, seq: number): void {
    this.#controlSeqs[index] = seq;
  }

  /** All values after the first, one behind the other. */
  get bytes(): Bytes {
    return concat(...this.#values.slice(1, this.#seq + 1));
  }

  /** On an empty chain: takes over the values of a snapshot. Its control records are still to come, one after the other. */
  resume(bytes: Bytes): void {
    for (let at = 0; at + valueBytes <= bytes.length; at += valueBytes)
      this.#values.push(bytes.slice(at, at + valueBytes));
    this.#known = this.#values.length - 1;
  }

  /** All control records of the snapshot have come. */
  resumed(seq: number): void {
    this.#seq = seq;
  }
}
