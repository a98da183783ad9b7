/**
 * Whether an event may stand where it does: each rule alone, by its header and the logs.
 * @module
 */
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { judgeEvent } from './event-admission.ts';
import type { EventHeader } from './event.ts';
import type { Member, SpaceState } from './state.ts';
import { hashOf, idOf, logsOf, memberships, memberWith, rootId, stateWith, today } from './testing/states.ts';

const [author, team, here, bucket, ending] = [idOf(1), idOf(3), idOf(4), idOf(5), idOf(6)];

/** Two epochs, with a bucket without an end and one with; the author is a member, directly and of the team. */
function group(given: Partial<SpaceState> = {}, member: Member = memberWith(author, 'writer')): SpaceState {
  const epoch = { day: today, commit: hashOf(1), kem: null, boxedTo: new Map<string, number>() };
  return stateWith(here, 'group', {
    memberships: memberships(
      [0, author, member],
      [0, team, memberWith(team, 'admin', { class: 'space', sign: null, kem: null })],
    ),
    epochs: [
      { epoch: 1, index: 1, ...epoch },
      { epoch: 2, index: 2, ...epoch },
    ],
    buckets: new Map([
      [toHex(bucket), { id: bucket, epoch: 2, until: null, hash: hashOf(2) }],
      [toHex(ending), { id: ending, epoch: 2, until: today + 9, hash: hashOf(3) }],
      [toHex(idOf(9)), { id: idOf(9), epoch: 1, until: null, hash: hashOf(4) }],
    ]),
    heads: new Map([
      [toHex(rootId), 2],
      [toHex(team), 2],
    ]),
    ...given,
  });
}

const teamLog = (given: Partial<SpaceState> = {}) =>
  stateWith(team, 'team', { memberships: memberships([1, author, memberWith(author, 'writer')]), ...given });

function judged(change: Partial<EventHeader>, state = group(), team = teamLog(), root: Partial<SpaceState> = {}) {
  const event: EventHeader = {
    version: 1,
    epoch: 2,
    bucket,
    event: idOf(8),
    expiry: 0,
    notify: 'none',
    index: 3,
    hash: hashOf(3),
    author,
    through: null,
    ...change,
  };
  return judgeEvent(state, event, logsOf(state, team, stateWith(rootId, 'leadership', root)), today);
}

const fault = (which: string, known = true) => ({ fault: which, known });
const throughTeam = (index: number) => ({ through: { space: team, index, hash: hashOf(index) } });

describe('an event', () => {
  it('stands where its author writes, directly or through a team', () => {
    expect(judged({})).toMatchObject({ acting: { role: 'writer' } });
    expect(judged(throughTeam(3))).toMatchObject({ acting: { role: 'admin' } });
  });

  it('is of the newest epoch', () => {
    for (const epoch of [1, 3]) expect(judged({ epoch })).toEqual(fault('epoch'));
    expect(judged({}, group({ epochs: [] }))).toEqual(fault('epoch'));
  });

  it('is in a bucket of that epoch', () => {
    expect(judged({ bucket: idOf(10) })).toEqual(fault('bucket'));
    expect(judged({ bucket: idOf(9) })).toEqual(fault('bucket'));
  });

  it('ends no later than its bucket, and not at all in one without an end', () => {
    for (const expiry of [today, today + 9]) expect(judged({ bucket: ending, expiry })).toHaveProperty('acting');
    for (const expiry of [0, today + 10]) expect(judged({ bucket: ending, expiry })).toEqual(fault('expiry'));
    expect(judged({ expiry: today + 9 })).toEqual(fault('expiry'));
  });
});

describe('its author', () => {
  it('must be a member, of the space or of the one that is named', () => {
    expect(judged({ author: idOf(15) })).toEqual(fault('right', false));
    expect(judged({ author: idOf(15), ...throughTeam(3) })).toEqual(fault('right', false));
    const unknown = { through: { space: idOf(14), index: 3, hash: hashOf(3) } };
    expect(judged(unknown)).toEqual(fault('right', false));
  });

  it('must write there', () => {
    for (const member of [
      memberWith(author, 'reader'),
      memberWith(author, 'writer', { class: 'kit' }),
      memberWith(author, 'writer', { class: 'invite', grants: 'reader' }),
    ])
      expect(judged({}, group({}, member))).toEqual(fault('right'));
    expect(judged({}, group({}, memberWith(author, 'writer', { class: 'device' })))).toHaveProperty('acting');
    expect(judged({}, group({}, memberWith(author, 'writer', { until: today - 1 })))).toEqual(fault('right', false));
  });

  it('names no head from before the one that the space has seen', () => {
    expect(judged(throughTeam(2))).toHaveProperty('acting');
    expect(judged(throughTeam(1))).toEqual(fault('old-head'));
    expect(judged(throughTeam(1), group({ heads: new Map() }))).toHaveProperty('acting');
    expect(judged(throughTeam(0), group({ heads: new Map() }))).toEqual(fault('right', false));
  });

  it('is not expelled, as far as the space has seen leadership’s log', () => {
    const expelled = (id: typeof author, index: number) => ({ expelled: new Map([[toHex(id), index]]) });
    for (const way of [{}, throughTeam(3)]) {
      expect(judged(way, group(), teamLog(), expelled(author, 2))).toEqual(fault('right'));
      expect(judged(way, group(), teamLog(), expelled(author, 3))).toHaveProperty('acting');
      expect(judged(way, group(), teamLog(), expelled(idOf(15), 2))).toHaveProperty('acting');
    }
    // Without a named head it is leadership's first record.
    const unnamed = group({ heads: new Map() });
    expect(judged({}, unnamed, teamLog(), expelled(author, 0))).toEqual(fault('right'));
    expect(judged({}, unnamed, teamLog(), expelled(author, 1))).toHaveProperty('acting');
  });

  it('descends from nobody expelled, in the space through which it speaks', () => {
    const before = new Map([[toHex(author), { old: idOf(15), bySelf: true }]]);
    const root = { expelled: new Map([[toHex(idOf(15)), 2]]) };
    expect(judged({}, group({ replacements: before }), teamLog(), root)).toEqual(fault('right'));
    expect(judged({}, group(), teamLog({ replacements: before }), root)).toHaveProperty('acting');
    expect(judged(throughTeam(3), group(), teamLog({ replacements: before }), root)).toEqual(fault('right'));
    expect(judged(throughTeam(3), group({ replacements: before }), teamLog(), root)).toHaveProperty('acting');
    const byAdmin = new Map([[toHex(author), { old: idOf(15), bySelf: false }]]);
    expect(judged({}, group({ replacements: byAdmin }), teamLog(), root)).toHaveProperty('acting');
  });
});
