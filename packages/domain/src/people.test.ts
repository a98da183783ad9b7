import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import type { Membership } from './kernel/membership.ts';
import { directory, openLetters, people } from './people.ts';
import { foldAll, guardianIn, leaderIn, places, said, someone, staffIn } from './testing/facts.ts';

const named = 'profile/named@1';
const addressed = 'letter/addressed@1';

modelContract(
  people,
  fc.oneof(
    fc.record({
      type: fc.constant(named),
      body: fc.record({ name: fc.constantFrom('Ayşe', 'Ayşe Yılmaz') }),
      standing: fc.constantFrom(
        guardianIn('mailbox'),
        guardianIn('mailbox', places.mother, someone.father),
        staffIn('mailbox'),
      ),
    }),
    fc.record({
      type: fc.constant(addressed),
      body: fc.record({ name: fc.constantFrom('Ayşe', 'Can'), note: fc.constantFrom('', 'Mutter von Elif') }),
      standing: fc.constantFrom(staffIn('mailbox'), guardianIn('mailbox')),
    }),
  ),
);

const mailbox = (id: string, persona: string | null, invites: string[] = []): Membership => ({
  id,
  kind: 'mailbox',
  personas: persona === null ? [] : [persona],
  writers: [],
  invites,
});

const everyone = foldAll(people, [
  said(leaderIn('everyone'), 1, named, { name: 'Sabine Brandt' }),
  said(staffIn('everyone'), 2, named, { name: 'Anna Krüger' }),
]);
const mothers = foldAll(people, [
  said(staffIn('mailbox', places.mother), 1, addressed, { name: 'Ayşe Yılmaz', note: 'Mutter von Elif' }),
  said(guardianIn('mailbox'), 2, named, { name: 'Ayse Y.' }),
]);
const fathers = foldAll(people, [
  said(staffIn('mailbox', places.father), 1, addressed, { name: 'Can Yılmaz', note: 'Vater von Elif' }),
]);
const states = new Map([
  [places.everyone, everyone],
  [places.mother, mothers],
  [places.father, fathers],
]);

test('people are called as they call themselves, and staff see whom the letter was for', () => {
  const found = directory(states, [mailbox(places.mother, someone.mother), mailbox(places.father, someone.father)]);
  expect(found.get(someone.leader)).toEqual({
    persona: someone.leader,
    name: 'Sabine Brandt',
    note: '',
    letterFor: null,
    sharesName: false,
  });
  expect(found.get(someone.mother)).toMatchObject({
    name: 'Ayse Y.',
    note: 'Mutter von Elif',
    letterFor: 'Ayşe Yılmaz',
  });
  expect(found.get(someone.father)).toMatchObject({ name: 'Can Yılmaz', note: 'Vater von Elif', letterFor: null });
});

test('two with one name are told apart', () => {
  const imitated = foldAll(people, [said(guardianIn('mailbox'), 1, named, { name: 'SABINE Brandt' })]);
  const found = directory(new Map([...states, [places.mother, imitated]]), [mailbox(places.mother, someone.mother)]);
  expect(found.get(someone.leader)?.sharesName).toBe(true);
  expect(found.get(someone.mother)?.sharesName).toBe(true);
  expect(found.get(someone.teacher)?.sharesName).toBe(false);
});

test('a profile is its author’s own', () => {
  const state = foldAll(people, [
    said(guardianIn('mailbox'), 1, named, { name: 'Ayşe' }),
    said(guardianIn('mailbox', places.mother, someone.father), 2, named, { name: 'Can' }),
    said(guardianIn('mailbox'), 3, named, { name: 'Ayşe Yılmaz' }),
  ]);
  const found = directory(new Map([[places.mother, state]]), []);
  expect([...found].map(([persona, { name }]) => [persona, name])).toEqual([
    [someone.mother, 'Ayşe Yılmaz'],
    [someone.father, 'Can'],
  ]);
});

test('somebody who has said nothing has no name', () => {
  expect(directory(new Map(), [mailbox(places.mother, someone.mother)]).get(someone.mother)?.name).toBeNull();
});

test('letters that nobody used are listed', () => {
  const spaces = [mailbox(places.mother, someone.mother), mailbox(places.father, null, ['e'.repeat(32)])];
  expect(openLetters(states, spaces)).toEqual([{ mailbox: places.father, name: 'Can Yılmaz', note: 'Vater von Elif' }]);
  expect(openLetters(new Map(), [mailbox('9', null, ['f'])])).toEqual([{ mailbox: '9', name: null, note: '' }]);
});

test.each([
  [named, guardianIn('everyone'), { name: 'x' }],
  [named, staffIn('mailbox'), { name: 'x' }],
  [addressed, guardianIn('mailbox'), { name: 'x', note: '' }],
])('%s is forbidden to others', (type, standing, body) => {
  const { fact } = said(standing, 1, type, body);
  expect(people.fold(people.empty, fact, standing).result).toBe('forbidden');
});
