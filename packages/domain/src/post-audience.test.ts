import { expect, test } from 'vitest';
import { audienceOf, recipientsOf } from './post-audience.ts';
import { posts } from './posts.ts';
import { eventIdOf, foldAll, guardianIn, places, said, someone } from './testing/facts.ts';

const spaces = [
  { id: 'l', kind: 'leadership', personas: [someone.leader], invites: [] },
  { id: 't', kind: 'team', personas: [someone.teacher], invites: [] },
  {
    id: places.group,
    kind: 'group',
    personas: [someone.mother, someone.father, someone.teacher],
    invites: ['i', 'j'],
  },
  { id: 'w', kind: 'ward', personas: [someone.mother], invites: [] },
];
const post = eventIdOf(7);
const read = said(guardianIn('mailbox'), 1, 'post/read@1', { post });
const states = new Map([[places.mother, foldAll(posts, [read])]]);

test('the audience are the guardians of the space, and letters that are still open', () => {
  expect(audienceOf(states, spaces, { id: post, space: places.group })).toEqual({
    read: [someone.mother],
    unread: [someone.father],
    openLetters: 2,
  });
  expect(audienceOf(states, spaces, { id: post, space: 'gone' })).toEqual({ read: [], unread: [], openLetters: 0 });
});

function to(space: string) {
  return recipientsOf(spaces, space, someone.leader);
}

test('who gets it: guardians of a group or of one ward; the staff, without the author, of what is written among them', () => {
  expect(to(places.group)).toEqual({ people: [someone.mother, someone.father], openLetters: 2 });
  expect(to('w')).toEqual({ people: [someone.mother], openLetters: 0 });
  expect(to('t')).toEqual({ people: [someone.teacher], openLetters: 0 });
  expect(to('gone')).toEqual({ people: [], openLetters: 0 });
});

test('of what is written among the staff nobody is told who has read it', () => {
  expect(audienceOf(states, spaces, { id: post, space: 't' })).toEqual({ read: [], unread: [], openLetters: 0 });
});
