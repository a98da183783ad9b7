import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';

const day = 86_400_000;

test('a log of 14 days says nothing of the months before', () => {
  const window = { from: 0, until: 210 * day };
  expect(coverageOf(window, [{ from: 196 * day, until: 220 * day }])).toEqual({
    complete: false,
    gaps: [{ from: 0, until: 196 * day }],
  });
});

test.each([
  [[], [{ from: 10, until: 20 }]],
  [[{ from: 0, until: 30 }], []],
  [[{ from: 10, until: 20 }], []],
  [
    [
      { from: 15, until: 20 },
      { from: 10, until: 15 },
    ],
    [],
  ],
  [
    [
      { from: 16, until: 18 },
      { from: 0, until: 12 },
    ],
    [
      { from: 12, until: 16 },
      { from: 18, until: 20 },
    ],
  ],
  [[{ from: 21, until: 30 }], [{ from: 10, until: 20 }]],
  [[{ from: 18, until: 12 }], [{ from: 10, until: 20 }]],
])('%o leaves of 10 to 20: %o', (kept, gaps) => {
  expect(coverageOf({ from: 10, until: 20 }, kept)).toEqual(
    gaps.length === 0 ? { complete: true } : { complete: false, gaps },
  );
});

test('a moment is covered or it is not', () => {
  expect(coverageOf({ from: 5, until: 5 }, [{ from: 0, until: 9 }])).toEqual({ complete: true });
  expect(coverageOf({ from: 5, until: 5 }, [])).toEqual({ complete: false, gaps: [{ from: 5, until: 5 }] });
});

test('between the ends of all intervals, each point is in a gap or was kept, never both', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 8 }))
    .map(([from, length]) => ({ from, until: from + length }));
  fc.assert(
    fc.property(interval, fc.array(interval), (window, kept) => {
      fc.pre(window.from < window.until);
      const coverage = coverageOf(window, kept);
      const gaps = coverage.complete ? [] : coverage.gaps;
      for (let point = window.from + 0.5; point < window.until; point += 1) {
        const inside = ({ from, until }: { from: number; until: number }) => from <= point && point <= until;
        expect(gaps.some(inside)).toBe(!kept.some(inside));
      }
    }),
  );
});
