import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import { ctx, type CtxPart } from './ctx.ts';

const prefix = '6f626875742f312f';

test.each<[string, readonly CtxPart[], string]>([
  ['a', [], `${prefix}6100`],
  ['a', [''], `${prefix}610000000000`],
  ['a', [null], `${prefix}610000000000`],
  ['a', ['b'], `${prefix}61000000000162`],
  ['a', ['ü'], `${prefix}610000000002c3bc`],
  ['a', [1], `${prefix}6100000000080000000000000001`],
  ['a', [new Uint8Array([1, 2])], `${prefix}6100000000020102`],
  ['a', ['b', null, 2], `${prefix}6100000000016200000000000000080000000000000002`],
])('ctx("%s", %j)', (label, parts, hex) => {
  expect(toHex(ctx(label, ...parts))).toBe(hex);
});

const part = fc.oneof(
  fc.uint8Array({ maxLength: 12 }).map((value) => Uint8Array.from(value)),
  fc.constant(null),
  fc.string({ maxLength: 12 }),
  fc.maxSafeNat(),
);
const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/u);

/** What a part stands for: a `ctx` says lengths and bytes, and the reader knows the types from the label. */
function bytesOf(value: CtxPart): string {
  const whole = toHex(ctx('', value));
  return whole.slice(`${prefix}00`.length);
}

test('two contexts are the same only if label and parts are', () => {
  fc.assert(
    fc.property(label, fc.array(part, { maxLength: 4 }), label, fc.array(part, { maxLength: 4 }), (a, as, b, bs) => {
      const same =
        a === b && as.length === bs.length && as.every((value, i) => bytesOf(value) === bytesOf(bs[i] ?? null));
      expect(toHex(ctx(a, ...as)) === toHex(ctx(b, ...bs))).toBe(same);
    }),
    { numRuns: 500 },
  );
});

test('no bytes move from one part to the next', () => {
  expect(ctx('a', 'bc', 'd')).not.toEqual(ctx('a', 'b', 'cd'));
  expect(ctx('a', 'b')).not.toEqual(ctx('ab'));
  expect(ctx('a', '')).not.toEqual(ctx('a'));
});

test.each([-1, 1.5, 2 ** 53])('%d is no part', (value) => {
  expect(() => ctx('a', value)).toThrow(RangeError);
});
