import { expect, test } from 'vitest';
import { audienceOf, isReminderDue, recipientsOf, remindersOf } from './post-audience.ts';
import { posts } from './posts.ts';
import { eventIdOf, foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const spaces = [
  { id: 'l', kind: 'leadership', personas: [someone.leader], writers: [], invites: [] },
  { id: 't', kind: 'team', personas: [someone.teacher], writers: [someone.teacher], invites: [] },
  {
    id: places.group,
    kind: 'group',
    personas: [someone.mother, someone.father, someone.teacher],
    writers: [],
    invites: ['i', 'j'],
  },
  {
    id: places.everyone,
    kind: 'everyone',
    personas: [someone.mother, someone.father, someone.carrier],
    writers: [someone.carrier],
    invites: [],
  },
  { id: 'w', kind: 'ward', personas: [someone.mother], writers: [someone.mother], invites: [] },
];
const post = eventIdOf(7);
const read = said(guardianIn('mailbox'), 1, 'post/read@1', { post });
const states = new Map([[places.mother, foldAll(posts, [read])]]);

test('the audience are the guardians of the space, and letters that are still open', () => {
  expect(audienceOf(states, spaces, { id: post, copies: [{ space: places.group }] })).toEqual({
    read: [someone.mother],
    unread: [someone.father],
    openLetters: 2,
  });
  expect(audienceOf(states, spaces, { id: post, copies: [{ space: 'gone' }] })).toEqual({
    read: [],
    unread: [],
    openLetters: 0,
  });
});

function to(...places: string[]) {
  return recipientsOf(spaces, places, someone.leader);
}

test('who gets it: guardians of a group or of one ward; the staff, without the author, of what is written among them', () => {
  expect(to(places.group)).toEqual({ people: [someone.mother, someone.father], openLetters: 2 });
  expect(to('w')).toEqual({ people: [someone.mother], openLetters: 0 });
  expect(to('t')).toEqual({ people: [someone.teacher], openLetters: 0 });
  expect(to('gone')).toEqual({ people: [], openLetters: 0 });
});

test('to several wards: whoever sees more than one of them gets it once and is counted once', () => {
  const both = [
    ...spaces,
    { id: 'v', kind: 'ward', personas: [someone.father, someone.mother], writers: [], invites: [] },
  ];
  expect(recipientsOf(both, ['w', 'v', 'gone'], someone.leader)).toEqual({
    people: [someone.mother, someone.father],
    openLetters: 0,
  });
  expect(audienceOf(states, both, { id: post, copies: [{ space: 'w' }, { space: 'v' }] })).toEqual({
    read: [someone.mother],
    unread: [someone.father],
    openLetters: 0,
  });
});

test('who writes for the carrier gets no post, is not waited for and not reminded', () => {
  const families = [someone.mother, someone.father];
  expect(to(places.everyone)).toEqual({ people: families, openLetters: 0 });
  expect(audienceOf(states, spaces, { id: post, copies: [{ space: places.everyone }] })).toEqual({
    read: [someone.mother],
    unread: [someone.father],
    openLetters: 0,
  });
  const own = { id: 'own', kind: 'mailbox', personas: [someone.carrier], writers: [someone.carrier], invites: [] };
  const reminded = foldAll(posts, [said(staffIn('mailbox'), 1, 'post/reminded@1', { post })]);
  expect([...remindersOf(new Map([['own', reminded]]), [...spaces, own], post)]).toEqual([]);
});

test('of what is written among the staff nobody is told who has read it', () => {
  expect(audienceOf(states, spaces, { id: post, copies: [{ space: 't' }] })).toEqual({
    read: [],
    unread: [],
    openLetters: 0,
  });
});

test('each guardian was reminded in their own mailbox, the last time counts, and once a day is enough', () => {
  const boxes = [
    ...spaces,
    { id: places.mother, kind: 'mailbox', personas: [someone.mother, someone.teacher], writers: [], invites: [] },
    { id: 'again', kind: 'mailbox', personas: [someone.mother], writers: [], invites: [] },
    { id: places.father, kind: 'mailbox', personas: [someone.father], writers: [], invites: [] },
  ];
  const remind = (time: number) => foldAll(posts, [said(staffIn('mailbox'), 1, 'post/reminded@1', { post }, { time })]);
  const all = new Map([
    [places.mother, remind(500)],
    ['again', remind(400)],
    // Where others would read it too, it is no reminder.
    [places.group, remind(900)],
  ]);
  expect([...remindersOf(all, boxes, post)]).toEqual([[someone.mother, 500]]);
  expect([...remindersOf(all, boxes, eventIdOf(8))]).toEqual([]);
  // Half past eleven in the evening in Berlin.
  const evening = Date.parse('2026-11-28T22:30:00Z');
  expect(isReminderDue(undefined, '2026-11-28')).toBe(true);
  expect(isReminderDue(evening, '2026-11-28')).toBe(false);
  expect(isReminderDue(evening, '2026-11-29')).toBe(true);
});
