import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { ctx } from './ctx.ts';
import { hash, hashCtx } from './hash.ts';

/** FIPS 180-4 examples. */
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('SHA-256 of "%s"', (text, digest) => {
  expect(toHex(hash(utf8(text)))).toBe(digest);
});

test('another implementation gives the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toHex(hash(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

test('hashCtx is the hash of the context', () => {
  expect(hashCtx('a', 'b', 1, null)).toEqual(hash(ctx('a', 'b', 1, null)));
});
