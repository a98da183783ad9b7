import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { descriptionOf, institution, nameAndKind, usualBeginning } from './institution.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, leaderIn, places, said, staffIn } from './testing/facts.ts';

const type = 'institution/named@1';
const describedType = 'institution/described@1';
const described = {
  state: 'NW',
  carrier: 'Pfarrei St. Anna',
  body: 'church-catholic',
  diocese: 'Aachen',
  yearBegins: '08-01',
} as const;

const standing = fc.constantFrom(leaderIn('everyone'), leaderIn('everyone'), staffIn('everyone'));
modelContract(
  institution,
  fc.oneof(
    fc.record({
      type: fc.constant(type),
      body: fc.record({
        name: fc.constantFrom('Lindenhof', 'Haus am See'),
        kind: fc.constantFrom('kita', 'school', 'home'),
      }),
      standing,
    }),
    fc.record({
      type: fc.constant(describedType),
      body: fc.constantFrom('', 'Stadt Aachen').map((carrier) => ({ ...described, carrier })),
      standing,
    }),
  ),
);

test('leadership names it, and the last name counts', () => {
  const state = foldAll(institution, [
    said(leaderIn('everyone'), 1, type, { name: 'Lindenhof', kind: 'kita' }),
    said(leaderIn('everyone'), 2, type, { name: 'KiTa Lindenhof', kind: 'kita' }),
    said(staffIn('everyone'), 3, type, { name: 'Chaos', kind: 'home' }),
  ]);
  expect(nameAndKind(new Map([[places.everyone, state]]))).toEqual({ name: 'KiTa Lindenhof', kind: 'kita' });
});

test('leadership describes it, and the last description counts', () => {
  const state = foldAll(institution, [
    said(leaderIn('everyone'), 1, describedType, described),
    said(leaderIn('everyone'), 2, describedType, { ...described, carrier: '' }),
    said(staffIn('everyone'), 3, describedType, described),
  ]);
  expect(descriptionOf(new Map([[places.everyone, state]]))).toEqual({ ...described, carrier: '' });
});

test('before anything is read it has no name and no description', () => {
  expect(nameAndKind(new Map([[places.everyone, institution.empty]]))).toBeNull();
  expect(descriptionOf(new Map([[places.everyone, institution.empty]]))).toBeNull();
});

test.each([guardianIn('everyone'), staffIn('everyone'), leaderIn('group')])('nobody else names it', (standing) => {
  const { fact } = said(standing, 1, type, { name: 'Chaos', kind: 'kita' });
  expect(institution.fold(institution.empty, fact, standing).result).toBe('forbidden');
  const other = said(standing, 1, describedType, described);
  expect(institution.fold(institution.empty, other.fact, standing).result).toBe('forbidden');
});

test.each([
  { ...described, state: 'XX' },
  { ...described, body: 'guild' },
  { ...described, yearBegins: '13-01' },
  { ...described, yearBegins: '02-29' },
])('%j describes nothing', (body) => {
  const { fact } = said(leaderIn('everyone'), 1, describedType, body);
  expect(institution.fold(institution.empty, fact, leaderIn('everyone')).result).toBe('invalid');
});

test.each([
  ['kita', 'BY', '09-01'],
  ['kita', 'BW', '09-01'],
  ['kita', 'NW', '08-01'],
  ['kita', null, '08-01'],
  ['school', 'BY', '08-01'],
  ['home', 'BY', ''],
] as const)('the year of a %s in %s begins on %s', (kind, state, begins) => {
  expect(usualBeginning(kind, state)).toBe(begins);
});
