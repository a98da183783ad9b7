import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { institution, nameAndKind } from './institution.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, leaderIn, places, said, staffIn } from './testing/facts.ts';

const type = 'institution/named@1';

modelContract(
  institution,
  fc.record({
    type: fc.constant(type),
    body: fc.record({
      name: fc.constantFrom('Lindenhof', 'Haus am See'),
      kind: fc.constantFrom('kita', 'school', 'home'),
    }),
    standing: fc.constantFrom(leaderIn('everyone'), leaderIn('everyone'), staffIn('everyone')),
  }),
);

test('leadership names it, and the last name counts', () => {
  const state = foldAll(institution, [
    said(leaderIn('everyone'), 1, type, { name: 'Lindenhof', kind: 'kita' }),
    said(leaderIn('everyone'), 2, type, { name: 'KiTa Lindenhof', kind: 'kita' }),
    said(staffIn('everyone'), 3, type, { name: 'Chaos', kind: 'home' }),
  ]);
  expect(nameAndKind(new Map([[places.everyone, state]]))).toEqual({ name: 'KiTa Lindenhof', kind: 'kita' });
});

test('before anything is read it has no name', () => {
  expect(nameAndKind(new Map([[places.everyone, institution.empty]]))).toBeNull();
});

test.each([guardianIn('everyone'), staffIn('everyone'), leaderIn('group')])('nobody else names it', (standing) => {
  const { fact } = said(standing, 1, type, { name: 'Chaos', kind: 'kita' });
  expect(institution.fold(institution.empty, fact, standing).result).toBe('forbidden');
});
