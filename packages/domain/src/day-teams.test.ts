import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { allDayTeams, dayTeams } from './day-teams.ts';
import { groupColours } from './groups.ts';
import { modelContract } from './kernel/model.contract.ts';
import { deviceIn, foldAll, leaderIn, places, said, staffIn } from './testing/facts.ts';

const [named, tablet] = ['day-team/named@1', 'tablet/named@1'];
const [one, other] = ['e'.repeat(32), 'f'.repeat(32)];
const leader = leaderIn('day');

modelContract(
  dayTeams,
  fc.oneof(
    fc.record({
      type: fc.constant(named),
      body: fc.record({
        group: fc.constant(places.group),
        name: fc.constantFrom('Bären', 'Igel'),
        colour: fc.constantFrom(...groupColours),
        sign: fc.constant('panda'),
      }),
      standing: fc.constantFrom(leader, staffIn('day'), deviceIn('day')),
    }),
    fc.record({
      type: fc.constant(tablet),
      body: fc.record({ tablet: fc.constantFrom(one, other), name: fc.constantFrom('Flur', 'Fenster') }),
      standing: fc.constantFrom(leader, deviceIn('day')),
    }),
  ),
);

test('a day team belongs to its group and knows its tablets by their last names', () => {
  const body = { group: places.group, name: 'Bären', colour: 1, sign: 'panda' };
  const state = foldAll(dayTeams, [
    said(leader, 1, named, body),
    said(leader, 2, tablet, { tablet: one, name: 'Flur' }),
    said(leader, 3, tablet, { tablet: other, name: 'Garten' }),
    said(leader, 4, tablet, { tablet: one, name: 'Fenster' }),
  ]);
  const states = new Map([
    ['day', state],
    ['other', dayTeams.empty],
  ]);
  const tablets = new Map([
    [one, 'Fenster'],
    [other, 'Garten'],
  ]);
  expect(allDayTeams(states)).toEqual([{ id: 'day', ...body, tablets }]);
});

test.each([
  [named, { group: 'no id', name: 'Bären', colour: 1, sign: 'panda' }],
  [named, { group: places.group, name: 'Bären', colour: 9, sign: 'panda' }],
  [tablet, { tablet: one, name: '' }],
  [tablet, { tablet: one, name: 'x'.repeat(61) }],
])('%s %j says nothing', (type, body) => {
  expect(dayTeams.fold(dayTeams.empty, said(leader, 1, type, body).fact, leader).result).toBe('invalid');
});
