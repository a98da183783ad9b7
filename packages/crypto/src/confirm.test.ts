import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from './bitflip.contract.ts';
import { confirmDigits } from './confirm.ts';

test('always twelve digits, of both ids', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(bytesOf(16), bytesOf(16), (institution, persona) => {
      const digits = confirmDigits(institution, persona);
      expect(digits).toMatch(/^[0-9]{12}$/u);
      seen.add(digits);
    }),
  );
  expect(seen.size).toBeGreaterThan(90);
});

test('another persona or institution has other digits', () => {
  const [a, b] = [new Uint8Array(16), new Uint8Array(16).fill(1)];
  expect(new Set([confirmDigits(a, a), confirmDigits(a, b), confirmDigits(b, a), confirmDigits(b, b)]).size).toBe(4);
});
