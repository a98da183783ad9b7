import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, places, said, staffIn } from './testing/facts.ts';
import { allWards, matchesName, wardFieldNames, wardFields, wards, wardTiers } from './wards.ts';

const elif = 'e'.repeat(32);

modelContract(
  wards,
  fc.oneof(
    fc.record({
      type: fc.constant('ward/noted@1'),
      body: fc.record({
        field: fc.constantFrom('name', 'allergies', 'birthDate', 'unknownYet'),
        text: fc.constantFrom('Elif', ''),
      }),
      standing: fc.constantFrom(staffIn('ward/day'), staffIn('ward'), guardianIn('ward/day')),
    }),
    fc.record({
      type: fc.constant('ward/opened@1'),
      body: fc.constant({ ward: elif }),
      standing: fc.constant(staffIn('ward/day')),
    }),
  ),
);

test('a ward is put together from those of its spaces that one reads; the last word counts', () => {
  const [day, ward] = [places.mother, places.father];
  const states = new Map([
    [
      day,
      foldAll(wards, [
        said(staffIn('ward/day', day), 1, 'ward/opened@1', { ward: elif }),
        said(staffIn('ward/day', day), 2, 'ward/noted@1', { field: 'name', text: 'Elif Yilmaz' }),
        said(staffIn('ward/day', day), 3, 'ward/noted@1', { field: 'name', text: 'Elif Yılmaz' }),
        said(staffIn('ward/day', day), 4, 'ward/noted@1', { field: 'allergies', text: 'Nüsse' }),
      ]),
    ],
    [
      ward,
      foldAll(wards, [
        said(staffIn('ward', ward), 1, 'ward/opened@1', { ward: elif }),
        said(staffIn('ward', ward), 2, 'ward/noted@1', { field: 'birthDate', text: '2022-05-04' }),
      ]),
    ],
  ]);
  const spaces = [
    { id: day, kind: 'ward/day' },
    { id: ward, kind: 'ward' },
    { id: places.group, kind: 'group' },
  ];
  expect(allWards(states, spaces)).toMatchObject([
    {
      id: elif,
      spaces: { 'ward/day': day, ward },
      fields: { name: 'Elif Yılmaz', allergies: 'Nüsse', birthDate: '2022-05-04', sign: '' },
    },
  ]);
  // A tablet reads the day alone.
  expect(allWards(states, spaces.slice(0, 1))[0]?.fields.birthDate).toBe('');
});

test.each(wardFieldNames)('%s counts in the space of its tier and in no other', (field) => {
  for (const kind of wardTiers) {
    const { result } = wards.fold(
      wards.empty,
      said(staffIn(kind), 1, 'ward/noted@1', { field, text: 'x' }).fact,
      staffIn(kind),
    );
    expect(result).toBe(wardFields[field].tier === kind ? 'applied' : 'forbidden');
  }
});

test('a guardian notes nothing', () => {
  const standing = guardianIn('ward/day');
  const { fact } = said(standing, 1, 'ward/noted@1', { field: 'collectors', text: 'ich' });
  expect(wards.fold(wards.empty, fact, standing).result).toBe('forbidden');
});

test.each([
  ['Elif Yılmaz', 'elif', true],
  ['Zoë Müller', 'zoe mu', true],
  ['Zoë Müller', ' MÜLL ', true],
  ['Ben', 'bär', false],
])('%s is found by “%s”: %s', (name, typed, found) => {
  expect(matchesName(name, typed)).toBe(found);
});
