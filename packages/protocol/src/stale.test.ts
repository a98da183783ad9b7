/**
 * When a space must be rekeyed: each reason alone.
 * @module
 */
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { staleMemberSpaces, staleness } from './stale.ts';
import type { Epoch, Member, SpaceState } from './state.ts';
import { hashOf, idOf, logsOf, memberships, memberWith, rootId, stateWith, today } from './testing/states.ts';

const [here, team, anna] = [idOf(4), idOf(3), idOf(11)];

const epoch = (number: number, given: Partial<Epoch> = {}): Epoch => ({
  epoch: number,
  index: 1,
  day: today,
  commit: hashOf(number),
  kem: null,
  boxedTo: new Map(),
  ...given,
});

const space = memberWith(team, 'admin', { class: 'space', sign: null, kem: null });
const teamLog = (given: Partial<SpaceState> = {}) => stateWith(team, 'team', { epochs: [epoch(2)], ...given });

function group(member: Member, given: Partial<SpaceState> = {}): SpaceState {
  return stateWith(here, 'group', {
    memberships: memberships([0, member.id, member]),
    epochs: [epoch(5, { boxedTo: new Map([[toHex(team), 2]]) })],
    ...given,
  });
}

const fresh = (given: Partial<SpaceState> = {}) => group(memberWith(anna, 'reader'), given);

it('a space from which nobody has left is fresh', () => {
  expect(staleness(fresh(), logsOf(), today)).toBe('fresh');
  expect(staleness(group(space), logsOf(teamLog()), today)).toBe('fresh');
});

it('is urgent when somebody was removed, and not after its end', () => {
  expect(staleness(fresh({ removedSince: true }), logsOf(), today)).toBe('urgently');
  expect(staleness(fresh({ removedSince: true, claimedSince: true }), logsOf(), today)).toBe('urgently');
  const ending = fresh({ removedSince: true, retired: today });
  expect(staleness(ending, logsOf(), today)).toBe('urgently');
  expect(staleness(ending, logsOf(), today + 1)).toBe('fresh');
});

it('can wait when a letter was claimed', () => {
  expect(staleness(fresh({ claimedSince: true }), logsOf(), today)).toBe('lazily');
});

const endingOn = (last: number, as: Member['class'] = 'persona', given: Partial<SpaceState> = {}) =>
  group(memberWith(anna, 'reader', { class: as, until: last }), given);

describe('a membership that has ended', () => {
  it('is urgent from the day after, and a letter’s can wait', () => {
    expect(staleness(endingOn(today), logsOf(), today)).toBe('fresh');
    expect(staleness(endingOn(today), logsOf(), today + 1)).toBe('urgently');
    expect(staleness(endingOn(today, 'invite'), logsOf(), today + 1)).toBe('lazily');
  });

  it('does not count when the newest epoch came after it', () => {
    expect(staleness(endingOn(today - 1), logsOf(), today + 1)).toBe('fresh');
  });

  it('does not count before there is a key at all, nor once somebody was taken out', () => {
    expect(staleness(endingOn(today, 'persona', { epochs: [] }), logsOf(), today + 1)).toBe('fresh');
    const out = memberships([0, anna, memberWith(anna, 'reader', { until: today })], [2, anna, null]);
    expect(staleness(fresh({ memberships: out }), logsOf(), today + 1)).toBe('fresh');
  });
});

describe('a member space', () => {
  it('that has moved on is urgent, one that is not known is not', () => {
    expect(staleness(group(space), logsOf(teamLog({ epochs: [epoch(3)] })), today)).toBe('urgently');
    expect(staleness(group(space), logsOf(), today)).toBe('fresh');
    const never = group(space, { epochs: [epoch(5)] });
    expect(staleness(never, logsOf(teamLog({ epochs: [epoch(1)] })), today)).toBe('urgently');
    expect(staleness(never, logsOf(teamLog({ epochs: [] })), today)).toBe('fresh');
  });

  it('that was taken out does not matter', () => {
    const out = memberships([0, team, space], [2, team, null]);
    expect(staleness(group(space, { memberships: out }), logsOf(teamLog({ epochs: [epoch(3)] })), today)).toBe('fresh');
  });

  it('is named when it is stale itself, urgently or not', () => {
    const named = (given: Partial<SpaceState>) => staleMemberSpaces(group(space), logsOf(teamLog(given)), today);
    expect(named({})).toEqual([]);
    expect(named({ removedSince: true })).toEqual([toHex(team)]);
    expect(named({ claimedSince: true })).toEqual([toHex(team)]);
    expect(staleMemberSpaces(group(space), logsOf(), today)).toEqual([]);
    expect(staleMemberSpaces(fresh(), logsOf(teamLog({ removedSince: true })), today)).toEqual([]);
  });
});

it('somebody whom leadership has expelled is still in it: urgent', () => {
  const root = stateWith(rootId, 'leadership', { expelled: new Map([[toHex(anna), 2]]) });
  expect(staleness(fresh(), logsOf(root), today)).toBe('urgently');
  expect(staleness(fresh(), logsOf({ ...root, expelled: new Map([[toHex(idOf(15)), 2]]) }), today)).toBe('fresh');
});
