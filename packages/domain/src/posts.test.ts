import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import { newestFirst, posts, readBy, withdrawnPosts } from './posts.ts';
import {
  carrierIn,
  eventIdOf,
  foldAll,
  guardianIn,
  leaderIn,
  places,
  said,
  someone,
  staffIn,
} from './testing/facts.ts';

const published = 'post/published@1';
const read = 'post/read@1';
const corrected = 'post/corrected@1';

modelContract(
  posts,
  fc.oneof(
    fc.record({
      type: fc.constant(published),
      body: fc.record({ title: fc.constant('Ausflug'), text: fc.constantFrom('Liebe Eltern', 'Bis bald') }),
      standing: fc.constantFrom(staffIn('group'), guardianIn('group'), carrierIn('everyone')),
    }),
    fc.record({
      type: fc.constant('post/published@2'),
      body: fc.record({ title: fc.constant('Zoo'), text: fc.constant('Bilder'), alts: fc.constant(['']) }),
      standing: fc.constant(staffIn('group')),
    }),
    fc.record({
      type: fc.constant('post/published@3'),
      body: fc.record({
        post: fc.constantFrom(eventIdOf(1), eventIdOf(99)),
        title: fc.constant('Läuse'),
        text: fc.constant('Bitte nachsehen'),
        alts: fc.constant([]),
      }),
      standing: fc.constantFrom(staffIn('ward'), guardianIn('ward'), staffIn('group')),
    }),
    fc.record({
      type: fc.constant(corrected),
      body: fc.record({
        post: fc.constantFrom(eventIdOf(1), eventIdOf(2)),
        title: fc.constant('Neu'),
        text: fc.constantFrom('So', 'Oder so'),
      }),
      standing: fc.constantFrom(staffIn('group'), leaderIn('group'), guardianIn('group')),
    }),
    fc.record({
      type: fc.constant('post/withdrawn@1'),
      body: fc.record({ post: fc.constantFrom(eventIdOf(1), eventIdOf(2)) }),
      standing: fc.constantFrom(staffIn('group'), guardianIn('group')),
    }),
    fc.record({
      type: fc.constant('post/reminded@1'),
      body: fc.record({ post: fc.constantFrom(eventIdOf(1), eventIdOf(2)) }),
      standing: fc.constantFrom(staffIn('mailbox'), guardianIn('mailbox')),
    }),
    fc.record({
      type: fc.constant(read),
      body: fc.record({ post: fc.constantFrom(eventIdOf(1), eventIdOf(2)) }),
      standing: fc.constantFrom(
        guardianIn('mailbox'),
        guardianIn('mailbox', places.mother, someone.father),
        staffIn('mailbox'),
      ),
    }),
  ),
);

const trip = said(staffIn('group', places.group), 7, published, { title: 'Zoo', text: 'Wir fahren' }, { time: 200 });
const party = said(staffIn('everyone'), 8, published, { title: 'Fest', text: 'Wer bringt was?' }, { time: 300 });
const states = new Map([
  [places.group, foldAll(posts, [trip])],
  [places.everyone, foldAll(posts, [party])],
  [places.mother, foldAll(posts, [said(guardianIn('mailbox'), 1, read, { post: trip.fact.id })])],
]);

test('posts of all spaces, newest first', () => {
  expect(newestFirst(states).map(({ title, space }) => [title, space])).toEqual([
    ['Fest', places.everyone],
    ['Zoo', places.group],
  ]);
});

test('a post shows its files with what they show in words; of a thumbnail models know where it is', () => {
  const [one, two] = [0, 1].map((index) => ({
    index,
    name: `${index}.jpg`,
    mediaType: 'image/jpeg',
    size: 9,
    thumbnail: index + 2,
  }));
  const files = [one, two].flatMap((file) => file ?? []);
  const body = { title: 'Zoo', text: 'Bilder', alts: ['Ein Elefant'] };
  const state = foldAll(posts, [said(staffIn('group'), 1, 'post/published@2', body, { files })]);
  expect(state.posts.get(eventIdOf(1))?.files).toEqual([
    { ...one, alt: 'Ein Elefant' },
    { ...two, alt: '' },
  ]);
});

function correct(standing: ReturnType<typeof staffIn>, seq: number, title: string, post = trip.fact.id) {
  return said(standing, seq, corrected, { post, title, text: 'Wir fahren nicht' }, { time: seq * 100 });
}

test('a correction stands in place of the text, in the words of the author alone, the last one', () => {
  const teacher = staffIn('group', places.group);
  const shown = (...more: ReturnType<typeof correct>[]) =>
    newestFirst(new Map([[places.group, foldAll(posts, [trip, ...more])]])).map(
      ({ title, text, corrected: at, time }) => [title, text, at, time],
    );
  expect(shown()).toEqual([['Zoo', 'Wir fahren', null, 200]]);
  expect(shown(correct(teacher, 8, 'A'), correct(teacher, 9, 'B'))).toEqual([['B', 'Wir fahren nicht', 900, 200]]);
  expect(shown(correct(leaderIn('group', places.group), 8, 'A'))).toEqual([['Zoo', 'Wir fahren', null, 200]]);
  expect(shown(correct(teacher, 8, 'A', eventIdOf(5)))).toEqual([['Zoo', 'Wir fahren', null, 200]]);
});

function withdrawn(seq: number, post: string) {
  return said(staffIn('group', places.group), seq, 'post/withdrawn@1', { post }, { time: seq * 100 });
}

test('of a post that is gone it is said who took it back; of one that is there nothing', () => {
  const gone = [withdrawn(8, eventIdOf(3)), withdrawn(9, eventIdOf(4)), withdrawn(10, trip.fact.id)];
  expect(withdrawnPosts(new Map([[places.group, foldAll(posts, [trip, ...gone])]]))).toEqual([
    { post: eventIdOf(4), author: someone.teacher, by: 'staff', time: 900, spaces: [places.group] },
    { post: eventIdOf(3), author: someone.teacher, by: 'staff', time: 800, spaces: [places.group] },
  ]);
});

test('of the carrier it is said that they wrote it, and took it back; they correct what is theirs, and no other’s', () => {
  const theirs = carrierIn('everyone');
  const words = { title: 'Umbau', text: 'Im Sommer' };
  const letter = said(theirs, 9, 'post/published@2', { ...words, alts: [] });
  const all = [
    party,
    said(theirs, 10, published, words),
    letter,
    said(theirs, 11, corrected, { post: letter.fact.id, title: 'Umbau', text: 'Im Herbst' }),
    said(theirs, 12, corrected, { post: party.fact.id, title: 'Kein Fest', text: '' }),
    said(theirs, 13, 'post/withdrawn@1', { post: eventIdOf(3) }),
  ];
  const found = new Map([[places.everyone, foldAll(posts, all)]]);
  expect(newestFirst(found).map(({ title, text, author, by }) => [title, text, author, by])).toEqual([
    ['Umbau', 'Im Sommer', someone.carrier, 'carrier'],
    ['Umbau', 'Im Herbst', someone.carrier, 'carrier'],
    ['Fest', 'Wer bringt was?', someone.teacher, 'staff'],
  ]);
  expect(withdrawnPosts(found)).toMatchObject([{ post: eventIdOf(3), author: someone.carrier, by: 'carrier' }]);
});

test('at the same time, the order is still one', () => {
  const twins = [1, 2].map((seq) => said(staffIn('group'), seq, published, { title: 'x', text: 'x' }, { time: 5 }));
  const there = newestFirst(new Map([['a', foldAll(posts, twins)]]));
  expect(there.map(({ id }) => id)).toEqual([eventIdOf(1), eventIdOf(2)]);
});

test('each reader has read what they opened', () => {
  expect([...readBy(states, someone.mother)]).toEqual([trip.fact.id]);
  expect([...readBy(states, someone.father)]).toEqual([]);
});

test('of staff there is no read mark', () => {
  const standing = staffIn('mailbox');
  expect(posts.fold(posts.empty, said(standing, 1, read, { post: trip.fact.id }).fact, standing).result).toBe(
    'forbidden',
  );
});

test('guardians publish nothing', () => {
  const standing = guardianIn('group');
  expect(posts.fold(posts.empty, said(standing, 1, published, { title: 'x', text: 'x' }).fact, standing).result).toBe(
    'forbidden',
  );
});

test.each([
  [published, { title: 'x'.repeat(201), text: 'x' }],
  [published, { title: 'x', text: 'x'.repeat(20_001) }],
  [published, { title: 'x', text: 'a\u0000b' }],
  [read, { post: 'ABC' }],
  ['post/reminded@1', { post: 'ABC' }],
  ['post/withdrawn@1', { post: 'ABC' }],
  ['post/published@2', { title: 'x', text: 'x', alts: ['x'.repeat(301)] }],
  ['post/published@3', { post: 'ABC', title: 'x', text: 'x', alts: [] }],
  [corrected, { post: eventIdOf(1), title: 'x', text: '' }],
])('%s %#: too long or malformed is invalid', (type, body) => {
  const kind = type === 'post/reminded@1' ? 'mailbox' : type === 'post/published@3' ? 'ward' : 'group';
  const standing = type !== read ? staffIn(kind) : guardianIn('mailbox');
  expect(posts.fold(posts.empty, said(standing, 1, type, body).fact, standing).result).toBe('invalid');
});
