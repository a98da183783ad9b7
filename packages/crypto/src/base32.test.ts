import { utf8 } from '@obhut/protocol/bytes.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes } from './bitflip.contract.ts';
import { base32Length, fromBase32, inGroups, normaliseBase32, toBase32 } from './base32.ts';

/** RFC 4648, section 10, base32hex, with its letters in Crockford's order. */
test.each([
  ['', ''],
  ['f', 'CR'],
  ['fo', 'CSQG'],
  ['foo', 'CSQPY'],
  ['foob', 'CSQPYRG'],
  ['fooba', 'CSQPYRK1'],
  ['foobar', 'CSQPYRK1E8'],
])('"%s" is %s', (text, symbols) => {
  expect(toBase32(utf8(text))).toBe(symbols);
  expect(fromBase32(symbols, text.length)).toEqual(utf8(text));
});

test('bytes come back, from one text only', () => {
  fc.assert(
    fc.property(
      anyBytes(40),
      fc.nat(),
      fc.constantFrom('0', '1', '8', 'A', 'G', 'H', 'M', 'Z'),
      (bytes, at, symbol) => {
        const text = toBase32(bytes);
        expect(text).toHaveLength(base32Length(bytes.length));
        expect(fromBase32(text, bytes.length)).toEqual(bytes);
        if (text === '') return;
        const changed = text.slice(0, at % text.length) + symbol + text.slice((at % text.length) + 1);
        if (changed !== text) expect(fromBase32(changed, bytes.length)).not.toEqual(bytes);
      },
    ),
  );
});

test('left-over bits must be zero, symbols of the alphabet, the length right', () => {
  expect(fromBase32('CS', 1)).toBeNull();
  expect(fromBase32('CR', 2)).toBeNull();
  expect(fromBase32('CRR', 1)).toBeNull();
  for (const symbol of ['U', 'I', 'L', 'O', 'c', '-', ' ', 'Ä', '💥']) expect(fromBase32(`C${symbol}`, 1)).toBeNull();
});

test('what people type is read as it was printed', () => {
  expect(normaliseBase32(' cr-O0 il–1\n')).toBe('CR00111');
  expect(inGroups('ABCDEFGHJ')).toBe('ABCD EFGH J');
  expect(inGroups('ABCDEFGH')).toBe('ABCD EFGH');
});
