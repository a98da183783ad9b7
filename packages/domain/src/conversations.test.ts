import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversations, messagesIn, nameOf, readings, unreadIn } from './conversations.ts';
import { modelContract } from './kernel/model.contract.ts';
import { fact, foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const sent = 'message/sent@1';
const read = 'message/read@1';
const saying = (text: string) => ({ text, alts: [] });
const file = { index: 0, name: 'Bild.jpg', mediaType: 'image/jpeg', size: 9, thumbnail: 1 };

modelContract(
  conversations,
  fc.oneof(
    fc.record({
      type: fc.constant(sent),
      body: fc.record({ text: fc.constantFrom('Ja', 'Nein', ''), alts: fc.constantFrom([], ['Laterne']) }),
      standing: fc.constantFrom(guardianIn('mailbox'), staffIn('ward'), guardianIn('group'), staffIn('conversation')),
    }),
    fc.record({
      type: fc.constant(read),
      body: fc.record({ space: fc.constantFrom(places.mother, places.group), seq: fc.integer({ min: 1, max: 9 }) }),
      standing: fc.constantFrom(guardianIn('mailbox'), staffIn('mailbox'), guardianIn('ward')),
    }),
    fc.record({
      type: fc.constant('conversation/named@1'),
      body: fc.record({ name: fc.constantFrom('Laternenfest', 'Dienstplan') }),
      standing: fc.constantFrom(staffIn('conversation'), guardianIn('conversation'), staffIn('mailbox')),
    }),
  ),
);

test('messages stand in the order of their space, whatever the clocks say, with who said them and what pictures show', () => {
  const state = foldAll(conversations, [
    said(staffIn('mailbox'), 2, sent, { text: '', alts: ['Eine Laterne'] }, { time: 100, files: [file] }),
    said(guardianIn('mailbox'), 1, sent, saying('Wie geht es?'), { time: 900 }),
  ]);
  expect(messagesIn(state).map(({ text, from, files }) => [text, from, files.map(({ alt }) => alt)])).toEqual([
    ['Wie geht es?', 'guardian', []],
    ['', 'staff', ['Eine Laterne']],
  ]);
  expect(messagesIn(undefined)).toEqual([]);
});

test.each([
  ['nothing at all', guardianIn('mailbox'), sent, saying('')],
  ['to an audience', staffIn('group'), sent, saying('An alle')],
  ['where sensitive things are', guardianIn('ward/sensitive'), sent, saying('x')],
  ['of what staff have read', staffIn('mailbox'), read, { space: places.mother, seq: 1 }],
  [
    'of what a guardian has read, where other guardians see it',
    guardianIn('ward'),
    read,
    { space: places.mother, seq: 1 },
  ],
  ['of what a guardian has read, in a group', guardianIn('conversation'), read, { space: places.mother, seq: 1 }],
  ['a name by a guardian', guardianIn('conversation'), 'conversation/named@1', { name: 'x' }],
])('no word %s', (_, standing, type, body) => {
  expect(conversations.fold(conversations.empty, said(standing, 1, type, body).fact, standing).result).toBe(
    'forbidden',
  );
});

const named = (seq: number, name: string) => said(staffIn('conversation'), seq, 'conversation/named@1', { name });

test('the last name counts, by anybody of the staff in it', () => {
  expect(nameOf(foldAll(conversations, [named(1, 'Fest'), named(2, 'Laternenfest')]))).toBe('Laternenfest');
  expect(nameOf(undefined)).toBeNull();
});

test('how far guardians have read is gathered from their mailboxes, and never goes back', () => {
  const mother = guardianIn('mailbox', places.mother);
  const father = guardianIn('mailbox', places.father, someone.father);
  const states = new Map([
    [
      places.mother,
      foldAll(conversations, [
        said(mother, 1, read, { space: places.group, seq: 5 }, { expiry: 900 }),
        said(mother, 2, read, { space: places.group, seq: 3 }, { expiry: 10 }),
      ]),
    ],
    [places.father, foldAll(conversations, [said(father, 1, read, { space: places.group, seq: 2 })])],
  ]);
  expect(readings(states).get(places.group)).toEqual([
    { reader: someone.mother, seq: 5 },
    { reader: someone.father, seq: 2 },
  ]);
  expect(readings(states).get(places.everyone)).toBeUndefined();
});

test('unread is what others said since one looked or spoke; for the team, since anybody of it spoke', () => {
  const state = foldAll(conversations, [
    said(guardianIn('mailbox'), 1, sent, saying('eins')),
    said(staffIn('mailbox'), 2, sent, saying('zwei')),
    said(guardianIn('mailbox'), 3, sent, saying('drei')),
    said(guardianIn('mailbox'), 4, sent, saying('vier')),
  ]);
  const of = (me: string, isOfTeam: boolean, seen: number) =>
    unreadIn(messagesIn(state), { me, isOfTeam, seen }).map(({ seq }) => seq);
  expect(of(someone.mother, false, 0)).toEqual([]);
  expect(of(someone.leader, true, 0)).toEqual([3, 4]);
  expect(of(someone.leader, true, 3)).toEqual([4]);
  expect(of(someone.leader, false, 0)).toEqual([1, 2, 3, 4]);
  expect(of(someone.teacher, false, 0)).toEqual([3, 4]);
});

test('a mark names a space and a place in it', () => {
  for (const body of [
    { space: 'x', seq: 1 },
    { space: places.mother, seq: 0 },
    { space: places.mother, seq: 1.5 },
  ]) {
    expect(conversations.fold(conversations.empty, fact(1, read, body), guardianIn('mailbox')).result).toBe('invalid');
  }
});
