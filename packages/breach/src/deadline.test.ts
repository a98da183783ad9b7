import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportDeadline } from './deadline.ts';

const hour = 3_600_000;
const time = fc.integer({ min: 0, max: 4_102_444_800_000 });

/** Due in UTC, without seconds. */
function due(law: Parameters<typeof reportDeadline>[0], aware: string): string | null {
  const at = reportDeadline(law, Date.parse(aware)).due;
  return at === null ? null : new Date(at).toISOString();
}

describe('GDPR', () => {
  test.each([
    ['2026-11-23T10:20:00Z', '2026-11-26T11:00:00.000Z'],
    ['2026-11-23T10:59:59.999Z', '2026-11-26T11:00:00.000Z'],
    // The hour that begins with the event is the hour in which it falls.
    ['2026-11-23T10:00:00Z', '2026-11-26T11:00:00.000Z'],
    // Friday before Christmas: neither the weekend nor the holiday moves the end.
    ['2026-12-25T15:30:00Z', '2026-12-28T16:00:00.000Z'],
    ['2026-12-24T15:30:00Z', '2026-12-27T16:00:00.000Z'],
    // Across the change to summer time (29 March 2026) it stays 72 hours.
    ['2026-03-27T12:10:00+01:00', '2026-03-30T12:00:00.000Z'],
  ])('known at %s: due at %s', (aware, end) => {
    expect(due('GDPR', aware)).toBe(end);
  });

  test('ends at a full hour, more than 72 and at most 73 hours later', () => {
    fc.assert(
      fc.property(time, (aware) => {
        const end = reportDeadline('GDPR', aware).due;
        if (end === null) throw new Error('no end');
        expect(end % hour).toBe(0);
        expect(end - aware).toBeGreaterThan(72 * hour);
        expect(end - aware).toBeLessThanOrEqual(73 * hour);
      }),
    );
  });
});

test('church laws count from the moment', () => {
  expect(due('KDG', '2026-11-23T10:20:00Z')).toBe('2026-11-26T10:20:00.000Z');
  expect(due('DSG-EKD', '2026-11-23T10:20:00Z')).toBe('2026-11-26T10:20:00.000Z');
  expect(due('KDR-OG', '2026-11-23T10:20:00Z')).toBe('2026-11-26T10:20:00.000Z');
});

test('only the GDPR and the KDG are said to name 72 hours', () => {
  const rules = (['GDPR', 'KDG', 'DSG-EKD', 'KDR-OG'] as const).map((law) => reportDeadline(law, 0).rule);
  expect(rules).toEqual(['full-hours', 'hours', 'working-limit', 'working-limit']);
});

test('no hours are invented where the law names none or is not known', () => {
  expect(reportDeadline('CH-DSG', 0)).toEqual({ due: null, rule: 'as-soon-as-possible', article: 'DSG Art. 24(1)' });
  expect(reportDeadline('cantonal', 0)).toEqual({ due: null, rule: 'ask', article: null });
  expect(reportDeadline('own-rules', 0)).toEqual({ due: null, rule: 'ask', article: null });
});

test('what is no time throws', () => {
  expect(() => reportDeadline('CH-DSG', Number.NaN)).toThrow(RangeError);
});
