import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareBytes,
  concat,
  equalBytes,
  fromBase64Url,
  fromHex,
  toBase64Url,
  toHex,
  u32be,
  u64be,
  utf8,
} from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 70 }).map((value) => Uint8Array.from(value));

test('concat joins in order and copies', () => {
  const first = new Uint8Array([1, 2]);
  const joined = concat(first, new Uint8Array(0), new Uint8Array([3]));
  first[0] = 9;
  expect(joined).toEqual(new Uint8Array([1, 2, 3]));
  expect(concat()).toEqual(new Uint8Array(0));
});

test('text as UTF-8', () => {
  expect(toHex(utf8('Größe €'))).toBe('4772c3b6c39f6520e282ac');
});

test.each([
  [0, '00000000', '0000000000000000'],
  [1, '00000001', '0000000000000001'],
  [0x0102_0304, '01020304', '0000000001020304'],
  [2 ** 32 - 1, 'ffffffff', '00000000ffffffff'],
])('%i in four and eight bytes', (value, four, eight) => {
  expect(toHex(u32be(value))).toBe(four);
  expect(toHex(u64be(value))).toBe(eight);
});

test('the largest integer in eight bytes', () => {
  expect(toHex(u64be(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff');
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no integer to write', (value) => {
  expect(() => u64be(value)).toThrow(RangeError);
  expect(() => u32be(value)).toThrow(RangeError);
});

test('2^32 does not fit four bytes', () => {
  expect(() => u32be(2 ** 32)).toThrow(RangeError);
});

test('the order is bytewise, a beginning before the whole', () => {
  expect(compareBytes(new Uint8Array([1]), new Uint8Array([2]))).toBeLessThan(0);
  expect(compareBytes(new Uint8Array([255]), new Uint8Array([1, 1]))).toBeGreaterThan(0);
  expect(compareBytes(new Uint8Array([1]), new Uint8Array([1, 0]))).toBeLessThan(0);
  expect(equalBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
  expect(equalBytes(new Uint8Array([1, 2]), new Uint8Array([1]))).toBe(false);
});

test('the order is total and that of the hex digits', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(-Math.sign(compareBytes(b, a)) + 0);
      expect(compareBytes(a, b) < 0).toBe(toHex(a) < toHex(b));
      expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b));
    }),
  );
});

test('hex and base64url come back', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      expect(fromHex(toHex(value))).toEqual(value);
      expect(fromBase64Url(toBase64Url(value))).toEqual(value);
      expect(toBase64Url(value)).toMatch(/^[A-Za-z0-9_-]*$/u);
    }),
  );
});

/** RFC 4648, section 10, without padding; and the two symbols in which base64url differs. */
test.each([
  ['', ''],
  ['66', 'Zg'],
  ['666f', 'Zm8'],
  ['666f6f', 'Zm9v'],
  ['666f6f6261', 'Zm9vYmE'],
  ['fbefff', '--__'],
])('%s is %s', (hex, text) => {
  expect(toBase64Url(fromHex(hex))).toBe(text);
  expect(fromBase64Url(text)).toEqual(fromHex(hex));
});

test.each(['A', 'AAAAA', 'Zg==', 'Zh', 'Zm9', 'Z g', 'Zg\n', '+/+/', 'ä', 'Zm9v!'])('"%s" is no base64url', (text) => {
  expect(() => fromBase64Url(text)).toThrow(SyntaxError);
});

test.each(['a', 'abc', 'gg', '0x00', ' 00', '00 '])('"%s" is no hex', (text) => {
  expect(() => fromHex(text)).toThrow();
});
