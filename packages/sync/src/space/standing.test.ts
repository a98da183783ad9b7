/**
 * Whose words an event is: the team's, a parent's, the carrier's, a tablet's.
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { EventHeader } from '@obhut/protocol/event.ts';
import type { Role, SpaceKind } from '@obhut/protocol/kinds.ts';
import type { Member, SpaceState } from '@obhut/protocol/state.ts';
import {
  hashOf,
  idOf,
  logsOf,
  memberships,
  memberWith,
  rootId,
  stateWith,
  today,
} from '@obhut/protocol/testing/states.ts';
import { expect, it } from 'vitest';
import { standingOf } from './standing.ts';

const [author, leadership, team, here] = [idOf(1), rootId, idOf(3), idOf(4)];

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
  const state = stateWith(here, kind, { heads });
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
  const logs = logsOf(...[by, named].filter((log) => log !== undefined));
  const acting = { role, member: memberWith(author, role, as), sign: hashOf(9) };
  return standingOf(state, event, acting, logs);
}

/** A log in which the author is a member from one index to another. */
function logOf(kind: SpaceKind, from: number, to: number | null, until: number | null = null): SpaceState {
  const joined = [from, author, memberWith(author, 'writer', { until })] as const;
  const left = to === null ? [] : [[to, author, null] as const];
  return stateWith(kind === 'leadership' ? leadership : team, kind, { memberships: memberships(joined, ...left) });
}

it('what is said through leadership or a team is the team’s, and says so', () => {
  for (const kind of ['leadership', 'team'] as const)
    for (const where of ['everyone', 'group', 'mailbox'] as const)
      expect(said({ kind: where, by: logOf(kind, 0, null) })).toMatchObject({ class: 'staff', through: kind });
  expect(said({ kind: 'group', by: stateWith(team, 'group') })).toMatchObject({ class: 'guardian', through: 'none' });
});

it('what a tablet says is a tablet’s', () => {
  const by = stateWith(team, 'day');
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
    for (const named of [logOf(kind, 0, null), logOf(kind, 2, null), logOf(kind, 0, 3), logOf(kind, 0, null, today)])
      expect(said({ kind: 'conversation', named }).class).toBe('staff');
    for (const named of [logOf(kind, 3, null), logOf(kind, 0, 2), logOf(kind, 0, null, today - 1)])
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
