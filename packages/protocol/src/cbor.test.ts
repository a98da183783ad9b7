import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { concat, fromHex, toHex } from './bytes.ts';
import { decodeCanonical, decodeCbor, encodeCbor, MalformedError, mostDepth } from './cbor.ts';

/** RFC 8949, appendix A, as far as the protocol uses it. */
test.each<[string, unknown]>([
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
  ['20', -1],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['4401020304', new Uint8Array([1, 2, 3, 4])],
  ['60', ''],
  ['62c3bc', 'ü'],
  ['64f0908591', '\u{10151}'],
  ['80', []],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['a0', {}],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
])('%s stands for %j', (hex, value) => {
  expect(toHex(encodeCbor(value))).toBe(hex);
  expect(decodeCanonical(fromHex(hex))).toEqual(value);
});

test('keys are sorted: shorter first, then bytewise', () => {
  expect(toHex(encodeCbor({ bb: 1, c: 2, a: 3 }))).toBe('a361610361630262626201');
});

const malformed: Record<string, string> = {
  nothing: '',
  'two values': '0000',
  'a truncated integer': '19',
  'a truncated string': '6261',
  'a truncated array': '8201',
  'a truncated map': 'a16161',
  'a length beyond the end': '5affffffff00',
  'a length beyond all memory': '5bffffffffffffffff00',
  'an array of 2^32 values': '9affffffff00',
  'a map of 2^53 pairs': 'bb0020000000000000616100',
  '0 in two bytes': '1800',
  '255 in three bytes': '1900ff',
  '1 in nine bytes': '1b0000000000000001',
  'a string’s length in two bytes': '780161',
  'an array’s length in two bytes': '980100',
  'a map’s length in two bytes': 'b801616100',
  '-1 in two bytes': '3800',
  '2^53': '1b0020000000000000',
  '2^64 - 1': '1bffffffffffffffff',
  '-2^64': '3bffffffffffffffff',
  'an indefinite array': '9f00ff',
  'an indefinite map': 'bf616100ff',
  'indefinite bytes': '5f4100ff',
  'an indefinite text': '7f6161ff',
  'a break alone': 'ff',
  '0.0 as half': 'f90000',
  '-0.0 as half': 'f98000',
  '1.5 as half': 'f93e00',
  '1.5 as double': 'fb3ff8000000000000',
  '1.1': 'fb3ff199999999999a',
  '1.0 as double': 'fb3ff0000000000000',
  'a float inside': '81f93e00',
  NaN: 'f97e00',
  infinity: 'f97c00',
  '-infinity': 'f9fc00',
  undefined: 'f7',
  'undefined in a map': 'a16161f7',
  'a simple value': 'f0',
  'a simple value in two bytes': 'f8ff',
  'a date': 'c074323031332d30332d32315432303a30343a30305a',
  'a bignum': 'c249010000000000000000',
  'self-described CBOR': 'd9d9f700',
  'CBOR in CBOR': 'd8184100',
  'a key twice': 'a2616100616101',
  'keys out of order': 'a2616200616100',
  'a longer key first': 'a262616100616200',
  'a number as key': 'a10000',
  'bytes as key': 'a1416100',
  'null as key': 'a1f600',
  'a list as key': 'a18000',
  '__proto__ as key of a map': 'a1695f5f70726f746f5f5fa161780a',
  '__proto__ as key of null': 'a1695f5f70726f746f5f5ff6',
  '__proto__ as key of a number': 'a1695f5f70726f746f5f5f01',
  'text that is no UTF-8': '61ff',
  'text with a surrogate': '63eda080',
  'an overlong text': '62c080',
  'a byte order mark in front': '63efbbbf',
  'reserved information': '1c',
  'reserved information of an array': '9d00',
};

test.each(Object.entries(malformed))('refused: %s (%s)', (_, hex) => {
  expect(() => decodeCanonical(fromHex(hex))).toThrow(MalformedError);
});

test('nothing that was decoded changed what every object inherits', () => {
  expect(() => decodeCanonical(fromHex(malformed['__proto__ as key of a map'] ?? ''))).toThrow(MalformedError);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'x')).toBeUndefined();
});

test('names that objects inherit are ordinary keys', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    const bytes = encodeCbor({ [name]: 1 });
    expect(decodeCanonical(bytes)).toEqual({ [name]: 1 });
  }
});

/** `depth` lists, or maps, in each other. */
function nested(depth: number, opening: string): Uint8Array {
  return concat(...Array.from({ length: depth }, () => fromHex(opening)), fromHex('00'));
}

test.each([
  ['lists', '81'],
  ['maps', 'a16161'],
])('%s in each other, as deep as allowed and no deeper', (_, opening) => {
  expect(() => decodeCanonical(nested(mostDepth, opening))).not.toThrow();
  for (const depth of [mostDepth + 1, 1000, 5000, 10_000, 100_000]) {
    expect(() => decodeCanonical(nested(depth, opening))).toThrow(MalformedError);
  }
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
      tie('any'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).any;

test('what is encoded comes back, and has one encoding only', () => {
  fc.assert(
    fc.property(value, (some) => {
      const bytes = encodeCbor(some);
      const back = decodeCanonical(bytes);
      expect(back).toEqual(some);
      expect(encodeCbor(back)).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

function decodesOrIsRefused(bytes: Uint8Array): void {
  try {
    expect(encodeCbor(decodeCanonical(bytes))).toEqual(Uint8Array.from(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedError);
  }
}

test('any bytes are either one value’s only encoding or malformed', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), decodesOrIsRefused), { numRuns: 3000 });
  fc.assert(
    fc.property(value, fc.nat(), fc.nat(255), (some, at, byte) => {
      const bytes = encodeCbor(some);
      decodesOrIsRefused(bytes.subarray(0, at % bytes.length));
      decodesOrIsRefused(concat(bytes, new Uint8Array([byte])));
      bytes[at % bytes.length] = byte;
      decodesOrIsRefused(bytes);
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, unknown]>([
  ['a fraction', 1.5],
  ['-0', -0],
  ['NaN', Number.NaN],
  ['2^53', 2 ** 53],
  ['a bigint', 1n],
  ['undefined', undefined],
  ['a missing property', { a: undefined }],
  ['a date', new Date(0)],
  ['a map', new Map([['a', 1]])],
  ['half a surrogate pair', '\ud800'],
  ['a byte order mark in front', '\u{feff}text'],
  ['half a surrogate pair as key', { '\ud800': 1 }],
  ['__proto__ as key', JSON.parse('{"__proto__":1}')],
  [
    'something in itself',
    (() => {
      const list: unknown[] = [];
      list.push(list);
      return list;
    })(),
  ],
])('%s is not encoded: a mistake of ours', (_, wrong) => {
  expect(() => encodeCbor(wrong)).toThrow(TypeError);
});

test('a schema is demanded, and the place named, not the content', () => {
  const schema = z.strictObject({ a: z.strictObject({ b: z.string() }) });
  expect(decodeCbor(schema, encodeCbor({ a: { b: 'secret' } }))).toEqual({ a: { b: 'secret' } });
  expect(() => decodeCbor(schema, encodeCbor({ a: { b: 1234 } }))).toThrow(
    new MalformedError('does not fit the schema at "a.b"'),
  );
  expect(() => decodeCbor(schema, encodeCbor({ a: { b: 'x', c: 1 } }))).toThrow(MalformedError);
  expect(() => decodeCbor(schema, encodeCbor(null))).toThrow(MalformedError);
});

test('bytes that belong to a larger buffer are read in their own bounds', () => {
  const whole = concat(new Uint8Array([1, 2, 3]), encodeCbor({ a: new Uint8Array([7, 8]) }), new Uint8Array([9]));
  expect(decodeCanonical(whole.subarray(3, -1))).toEqual({ a: new Uint8Array([7, 8]) });
});
