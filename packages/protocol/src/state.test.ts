/**
 * What a log says about who is in a space and by which keys, at its head and before.
 * @module
 */
import { describe, expect, it } from 'vitest';
import { hashCtx } from './hash.ts';
import { activeMembers, currentEpoch, epochAt, headHash, headIndex, memberAt, membersHash } from './state.ts';
import type { Epoch, SpaceState } from './state.ts';
import { hashOf, idOf, memberships, memberWith, stateWith, today } from './testing/states.ts';

const [here, anna, ben, team] = [idOf(4), idOf(11), idOf(12), idOf(13)];
const group = (given: Partial<SpaceState>) => stateWith(here, 'group', given);
const ids = (state: SpaceState, day: number) => activeMembers(state, day).map(({ id }) => id);

describe('a membership', () => {
  const state = group({
    memberships: memberships(
      [1, anna, memberWith(anna, 'reader', { until: today + 1 })],
      [2, anna, memberWith(anna, 'writer', { until: today + 1 })],
    ),
  });

  it('is what the newest change said by then', () => {
    expect([0, 1, 2, 3].map((index) => memberAt(state, anna, index, today)?.role)).toEqual([
      undefined,
      'reader',
      'writer',
      'writer',
    ]);
    expect(memberAt(state, ben, 3, today)).toBeNull();
  });

  it('counts on its last day, and no longer', () => {
    expect(memberAt(state, anna, 3, today + 1)).not.toBeNull();
    expect(memberAt(state, anna, 3, today + 2)).toBeNull();
    expect(ids(state, today + 1)).toEqual([anna]);
    expect(ids(state, today + 2)).toEqual([]);
  });
});

it('members are those at the head, sorted by id, whatever came first', () => {
  const state = group({
    memberships: memberships(
      [0, team, memberWith(team, 'admin', { class: 'space', sign: null, kem: null })],
      [1, ben, memberWith(ben, 'reader')],
      [2, anna, memberWith(anna, 'reader')],
      [3, ben, null],
      [3, idOf(10), memberWith(idOf(10), 'reader')],
    ),
  });
  expect(ids(state, today)).toEqual([idOf(10), anna, team]);
});

it('the hash of the members is over ids and keys in the order of the ids; a member space has no key', () => {
  const state = group({
    memberships: memberships(
      [0, team, memberWith(team, 'admin', { class: 'space', sign: null, kem: null })],
      [1, anna, memberWith(anna, 'reader', { kem: hashOf(5), until: today })],
    ),
  });
  expect(membersHash(state, today)).toEqual(hashCtx('members', anna, hashOf(5), team, null));
  expect(membersHash(state, today + 1)).toEqual(hashCtx('members', team, null));
});

const epoch = (number: number, index: number): Epoch => ({
  epoch: number,
  index,
  day: today,
  commit: hashOf(number),
  kem: null,
  boxedTo: new Map(),
});

describe('an epoch', () => {
  const state = group({ epochs: [epoch(1, 1), epoch(2, 3)] });

  it('holds from its record on', () => {
    expect([0, 1, 2, 3, 4].map((index) => epochAt(state, index)?.epoch)).toEqual([undefined, 1, 1, 2, 2]);
    expect(currentEpoch(state)?.epoch).toBe(2);
  });

  it('there is none before the first', () => {
    expect(currentEpoch(group({}))).toBeNull();
    expect(epochAt(group({}), 3)).toBeNull();
  });
});

it('the head is the last record, and a space without one is none', () => {
  expect(headIndex(group({}))).toBe(3);
  expect(headHash(group({}))).toEqual(hashOf(3));
  expect(() => headHash(group({ hashes: [] }))).toThrow(RangeError);
});
