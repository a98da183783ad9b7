/**
 * What everything sealed promises: it opens as it is, and with any one bit turned it does not.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import fc from 'fast-check';
import { expect } from 'vitest';

export const anyBytes = (most: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ maxLength: most }).map((bytes) => Uint8Array.from(bytes));

export const bytesOf = (length: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Uint8Array.from(bytes));

export function flipBit(bytes: Bytes, bit: number): Bytes {
  const changed = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
}

/** `open` must give null for every shortening, lengthening and single changed bit that is drawn. */
export function sealedContract(sealed: Bytes, open: (bytes: Bytes) => unknown, runs = 100): void {
  expect(open(sealed)).not.toBeNull();
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      expect(open(flipBit(sealed, bit))).toBeNull();
    }),
    { numRuns: runs },
  );
  for (const cut of [0, 1, 15, 16, 39, 40, sealed.length - 1])
    if (cut < sealed.length) expect(open(sealed.slice(0, cut))).toBeNull();
  expect(open(Uint8Array.from([...sealed, 0]))).toBeNull();
}
