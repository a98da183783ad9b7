/**
 * Who may do what in a space, the whole table of it: each type of record, for each class of member and each role.
 * @module
 */
import { describe, expect, it } from 'vitest';
import { memberClasses, roles, type MemberClass, type Role } from './kinds.ts';
import type { RecordType } from './records.ts';
import { actingDirectly, actingThrough, mayAppend, mayWrite, type Acting } from './rights.ts';
import { hashOf, idOf, memberships, memberWith, stateWith, today } from './testing/states.ts';

const self = idOf(1);

function acting(as: MemberClass, role: Role): Acting {
  return { role, member: memberWith(self, role, { class: as }), sign: hashOf(9) };
}

/** `class role`, of everybody who may. */
function whoMay(does: (acting: Acting) => boolean): string[] {
  return memberClasses.flatMap((as) => roles.filter((role) => does(acting(as, role))).map((role) => `${as} ${role}`));
}

const inEachRole = (as: MemberClass): string[] => roles.map((role) => `${as} ${role}`);

/** A member space has no key, so nobody acts under its id; where a right is asked all the same it is that of a person. */
const persons = (...who: readonly Role[]): string[] =>
  (['persona', 'space'] as const).flatMap((as) => who.map((role) => `${as} ${role}`));

const table: readonly (readonly [RecordType, readonly string[]])[] = [
  ['genesis', persons('owner')],
  ['add', persons('admin', 'owner')],
  ['remove', persons('admin', 'owner')],
  ['invite', persons('admin', 'owner')],
  ['replace', persons('admin', 'owner')],
  ['expel', persons('admin', 'owner')],
  ['role', persons('owner')],
  ['retire', persons('owner')],
  ['veto', persons('owner')],
  ['recovery-approve', persons('reader', 'owner')],
  ['claim', inEachRole('invite')],
  ['recovery-request', inEachRole('kit')],
  ['recovery-execute', inEachRole('kit')],
  ['rekey', [...persons('writer', 'admin', 'owner'), 'device writer', 'device admin', 'device owner']],
  ['keyring', [...persons('writer', 'admin', 'owner'), 'device writer', 'device admin', 'device owner']],
];

describe('who may write a record', () => {
  it.each(table)('%s', (type, who) => {
    expect(whoMay((each) => mayWrite(each, type, null)).toSorted()).toEqual(who.toSorted());
    // Against somebody else nobody may more.
    expect(whoMay((each) => mayWrite(each, type, idOf(5))).toSorted()).toEqual(who.toSorted());
  });

  it.each(['remove', 'replace'] as const)('%s: oneself in any role, but no letter, kit or device', (type) => {
    expect(whoMay((each) => mayWrite(each, type, self)).toSorted()).toEqual(persons(...roles).toSorted());
  });
});

it('events are written by persons and devices that may write, and by nobody else', () => {
  const writing = (['persona', 'device'] as const).flatMap((as) =>
    (['writer', 'admin', 'owner'] as const).map((role) => `${as} ${role}`),
  );
  expect(whoMay(mayAppend)).toEqual(writing);
});

const [inner, outer] = [idOf(3), idOf(4)];

describe('acting directly', () => {
  const state = stateWith(outer, 'group', {
    memberships: memberships(
      [1, self, memberWith(self, 'writer', { until: today + 1, sign: hashOf(6) })],
      [3, self, null],
      [0, inner, memberWith(inner, 'admin', { class: 'space', sign: null, kem: null })],
    ),
  });

  it('is by what the log said at the index, with the key that it held', () => {
    expect(actingDirectly(state, self, 0, today)).toBeNull();
    for (const index of [1, 2])
      expect(actingDirectly(state, self, index, today)).toMatchObject({ role: 'writer', sign: hashOf(6) });
    expect(actingDirectly(state, self, 3, today)).toBeNull();
  });

  it('ends with the last day', () => {
    expect(actingDirectly(state, self, 2, today + 1)?.role).toBe('writer');
    expect(actingDirectly(state, self, 2, today + 2)).toBeNull();
  });

  it('is not for strangers, and not under the id of a member space', () => {
    expect(actingDirectly(state, idOf(5), 2, today)).toBeNull();
    expect(actingDirectly(state, inner, 2, today)).toBeNull();
  });
});

const outerWith = (role: Role) =>
  stateWith(outer, 'group', {
    memberships: memberships([2, inner, memberWith(inner, role, { class: 'space', sign: null, kem: null })]),
  });

const innerWith = (role: Role) =>
  stateWith(inner, 'team', { memberships: memberships([1, self, memberWith(self, role)]) });

const through = (role: Role, roleThere: Role, at = { index: 3, there: 3 }) =>
  actingThrough(outerWith(role), innerWith(roleThere), at.there, self, at.index, today);

describe('acting through a member space', () => {
  it.each([
    ['owner', 'owner', 'owner'],
    ['owner', 'admin', 'admin'],
    ['owner', 'writer', 'admin'],
    ['owner', 'reader', 'reader'],
    ['admin', 'owner', 'admin'],
    ['admin', 'writer', 'admin'],
    ['admin', 'reader', 'reader'],
    ['writer', 'owner', 'writer'],
    ['writer', 'admin', 'writer'],
    ['writer', 'reader', 'reader'],
    ['reader', 'owner', 'reader'],
    ['reader', 'reader', 'reader'],
  ] as const)('a space that is %s here, where one is %s: %s', (role, roleThere, result) => {
    expect(through(role, roleThere)).toMatchObject({ role: result, member: { id: self, role: roleThere } });
  });

  it('needs both memberships, each at its own log’s index', () => {
    expect(through('admin', 'writer', { index: 2, there: 1 })).not.toBeNull();
    expect(through('admin', 'writer', { index: 1, there: 1 })).toBeNull();
    expect(through('admin', 'writer', { index: 2, there: 0 })).toBeNull();
  });
});
