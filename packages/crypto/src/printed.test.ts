import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bytesOf } from './bitflip.contract.ts';
import { isTypedAs, printSecret, readSecret, type PrintedKind } from './printed.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const lengths: [PrintedKind, number, number][] = [
  ['recovery', 16, 39],
  ['second-secret', 16, 39],
];

test.each(lengths)(
  '%s: %i bytes, printed in %i characters, come back however they are typed',
  (kind, length, characters) => {
    fc.assert(
      fc.property(bytesOf(length), (secret) => {
        const text = printSecret(kind, secret);
        expect(text).toHaveLength(characters);
        expect(readSecret(kind, text)).toEqual(secret);
        expect(
          readSecret(kind, text.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l')),
        ).toEqual(secret);
      }),
    );
  },
);

test.each(lengths)('%s: one wrong symbol, or two swapped, is noticed', (kind, length) => {
  const symbols = printSecret(
    kind,
    Uint8Array.from({ length }, (_, i) => i * 7),
  ).replaceAll(' ', '');
  for (let at = 0; at < symbols.length; at++) {
    const wrong = symbols.charAt(at) === 'Z' ? 'Y' : 'Z';
    expect(readSecret(kind, symbols.slice(0, at) + wrong + symbols.slice(at + 1))).toBeNull();
    const swapped = symbols.slice(0, at) + symbols.charAt(at + 1) + symbols.charAt(at) + symbols.slice(at + 2);
    if (at + 1 < symbols.length && swapped !== symbols) expect(readSecret(kind, swapped)).toBeNull();
  }
});

test('one sheet typed in for another is noticed', () => {
  const text = printSecret('recovery', new Uint8Array(16).fill(1));
  expect(readSecret('second-secret', text)).toBeNull();
  expect(readSecret('pairing', text)).toBeNull();
});

test.each(['', 'U', '💥', 'A'.repeat(32), 'A'.repeat(56), 'A'.repeat(10_000)])('%s is no sheet', (typed) => {
  for (const [kind] of lengths) expect(readSecret(kind, typed)).toBeNull();
});

test('a secret of a wrong length is a mistake of ours', () => {
  expect(() => printSecret('recovery', new Uint8Array(32))).toThrow(RangeError);
});

test('what was typed is compared as it was meant', () => {
  expect(isTypedAs('K01Q', ' kolq ')).toBe(true);
  expect(isTypedAs('K01Q', 'K01R')).toBe(false);
  expect(isTypedAs('K01Q', '')).toBe(false);
});
