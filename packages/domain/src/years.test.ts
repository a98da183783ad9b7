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
  expect(all).toEqual([{ everyone: old, from: '', when: 'now', groups: [bears, igel], continued: new Map() }]);
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
  const { fact } = said(standing, 1, 'year/opened@1', { from: '2026-08-01' });
  expect(years.fold(years.empty, fact, standing).result).toBe('forbidden');
});
