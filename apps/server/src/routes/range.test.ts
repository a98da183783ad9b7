/**
 * The `Range` header.
 * @module
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeOf } from './range.ts';

it.each([
  ['bytes=0-0', 10, { start: 0, end: 1 }],
  ['bytes=5-', 10, { start: 5, end: 10 }],
  ['bytes=5-100', 10, { start: 5, end: 10 }],
  ['bytes=-3', 10, { start: 7, end: 10 }],
  ['bytes=-30', 10, { start: 0, end: 10 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=5-4', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['lines=0-1', 10, null],
  ['bytes=-', 10, null],
  [undefined, 10, null],
] as const)('%s of %d', (header, size, range) => {
  expect(rangeOf(header, size)).toEqual(range);
});

it('never leads out of the bytes', () => {
  const header = fc.tuple(fc.option(fc.nat(50)), fc.option(fc.nat(50))).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`);
  fc.assert(
    fc.property(header, fc.nat(40), (header, size) => {
      const range = rangeOf(header, size);
      if (range === null || range === 'unsatisfiable') return;
      expect(range.start).toBeLessThan(range.end);
      expect(range.end).toBeLessThanOrEqual(size);
    }),
  );
});
