/**
 * Who is expelled, by which head of leadership's log, and what becomes of their memberships and letters.
 * @module
 */
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { isExpelled, newestHead, without, withoutExpelled } from './expulsion.ts';
import { activeMembers, memberAt, type SpaceState } from './state.ts';
import { idOf, logsOf, memberships, memberWith, rootId, stateWith, today } from './testing/states.ts';

const [gone, stays, letter, here] = [idOf(11), idOf(12), idOf(13), idOf(4)];
/** By leadership's record of index 2. */
const root = (id = gone) => stateWith(rootId, 'leadership', { expelled: new Map([[toHex(id), 2]]) });
const named = (index: number, space = rootId) => [{ space, index }];

const group = (given: Partial<SpaceState> = {}) =>
  stateWith(here, 'group', {
    memberships: memberships(
      [0, gone, memberWith(gone, 'writer')],
      [0, stays, memberWith(stays, 'writer')],
      [1, letter, memberWith(letter, 'reader', { class: 'invite', grants: 'reader', createdBy: gone })],
    ),
    ...given,
  });
const ids = (state: SpaceState) => activeMembers(state, today).map(({ id }) => id);

describe('somebody is expelled', () => {
  it('from the record on, as far as a head is named', () => {
    expect([1, 2, 3].map((index) => isExpelled(group(), named(index), logsOf(root()), gone))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isExpelled(group(), named(3), logsOf(root()), stays)).toBe(false);
  });

  it('not without a head of leadership’s log, nor without the log', () => {
    expect(isExpelled(group(), [], logsOf(root()), gone)).toBe(false);
    expect(isExpelled(group(), named(3, idOf(5)), logsOf(root()), gone)).toBe(false);
    expect(isExpelled(group(), named(3), logsOf(), gone)).toBe(false);
    expect(isExpelled(group(), named(3), logsOf(stateWith(rootId, 'leadership')), gone)).toBe(false);
  });

  it('in leadership itself by its own log, as far as it goes', () => {
    expect(isExpelled(root(), [], logsOf(), gone)).toBe(true);
    expect(isExpelled({ ...root(), expelled: new Map([[toHex(gone), 4]]) }, named(9), logsOf(), gone)).toBe(false);
  });

  it('with whoever descends from them in the space where they are members', () => {
    const heir = new Map([[toHex(stays), { old: gone, bySelf: true }]]);
    expect(isExpelled(group({ replacements: heir }), named(2), logsOf(root()), stays)).toBe(true);
    const team = stateWith(idOf(5), 'team', { replacements: heir });
    expect(isExpelled(group(), named(2), logsOf(root()), stays, team)).toBe(true);
    expect(isExpelled(group({ replacements: heir }), named(2), logsOf(root()), stays, group())).toBe(false);
  });
});

describe('without them', () => {
  it('they are out, and the letters that they made, before the next record', () => {
    const left = withoutExpelled(group(), named(2), logsOf(root()));
    expect(ids(left)).toEqual([stays]);
    expect(left.removedSince).toBe(true);
    // What was before stays as it was.
    expect(memberAt(left, gone, 3, today)?.role).toBe('writer');
    expect(memberAt(left, gone, 4, today)).toBeNull();
    expect(memberAt(left, letter, 4, today)).toBeNull();
  });

  it('letters of whoever descends from them are out too', () => {
    const heir = new Map([[toHex(gone), { old: idOf(15), bySelf: true }]]);
    expect(ids(withoutExpelled(group({ replacements: heir }), named(2), logsOf(root(idOf(15)))))).toEqual([stays]);
  });

  it('a state in which nobody is expelled is the same', () => {
    const state = group();
    expect(withoutExpelled(state, named(1), logsOf(root()))).toBe(state);
    expect(withoutExpelled(state, named(2), logsOf(root(idOf(15))))).toBe(state);
    expect(withoutExpelled(state, [], logsOf(root()))).toBe(state);
    expect(without(state, () => false)).toBe(state);
  });

  it('a membership that has ended is taken out as well, in case that it is asked for an earlier day', () => {
    const ended = group({
      memberships: memberships([0, gone, memberWith(gone, 'writer', { until: today - 1 })]),
    });
    expect(memberAt(withoutExpelled(ended, named(2), logsOf(root())), gone, 4, today - 1)).toBeNull();
  });
});

it('the newest head is the end of leadership’s log, where it is known', () => {
  expect(newestHead(group(), logsOf(root()))).toEqual([{ space: rootId, index: 3 }]);
  expect(newestHead(group(), logsOf())).toEqual([]);
});
