import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastPadded, paddedLength } from './padding.ts';

const length = fc.oneof(
  fc.nat(2000),
  fc.nat(300_000),
  fc.maxSafeNat().map((n) => Math.floor(n / 2)),
);

/** The paper's table and algorithm 1, worked out by hand: ⌊log2 L⌋ = E, S = ⌊log2 E⌋ + 1, the lowest E - S bits are zero. */
test.each([
  [0, 512],
  [1, 512],
  [512, 512],
  [513, 544],
  [544, 544],
  [545, 576],
  [1000, 1024],
  [1024, 1024],
  [1025, 1088],
  [100_000, 100_352],
  [1_000_000, 1_015_808],
  [262_144, 262_144],
  [262_145, 270_336],
])('%i bytes become %i', (from, to) => {
  expect(paddedLength(from)).toBe(to);
});

test('never shorter, at most 12 % longer, idempotent, monotone', () => {
  fc.assert(
    fc.property(length, length, (a, b) => {
      const padded = paddedLength(a);
      expect(padded).toBeGreaterThanOrEqual(Math.max(a, leastPadded));
      if (a >= leastPadded) expect(padded).toBeLessThanOrEqual(a * 1.12);
      expect(paddedLength(padded)).toBe(padded);
      if (a <= b) expect(padded).toBeLessThanOrEqual(paddedLength(b));
    }),
  );
});

test('between 512 bytes and 1 GiB there are 561 lengths', () => {
  let count = 0;
  for (let at = 512; at <= 2 ** 30; at = paddedLength(at + 1)) count++;
  expect(count).toBe(7 * 16 + 14 * 32 + 1);
});

test.each([-1, 1.5, Number.NaN, 2 ** 53])('%d is no length', (wrong) => {
  expect(() => paddedLength(wrong)).toThrow(RangeError);
});
