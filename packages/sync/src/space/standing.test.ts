/**
 * Whose words an event is: the team's, a parent's, the carrier's, a tablet's.
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { EventHeader } from '@obhut/protocol/event.ts';
import { levelOf, type Role, type SpaceKind } from '@obhut/protocol/kinds.ts';
import type { Member, SpaceState } from '@obhut/protocol/state.ts';
import { expect, it } from 'vitest';
import { standingOf } from './standing.ts';

const idOf = (byte: number): Bytes => new Uint8Array(16).fill(byte);
const hashOf = (byte: number): Bytes => new Uint8Array(32).fill(byte);
const [author, leadership, team, here] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const day = 20_700;

function member(id: Bytes, role: Role, given: Partial<Member> = {}): Member {
  return {
    id,
    class: 'persona',
    role,
    sign: hashOf(9),
    kem: hashOf(8),
    until: null,
    grants: null,
    createdBy: null,
    ...given,
  };
}

/** Of four control records. */
function stateOf(space: Bytes, kind: SpaceKind, given: Partial<SpaceState> = {}): SpaceState {
  return {
    institution: idOf(7),
    leadership,
    space,
    kind,
    level: levelOf[kind],
    hashes: [0, 1, 2, 3].map(hashOf),
    days: [day, day, day, day],
    day,
    heads: new Map(),
    memberships: new Map(),
    epochs: [],
    buckets: new Map(),
    replacements: new Map(),
    claims: new Map(),
    expelled: new Map(),
    recovery: null,
    recovered: [],
    removedSince: false,
    claimedSince: false,
    retired: null,
    ...given,
  };
}

interface Said {
  kind: SpaceKind;
  role?: Role;
  /** The space through which it is said. */
  by?: SpaceState;
  /** Beside it: what the space's log has named, as far as index 2. */
  named?: SpaceState;
  as?: Partial<Member>;
}

function said({ kind, role = 'writer', by, named, as }: Said) {
  const heads = new Map(named === undefined ? [] : [[toHex(named.space), 2]]);
  const state = stateOf(here, kind, { heads });
  const through = by === undefined ? null : { space: by.space, index: 3, hash: hashOf(3) };
  const event: EventHeader = {
    version: 1,
    epoch: 1,
    bucket: idOf(5),
    event: idOf(6),
    expiry: 0,
    notify: 'none',
    index: 3,
    hash: hashOf(3),
    author,
    through,
  };
  const logs = (id: Bytes) => [by, named].find((log) => log !== undefined && toHex(log.space) === toHex(id));
  const acting = { role, member: member(author, role, as), sign: hashOf(9) };
  return standingOf(state, event, acting, logs);
}

/** A log in which the author is a member from one index to another. */
function logOf(kind: SpaceKind, from: number, to: number | null, until: number | null = null): SpaceState {
  const changes = [{ index: from, member: member(author, 'writer', { until }) }];
  const all = to === null ? changes : [...changes, { index: to, member: null }];
  return stateOf(kind === 'leadership' ? leadership : team, kind, { memberships: new Map([[toHex(author), all]]) });
}

it('what is said through leadership or a team is the team’s, and says so', () => {
  for (const kind of ['leadership', 'team'] as const)
    for (const where of ['everyone', 'group', 'mailbox'] as const)
      expect(said({ kind: where, by: logOf(kind, 0, null) })).toMatchObject({ class: 'staff', through: kind });
  expect(said({ kind: 'group', by: stateOf(team, 'group') })).toMatchObject({ class: 'guardian', through: 'none' });
});

it('what a tablet says is a tablet’s', () => {
  const by = stateOf(team, 'day');
  expect(said({ kind: 'group', by, as: { class: 'device' } })).toMatchObject({ class: 'device', through: 'day' });
});

it('what is said directly in `everyone` is the carrier’s, and elsewhere a parent’s', () => {
  expect(said({ kind: 'everyone' })).toMatchObject({ class: 'carrier', through: 'none', role: 'writer' });
  for (const kind of ['group', 'mailbox', 'conversation', 'ward'] as const)
    expect(said({ kind }).class).toBe('guardian');
  expect(said({ kind: 'everyone', role: 'reader' }).class).toBe('guardian');
});

it('a member of leadership or a team speaks as one, directly too, as its log stands where it was named', () => {
  for (const kind of ['leadership', 'team'] as const) {
    for (const named of [logOf(kind, 0, null), logOf(kind, 2, null), logOf(kind, 0, 3), logOf(kind, 0, null, day)])
      expect(said({ kind: 'conversation', named }).class).toBe('staff');
    for (const named of [logOf(kind, 3, null), logOf(kind, 0, 2), logOf(kind, 0, null, day - 1)])
      expect(said({ kind: 'conversation', named }).class).toBe('guardian');
  }
  expect(said({ kind: 'conversation', named: logOf('group', 0, null) }).class).toBe('guardian');
});

it('in leadership and in a team everybody is of the team', () => {
  for (const kind of ['leadership', 'team'] as const) expect(said({ kind }).class).toBe('staff');
  expect(said({ kind: 'day' }).class).toBe('guardian');
});

it('names its author, their role and where it was said', () => {
  expect(said({ kind: 'group', role: 'admin' })).toEqual({
    persona: toHex(author),
    class: 'guardian',
    through: 'none',
    role: 'admin',
    space: { id: toHex(here), kind: 'group' },
  });
});
