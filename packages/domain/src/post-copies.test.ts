import { expect, test } from 'vitest';
import { postAt, wordings } from './post-copies.ts';
import { newestFirst, posts, readBy, withdrawnPosts } from './posts.ts';
import { eventIdOf, foldAll, guardianIn, leaderIn, places, said, someone, staffIn } from './testing/facts.ts';

const lice = eventIdOf(70);
const toWards = (seq: number, more: { text?: string; by?: ReturnType<typeof staffIn> } = {}) =>
  said(more.by ?? staffIn('ward'), seq, 'post/published@3', {
    post: lice,
    title: 'Läuse',
    text: more.text ?? 'Bitte nachsehen',
    alts: [],
  });

test('one post in the spaces of several wards is one, wherever one reads it', () => {
  const copies = new Map([
    ['w1', foldAll(posts, [toWards(1)])],
    ['w2', foldAll(posts, [toWards(2)])],
    [places.mother, foldAll(posts, [said(guardianIn('mailbox'), 1, 'post/read@1', { post: lice })])],
  ]);
  const [post, ...more] = newestFirst(copies);
  expect(more).toEqual([]);
  expect(post).toMatchObject({ id: lice, title: 'Läuse' });
  expect(post?.copies.map(({ space, event }) => [space, event])).toEqual([
    ['w1', eventIdOf(1)],
    ['w2', eventIdOf(2)],
  ]);
  expect(wordings(post ?? { copies: [] })).toHaveLength(1);
  expect([...readBy(copies, someone.mother)]).toEqual([lice]);
});

test('nobody adds a copy to what a colleague wrote, and whoever tells families different things is seen to', () => {
  const another = newestFirst(
    new Map([
      ['w1', foldAll(posts, [toWards(1)])],
      ['w2', foldAll(posts, [toWards(2, { by: leaderIn('ward') })])],
    ]),
  );
  expect(another.map(({ author, copies }) => [author, copies.length])).toEqual(
    expect.arrayContaining([
      [someone.teacher, 1],
      [someone.leader, 1],
    ]),
  );
  const [post] = newestFirst(
    new Map([
      ['w1', foldAll(posts, [toWards(1)])],
      ['w2', foldAll(posts, [toWards(2, { text: 'Alles gut' })])],
    ]),
  );
  expect(wordings(post ?? { copies: [] }).map((same) => same.map(({ text }) => text))).toEqual([
    ['Bitte nachsehen'],
    ['Alles gut'],
  ]);
});

const fromColleague = { by: leaderIn('ward'), text: 'Alles gut' };
const idsOf = (copies: [string, ReturnType<typeof toWards>[]][]) =>
  newestFirst(new Map(copies.map(([space, facts]) => [space, foldAll(posts, facts)])));

test('whoever takes up the id of a colleague’s post gets none of its marks, its page, or its place', () => {
  const all = idsOf([
    ['w1', [toWards(1), toWards(4, fromColleague)]],
    ['w2', [toWards(3, fromColleague)]],
  ]);
  expect(all.map(({ id, address, author, copies }) => [id, address, author, copies.length])).toEqual(
    expect.arrayContaining([
      [lice, eventIdOf(1), someone.teacher, 1],
      [eventIdOf(3), eventIdOf(3), someone.leader, 2],
    ]),
  );
  expect(all).toHaveLength(2);
  expect(postAt(all, lice)?.author).toBe(someone.teacher);
  expect(postAt(all, eventIdOf(3))?.author).toBe(someone.leader);
  // Read is what was opened: the colleague's is still new.
  const read = readBy(
    new Map([[places.mother, foldAll(posts, [said(guardianIn('mailbox'), 1, 'post/read@1', { post: lice })])]]),
    someone.mother,
  );
  expect(all.filter(({ id }) => !read.has(id)).map(({ author }) => author)).toEqual([someone.leader]);
});

test('where no log says who was first, both stand, each under an address that is always the same', () => {
  const one: [string, ReturnType<typeof toWards>[]] = ['w1', [toWards(1)]];
  const other: [string, ReturnType<typeof toWards>[]] = ['w2', [toWards(2, fromColleague)]];
  const ways = [idsOf([one, other]), idsOf([other, one])];
  for (const all of ways) {
    expect(all.map(({ id }) => id)).toEqual([lice, lice]);
    expect([lice, eventIdOf(1), eventIdOf(2), eventIdOf(9)].map((address) => postAt(all, address)?.author)).toEqual([
      [someone.teacher, someone.leader].toSorted()[0],
      someone.teacher,
      someone.leader,
      undefined,
    ]);
  }
});

test('a correction that has reached one of its spaces shows as what is said there alone', () => {
  const words = { post: lice, title: 'Läuse', text: 'Es war nichts' };
  const fixed = said(staffIn('ward'), 5, 'post/corrected@1', words, { time: 900 });
  const copies = new Map([
    ['w1', foldAll(posts, [toWards(1)])],
    ['w2', foldAll(posts, [toWards(2), fixed])],
  ]);
  const [post] = newestFirst(copies);
  expect(post).toMatchObject({ text: 'Es war nichts', corrected: 900, space: 'w2' });
  expect(wordings(post ?? { copies: [] }).map((same) => same.map(({ space }) => space))).toEqual([['w2'], ['w1']]);
});

test('taken back from all of its spaces it is gone once; from some of them it is still there', () => {
  const gone = (seq: number) => said(staffIn('ward'), seq, 'post/withdrawn@1', { post: lice }, { time: seq * 100 });
  const all = new Map([
    ['w1', foldAll(posts, [gone(8)])],
    ['w2', foldAll(posts, [gone(9)])],
  ]);
  expect(withdrawnPosts(all)).toEqual([
    { post: lice, author: someone.teacher, by: 'staff', time: 900, spaces: ['w1', 'w2'] },
  ]);
  const some = new Map([...all, ['w3', foldAll(posts, [toWards(3), gone(10)])]]);
  expect(withdrawnPosts(some)).toEqual([]);
});
