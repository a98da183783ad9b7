/**
 * The chain over one space: what comes next, what agrees with it, and from where it goes on.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainStart } from '@obhut/protocol/chain.ts';
import { describe, expect, it } from 'vitest';
import { Chain, type Beginning } from './chain.ts';

const space = new Uint8Array(16).fill(3);
const value = (number: number): Bytes => new Uint8Array(32).fill(number);

/** Its values are 1, 2, 3 … at those places. */
function chainOf(length: number, from: Beginning | null = null): Chain {
  const chain = new Chain(space, true, from);
  for (let seq = 1; seq <= length; seq++) chain.advance(seq, () => value(seq));
  return chain;
}

const taken = (chain: Chain) => [0, 1, 2, 3, 4, 5, 6, 7].filter((seq) => chain.isNext(seq));

describe('a whole chain', () => {
  it('begins with the space’s own value, and has nothing to stand on before its first item', () => {
    const chain = chainOf(0);
    expect([chain.seq, chain.at(0), chain.seen, chain.bytes]).toEqual([0, chainStart(space), null, new Uint8Array()]);
  });

  it('takes one item after the other', () => {
    expect(taken(chainOf(0))).toEqual([1]);
    expect(taken(chainOf(2))).toEqual([3]);
    expect(() => chainOf(1).advance(3, () => value(3))).toThrow(RangeError);
  });

  it('makes each value of the one before', () => {
    const previous: Bytes[] = [];
    const chain = new Chain(space, true);
    for (const seq of [1, 2])
      expect(
        chain.advance(seq, (before) => {
          previous.push(before);
          return value(seq);
        }),
      ).toBe(true);
    expect(previous).toEqual([chainStart(space), value(1)]);
    expect([chain.seq, chain.at(2), chain.at(3)]).toEqual([2, value(2), undefined]);
    expect(chain.seen).toEqual({ seq: 2, chain: value(2) });
    expect(chain.bytes).toEqual(concat(value(1), value(2)));
  });

  it('agrees with what it has at a place, and with nothing else', () => {
    const chain = chainOf(2);
    expect(chain.agrees({ seq: 1, chain: value(1) })).toBe(true);
    expect(chain.agrees({ seq: 0, chain: chainStart(space) })).toBe(true);
    expect(chain.agrees({ seq: 1, chain: value(2) })).toBe(false);
    expect(chain.agrees({ seq: 3, chain: value(3) })).toBe(false);
  });

  it('knows where a control record stands', () => {
    const chain = chainOf(4);
    chain.noteControl(0, 1);
    chain.noteControl(1, 4);
    expect([0, 1, 2].map((index) => chain.seqOfControl(index))).toEqual([1, 4, undefined]);
  });
});

describe('a chain that begins further on', () => {
  const from = { seq: 4, chain: value(4) };

  it('takes control records up to there in any distance, then one after the other', () => {
    const chain = new Chain(space, true, from);
    expect(taken(chain)).toEqual([1, 2, 3, 4, 5]);
    chain.advance(2, () => {
      throw new Error('no value is known before the beginning');
    });
    expect(taken(chain)).toEqual([3, 4, 5]);
    chain.advance(5, (before) => {
      expect(before).toEqual(value(4));
      return value(5);
    });
    expect(taken(chain)).toEqual([6]);
  });

  it('stands on its beginning until it has more', () => {
    const chain = new Chain(space, true, from);
    expect(chain.seen).toEqual(from);
    chain.advance(1, () => value(1));
    expect([chain.seq, chain.seen]).toEqual([1, from]);
    chain.advance(5, () => value(5));
    expect(chain.seen).toEqual({ seq: 5, chain: value(5) });
  });

  it('knows nothing of what lies before it, and contradicts none of it', () => {
    const chain = new Chain(space, true, from);
    expect(chain.at(3)).toBeUndefined();
    expect(chain.agrees({ seq: 3, chain: value(9) })).toBe(true);
    expect(chain.agrees({ seq: 4, chain: value(9) })).toBe(false);
    expect(chain.agrees({ seq: 4, chain: value(4) })).toBe(true);
  });

  it('stays at control records when it has no beginning at all', () => {
    const chain = new Chain(space, true, { seq: Infinity, chain: null });
    expect(taken(chain)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].slice(1));
    expect(chain.advance(6, () => value(6))).toBe(true);
    expect([chain.seq, chain.at(6), chain.seen]).toEqual([6, undefined, null]);
    expect(taken(chain)).toEqual([7]);
  });
});

describe('a chain of control records alone', () => {
  it('has places and no values', () => {
    const chain = new Chain(space, false);
    expect(chain.advance(3, () => value(3))).toBe(true);
    expect([chain.seq, chain.at(3), chain.seen]).toEqual([3, undefined, null]);
    expect(taken(chain)).toEqual([4, 5, 6, 7]);
  });
});

/** Five values, with control records at 1 and 4. */
function resuming(bytes = chainOf(5).bytes): Chain {
  const chain = new Chain(space, true);
  chain.resume(bytes);
  return chain;
}

describe('a chain that goes on from a snapshot', () => {
  it('takes its control records wherever they stand in it, and says whether they belong there', () => {
    const chain = resuming();
    expect([chain.seq, chain.at(5), chain.at(6)]).toEqual([0, value(5), undefined]);
    expect(taken(chain)).toEqual([1, 2, 3, 4, 5]);
    expect(chain.advance(1, () => value(1))).toBe(true);
    expect(taken(chain)).toEqual([2, 3, 4, 5]);
    expect(chain.advance(4, () => value(4))).toBe(true);
    expect(chain.advance(5, () => value(9))).toBe(false);
  });

  it('then goes on behind its last item', () => {
    const chain = resuming();
    chain.advance(1, () => value(1));
    chain.resumed(5);
    expect(chain.seen).toEqual({ seq: 5, chain: value(5) });
    expect(taken(chain)).toEqual([6]);
    expect(chain.bytes).toEqual(chainOf(5).bytes);
    expect(chain.advance(6, () => value(6))).toBe(true);
    expect(chain.bytes).toEqual(chainOf(6).bytes);
  });

  it('leaves out what is no whole value', () => {
    const chain = resuming(concat(chainOf(2).bytes, new Uint8Array(31)));
    expect([chain.at(2), chain.at(3)]).toEqual([value(2), undefined]);
  });
});
