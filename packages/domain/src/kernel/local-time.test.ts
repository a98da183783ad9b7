import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOfDay, dayOfDate, localDate, localTime, wallAt } from './local-time.ts';

test('a date is the day that it names, and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      const date = dateOfDay(day);
      expect(dayOfDate(date)).toBe(day);
      expect(localDate.safeParse(date).success).toBe(true);
      expect(Date.parse(`${date}T00:00:00Z`)).toBe(day * 86_400_000);
    }),
  );
  expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
});

test.each(['2027-02-29', '2026-13-01', '2026-1-1', '26-01-01', '', '2026-11-28T10:00'])('“%s” is no date', (text) => {
  expect(localDate.safeParse(text).success).toBe(false);
});

test.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['8:15', false],
  ['08:60', false],
])('“%s” as a time of day: %s', (text, isTime) => {
  expect(localTime.safeParse(text).success).toBe(isTime);
});

test.each([
  ['2026-11-28T22:59:00Z', '2026-11-28', '23:59'],
  ['2026-11-28T23:00:00Z', '2026-11-29', '00:00'],
  ['2026-06-30T22:00:00Z', '2026-07-01', '00:00'],
  // The hour that there is twice, when the clock goes back.
  ['2026-10-25T00:30:00Z', '2026-10-25', '02:30'],
  ['2026-10-25T01:30:00Z', '2026-10-25', '02:30'],
])('at %s the wall shows %s, %s', (moment, date, time) => {
  expect(wallAt(Date.parse(moment))).toEqual({ date, time });
});
