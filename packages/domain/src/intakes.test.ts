import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { intakes, keptOfIntakes } from './intakes.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, leaderIn, said, staffIn } from './testing/facts.ts';

const [seeded, mapped] = ['intake/seeded@1', 'intake/mapped@1'];
const leader = leaderIn('leadership');

modelContract(
  intakes,
  fc.oneof(
    fc.record({
      type: fc.constant(seeded),
      body: fc.record({ seed: fc.constantFrom('4'.repeat(32), 'no seed') }),
      standing: fc.constantFrom(leader, staffIn('team')),
    }),
    fc.record({
      type: fc.constant(mapped),
      body: fc.record({ fingerprint: fc.constantFrom('name', 'nr|name'), mapping: fc.constantFrom('{}', '[]') }),
      standing: fc.constantFrom(leader, leaderIn('everyone')),
    }),
  ),
);

test('one seed for the institution, and the last mapping for each set of columns', () => {
  const state = foldAll(intakes, [
    said(leader, 1, seeded, { seed: '4'.repeat(32) }),
    said(leader, 2, mapped, { fingerprint: 'name', mapping: '1' }),
    said(leader, 3, mapped, { fingerprint: 'name', mapping: '2' }),
    said(leader, 4, mapped, { fingerprint: 'nr', mapping: '3' }),
  ]);
  expect(keptOfIntakes(new Map([['s', state]]))).toEqual({ seed: '4'.repeat(32), mappings: ['2', '3'] });
  expect(keptOfIntakes(new Map())).toEqual({ seed: null, mappings: [] });
});
