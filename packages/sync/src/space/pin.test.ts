/**
 * What a pin says about a log that is read later, each question alone.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { hashOf, idOf, stateWith } from '@obhut/protocol/testing/states.ts';
import { describe, expect, it } from 'vitest';
import { contradicts, goesBack, mergePins, pinOf, reaches, type Pin } from './pin.ts';
import { Replica } from './replica.ts';

const space = idOf(4);
const pin = (index: number, seq: number | null, given: Partial<Pin> = {}): Pin => ({
  space,
  index,
  hash: hashOf(index),
  seen: seq === null ? null : { seq, chain: hashOf(seq) },
  ...given,
});

/** Four control records, of index 0 to 3; with full access the chain has 1 to 6 for values at those places. */
function replica(access: 'full' | 'control' = 'full'): Replica {
  const values: Bytes[] = [1, 2, 3, 4, 5, 6].map(hashOf);
  const read = new Replica(space, access);
  read.state = stateWith(space, 'group');
  read.at = (seq) => values[seq - 1];
  return read;
}

// `index` of a head is the number of control records.
const head = (index: number, seq: number, access: 'full' | 'control' = 'full') => ({ space, index, seq, access });

describe('a server goes back', () => {
  it('when it has fewer control records than were pinned', () => {
    expect(goesBack(pin(3, null), head(4, 0))).toBe(false);
    expect(goesBack(pin(3, null), head(3, 0))).toBe(true);
  });

  it('when it has fewer items, where they are readable', () => {
    expect(goesBack(pin(3, 6), head(4, 6))).toBe(false);
    expect(goesBack(pin(3, 6), head(4, 5))).toBe(true);
    expect(goesBack(pin(3, 6), head(4, 5, 'control'))).toBe(false);
  });
});

describe('a log contradicts a pin', () => {
  it('by another control record in its place', () => {
    expect(contradicts(pin(3, null), replica())).toBe(false);
    expect(contradicts(pin(3, null, { hash: hashOf(9) }), replica())).toBe(true);
    expect(contradicts(pin(3, null, { hash: hashOf(9) }), replica('control'))).toBe(true);
  });

  it('by another value of the chain, where it has one', () => {
    const other = { seen: { seq: 6, chain: hashOf(9) } };
    expect(contradicts(pin(3, 6), replica())).toBe(false);
    expect(contradicts(pin(3, null, other), replica())).toBe(true);
    expect(contradicts(pin(3, null, other), replica('control'))).toBe(false);
  });

  it('not by what was not read so far', () => {
    expect(contradicts(pin(4, 7), replica())).toBe(false);
    expect(contradicts(pin(0, null), new Replica(space, 'full'))).toBe(false);
  });
});

describe('a log reaches a pin', () => {
  it('when its control records do, and what was seen is known', () => {
    expect(reaches(pin(3, 6), replica(), 'full')).toBe(true);
    expect(reaches(pin(3, null), replica(), 'full')).toBe(true);
    expect(reaches(pin(4, 6), replica(), 'full')).toBe(false);
    expect(reaches(pin(3, 7), replica(), 'full')).toBe(false);
    expect(reaches(pin(0, null), new Replica(space, 'full'), 'full')).toBe(false);
  });

  it('without the chain, where only control records are readable', () => {
    expect(reaches(pin(3, 7), replica('control'), 'control')).toBe(true);
    // It was read when no more was readable than control records, and now more is.
    expect(reaches(pin(3, 6), replica('control'), 'full')).toBe(false);
    expect(reaches(pin(4, 7), replica('control'), 'control')).toBe(false);
  });
});

describe('a space is pinned', () => {
  it('as far as it was verified', () => {
    expect(pinOf(replica('control'))).toEqual(pin(3, null));
  });

  it('not when it has stopped, nor before its first record', () => {
    const stopped = replica();
    stopped.stop('rollback');
    expect(pinOf(stopped)).toBeNull();
    expect(pinOf(new Replica(space, 'full'))).toBeNull();
  });
});

const merged = (old: Pin, fresh: Pin) => mergePins([old], [fresh]);

const pinsFrom = (from: number): Pin[] =>
  Array.from({ length: 4000 }, (_, at) => {
    const id = new Uint8Array(16);
    new DataView(id.buffer).setUint32(0, from + at);
    return pin(0, null, { space: id });
  });

describe('pins of two devices', () => {
  it('say what the further one says, of control records and of the chain each for itself', () => {
    expect(merged(pin(3, 6), pin(4, 5))).toEqual([pin(4, 6)]);
    expect(merged(pin(4, 5), pin(3, 6))).toEqual([pin(4, 6)]);
    expect(merged(pin(3, null), pin(3, 6))).toEqual([pin(3, 6)]);
    expect(merged(pin(3, 6), pin(4, null))).toEqual([pin(4, 6)]);
  });

  it('of the same place the older word stays', () => {
    const [old, fresh] = [pin(3, 6), pin(3, 6, { hash: hashOf(9), seen: { seq: 6, chain: hashOf(9) } })];
    expect(merged(old, fresh)).toEqual([old]);
  });

  it('are as many as a vault has room for, the fresh ones first', () => {
    const all = mergePins(pinsFrom(0), pinsFrom(10_000));
    expect(all).toHaveLength(6000);
    expect(all.slice(0, 4000)).toEqual(pinsFrom(10_000));
  });
});
