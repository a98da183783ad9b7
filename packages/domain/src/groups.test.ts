import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { allGroups, groupColours, groups } from './groups.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, places, said, staffIn } from './testing/facts.ts';

const type = 'group/named@1';

modelContract(
  groups,
  fc.record({
    type: fc.constant(type),
    body: fc.record({
      name: fc.constantFrom('Bären', 'Igel'),
      colour: fc.constantFrom(...groupColours),
      sign: fc.constant('fish'),
    }),
    standing: fc.constantFrom(staffIn('group'), guardianIn('group')),
  }),
);

test('the last name counts', () => {
  const state = foldAll(groups, [
    said(staffIn('group', places.group), 1, type, { name: 'Bären', colour: 1, sign: 'panda' }),
    said(staffIn('group', places.group), 2, type, { name: 'Bärengruppe', colour: 2, sign: 'panda' }),
  ]);
  expect(
    allGroups(
      new Map([
        [places.group, state],
        ['other', groups.empty],
      ]),
    ),
  ).toEqual([{ id: places.group, name: 'Bärengruppe', colour: 2, sign: 'panda' }]);
});

test.each([
  { name: 'Bären', colour: 9, sign: 'fish' },
  { name: 'Bären', colour: 1, sign: '<svg>' },
  { name: '', colour: 1, sign: 'fish' },
])('%j is no group', (body) => {
  expect(groups.fold(groups.empty, said(staffIn('group'), 1, type, body).fact, staffIn('group')).result).toBe(
    'invalid',
  );
});
