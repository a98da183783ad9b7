import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseName, normalisePassword } from './name.ts';

test.each([
  ['  Anna@Example.ORG ', 'anna@example.org'],
  ['\u{ff21}nna', 'anna'],
  ['Jo\u{308}rg', 'j\u{f6}rg'],
])('%j is the name %j', (typed, name) => {
  expect(normaliseName(typed)).toBe(name);
});

test('a normalised name is its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const name = normaliseName(typed);
      expect(normaliseName(name)).toBe(name);
    }),
  );
});

test('a password keeps its case and its spaces', () => {
  expect(normalisePassword(' A\u{308} ')).toBe(' \u{c4} ');
});
