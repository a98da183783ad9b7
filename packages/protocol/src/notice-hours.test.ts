import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeHours, usualHours, waitsUntil, type NoticeHours } from './notice-hours.ts';

const at = (text: string) => Date.parse(text);
const { staff, others } = usualHours;

test.each([
  // 2026-11-28 is a Saturday; Berlin is an hour ahead of UTC.
  ['guardians by day', others, '2026-11-28T06:00:00Z', null],
  ['guardians in the evening', others, '2026-11-28T18:59:59Z', null],
  ['guardians late', others, '2026-11-28T19:00:00Z', '2026-11-29T06:00:00Z'],
  ['guardians before dawn', others, '2026-11-28T05:59:30Z', '2026-11-28T06:00:00Z'],
  ['staff at work', staff, '2026-11-27T15:59:00Z', null],
  ['staff on Friday evening', staff, '2026-11-27T16:00:00Z', '2026-11-30T06:00:00Z'],
  ['staff on Saturday', staff, '2026-11-28T10:00:00Z', '2026-11-30T06:00:00Z'],
  ['staff on Monday before work', staff, '2026-11-30T05:00:00Z', '2026-11-30T06:00:00Z'],
  ['in summer the wall is two hours ahead', others, '2026-07-01T05:00:00Z', null],
])('%s', (_, hours, now, from) => {
  expect(waitsUntil(hours, at(now))).toBe(from === null ? null : at(from));
});

test('a night shift goes over midnight, and belongs to the day on which it begins', () => {
  const fridayNight: NoticeHours = { days: 0b0010000, from: 22 * 60, until: 6 * 60 };
  const saturdayAt5 = at('2026-11-28T04:00:00Z');
  expect(waitsUntil(fridayNight, at('2026-11-27T21:30:00Z'))).toBeNull();
  expect(waitsUntil(fridayNight, saturdayAt5)).toBeNull();
  expect(waitsUntil(fridayNight, at('2026-11-27T04:00:00Z'))).toBe(at('2026-11-27T21:00:00Z'));
  expect(waitsUntil(fridayNight, at('2026-11-28T05:00:00Z'))).toBe(at('2026-12-04T21:00:00Z'));
  expect(waitsUntil({ ...fridayNight, from: 0, until: 0 }, at('2026-11-27T12:00:00Z'))).toBeNull();
});

const anyHours = fc.record({
  days: fc.integer({ min: 1, max: 127 }),
  from: fc.integer({ min: 0, max: 1439 }),
  until: fc.integer({ min: 0, max: 1439 }),
});

test('whoever waits as long as it says comes in, when the clocks do not change', () => {
  // In the middle of winter.
  const now = fc.integer({ min: at('2026-12-01T00:00:00Z'), max: at('2027-02-01T00:00:00Z') });
  fc.assert(
    fc.property(anyHours, now, (hours, moment) => {
      const until = waitsUntil(hours, moment);
      if (until === null) return;
      expect(until).toBeGreaterThan(moment);
      expect(until - moment).toBeLessThanOrEqual(7 * 86_400_000);
      expect(waitsUntil(hours, until)).toBeNull();
      expect(waitsUntil(hours, until - 1)).toBe(until);
    }),
  );
});

test.each([
  { days: 0, from: 0, until: 60 },
  { days: 128, from: 0, until: 60 },
  { days: 1, from: -1, until: 60 },
  { days: 1, from: 0, until: 1440 },
  { days: 1, from: 0.5, until: 60 },
])('no hours: %o', (hours) => {
  expect(noticeHours.safeParse(hours).success).toBe(false);
});
