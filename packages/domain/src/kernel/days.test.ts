import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, civilOf, dayOf } from './days.ts';

const day = (iso: string) => Date.parse(iso) / 86_400_000;

test('days and dates agree with the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
      const date = new Date(days * 86_400_000);
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(civilOf(days)).toEqual(civil);
      expect(dayOf(civil)).toBe(days);
    }),
  );
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-07-31', 6, '2027-01-31'],
  ['2026-11-23', 12, '2027-11-23'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(day(from), months)).toBe(day(to));
});
