import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, leaderIn, places, said, staffIn } from './testing/facts.ts';
import { groupIn, lastBeginning, leaves, nextBeginning, yearName, years, yearsOf, type YearsState } from './years.ts';

const old = places.everyone;
const next = '8'.repeat(32);
const bears = '2'.repeat(32);
const igel = '3'.repeat(32);
const newBears = '9'.repeat(32);
const spaces = [
  { id: next, kind: 'everyone' },
  { id: old, kind: 'everyone' },
  { id: bears, kind: 'group' },
  { id: igel, kind: 'group' },
  { id: newBears, kind: 'group' },
  { id: '7'.repeat(32), kind: 'mailbox' },
];

function opened(from: string): YearsState {
  return foldAll(years, [said(leaderIn('everyone'), 1, 'year/opened@1', { from })]);
}

function joined(everyone: string, continues: string | null): YearsState {
  return foldAll(years, [said(staffIn('group', bears), 1, 'year/joined@1', { everyone, continues })]);
}

const states = new Map([
  [old, opened('2026-08-01')],
  [next, opened('2027-08-01')],
  [bears, joined(old, null)],
  // Made before groups said to which year they belong.
  [igel, years.empty],
  [newBears, joined(next, bears)],
]);

modelContract(
  years,
  fc.oneof(
    fc.record({
      type: fc.constant('year/opened@1'),
      body: fc.record({ from: fc.constantFrom('2026-08-01', '2026-09-01') }),
      standing: fc.constant(leaderIn('everyone')),
    }),
    fc.record({
      type: fc.constant('year/joined@1'),
      body: fc.record({ everyone: fc.constantFrom(old, next), continues: fc.constantFrom(null, igel) }),
      standing: fc.constantFrom(staffIn('group'), guardianIn('group')),
    }),
    fc.record({
      type: fc.constant('year/followed@1'),
      body: fc.record({ by: fc.constantFrom(old, next) }),
      standing: fc.constantFrom(leaderIn('everyone'), staffIn('everyone')),
    }),
  ),
);

test('until the day before the old year goes on; from its first day the next, without anybody doing anything', () => {
  const [first, second] = yearsOf(states, spaces, '2027-07-31');
  expect(first).toMatchObject({ everyone: old, when: 'now', groups: [bears, igel] });
  expect(second).toMatchObject({ everyone: next, when: 'next', groups: [newBears] });
  expect(second?.continued).toEqual(new Map([[newBears, bears]]));
  expect(yearsOf(states, spaces, '2027-08-01').map(({ when }) => when)).toEqual(['over', 'now']);
});

test('a year does not end before another begins, and one that has not begun goes on where there is no other', () => {
  const alone = spaces.filter(({ id }) => id !== old);
  expect(yearsOf(states, alone, '2026-12-01').map(({ when }) => when)).toEqual(['now']);
  expect(yearsOf(states, spaces, '2031-12-01').map(({ when }) => when)).toEqual(['over', 'now']);
});

test('an institution that never spoke of years has one, with all groups', () => {
  const all = yearsOf(
    new Map(),
    [spaces[1], spaces[2], spaces[3]].flatMap((one) => one ?? []),
    '2026-12-01',
  );
  expect(all).toEqual([
    {
      everyone: old,
      from: '',
      when: 'now',
      groups: [bears, igel],
      continued: new Map(),
      twins: [],
      instead: new Map(),
      adopted: [],
    },
  ]);
});

test('of two years that two people prepared for one day the same one counts everywhere', () => {
  const twin = { id: 'b'.repeat(32), kind: 'everyone' };
  const twice = new Map([...states, [twin.id, opened('2027-08-01')]]);
  for (const order of [
    [...spaces, twin],
    [twin, ...spaces],
  ])
    expect(yearsOf(twice, order, '2027-09-01').map(({ everyone }) => everyone)).toEqual([old, next]);
});

const twin = 'b'.repeat(32);
const twinBears = 'c'.repeat(32);
const twinIgel = 'd'.repeat(32);
const foxes = 'e'.repeat(32);
const withTwin = [
  ...spaces,
  { id: twin, kind: 'everyone' },
  ...[twinBears, twinIgel, foxes].map((id) => ({ id, kind: 'group' })),
];

/** The old year, in which it was said what follows, in this order. */
function followedBy(...by: string[]): YearsState {
  const first = said(leaderIn('everyone'), 1, 'year/opened@1', { from: '2026-08-01' });
  return foldAll(years, [
    first,
    ...by.map((id, at) => said(leaderIn('everyone'), at + 2, 'year/followed@1', { by: id })),
  ]);
}

/** Prepared by two people, for different days and with different groups. */
function preparedTwice(...order: string[]): ReadonlyMap<string, YearsState> {
  return new Map([
    ...states,
    [old, followedBy(...order)],
    [twin, opened('2027-09-01')],
    [twinBears, joined(twin, bears)],
    [twinIgel, joined(twin, igel)],
    [foxes, joined(twin, null)],
  ]);
}

test.each([
  [next, twin, '2027-08-01', newBears, twinBears],
  [twin, next, '2027-09-01', twinBears, newBears],
])('of two that were prepared at once the first that was said counts, with all groups of both: %s', (...of) => {
  const [first, second, from, counts, replaced] = of;
  const seen = yearsOf(preparedTwice(first, second), withTwin, '2026-12-01');
  expect(seen.map(({ everyone, when }) => [everyone, when])).toEqual([
    [old, 'now'],
    [first, 'next'],
  ]);
  expect(seen[1]).toMatchObject({ from, twins: [second], instead: new Map([[replaced, counts]]) });
  expect(seen[1]?.groups.toSorted()).toEqual([counts, twinIgel, foxes].toSorted());
  expect(yearsOf(preparedTwice(first, second), withTwin.toReversed(), '2026-12-01')).toEqual([
    { ...seen[0], groups: seen[0]?.groups.toSorted() },
    seen[1],
  ]);
});

test('what was placed in the one that does not count is placed in the one that does', () => {
  const placedIn = (group: string, date: string) =>
    groupIn(yearsOf(preparedTwice(next, twin), withTwin, date), { group: bears, nextGroup: group });
  expect(placedIn(twinBears, '2027-07-31')).toBe(bears);
  expect(placedIn(twinBears, '2027-08-01')).toBe(newBears);
  expect(placedIn(foxes, '2027-08-01')).toBe(foxes);
});

test('the one that does not count is in no year’s place either once it has ended', () => {
  const ended = new Map([...preparedTwice(next, twin), [twin, years.empty]]);
  expect(yearsOf(ended, withTwin, '2026-12-01').map(({ everyone, adopted }) => [everyone, adopted.toSorted()])).toEqual(
    [
      [old, []],
      [next, [twinIgel, foxes]],
    ],
  );
});

test('who does not read the one that counts has the other', () => {
  const theirs = withTwin.filter(({ id }) => id !== next && id !== newBears);
  expect(yearsOf(preparedTwice(next, twin), theirs, '2026-12-01')[1]).toMatchObject({ everyone: twin, twins: [] });
});

test('no year is put in the place of one that began before it was said, and no word goes in a circle', () => {
  const circle = new Map([
    ...preparedTwice(next, twin),
    [
      next,
      foldAll(years, [
        said(leaderIn('everyone'), 1, 'year/opened@1', { from: '2027-08-01' }),
        ...[twin, next, old].map((by, at) => said(leaderIn('everyone'), at + 2, 'year/followed@1', { by })),
      ]),
    ],
  ]);
  expect(yearsOf(circle, withTwin, '2026-12-01').map(({ everyone }) => everyone)).toEqual([old, next]);
});

test('a ward goes into the group it was given when that one begins, unless it was given another since', () => {
  const [before, after] = [yearsOf(states, spaces, '2027-07-31'), yearsOf(states, spaces, '2027-08-01')];
  const moving = { group: bears, nextGroup: newBears };
  expect(groupIn(before, moving)).toBe(bears);
  expect(groupIn(after, moving)).toBe(newBears);
  expect(groupIn(after, { group: newBears, nextGroup: bears })).toBe(newBears);
  expect(groupIn(after, { group: bears, nextGroup: leaves })).toBe(bears);
});

test.each([
  ['08-01', '2026-11-28', '2026-08-01', '2027-08-01'],
  ['08-01', '2027-07-31', '2026-08-01', '2027-08-01'],
  ['08-01', '2027-08-01', '2027-08-01', '2028-08-01'],
  ['01-01', '2027-08-01', '2027-01-01', '2028-01-01'],
])('a year that begins on %s: on %s it has begun on %s, and the next begins on %s', (begins, date, last, following) => {
  expect(lastBeginning(begins, date)).toBe(last);
  expect(nextBeginning(begins, date)).toBe(following);
});

test('a year is called after the calendar years that it touches', () => {
  expect(['2026-08-01', '2099-09-01', '2027-01-01'].map(yearName)).toEqual(['2026/27', '2099/00', '2027']);
});

test.each([guardianIn('everyone'), staffIn('everyone'), leaderIn('group')])('nobody else opens a year', (standing) => {
  for (const { fact } of [
    said(standing, 1, 'year/opened@1', { from: '2026-08-01' }),
    said(standing, 1, 'year/followed@1', { by: next }),
  ])
    expect(years.fold(years.empty, fact, standing).result).toBe('forbidden');
});
