import { concat, equalBytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { open, seal } from './aead.ts';
import { anyBytes, bytesOf, sealedContract } from './bitflip.contract.ts';
import { randomBytes } from './random.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

test('every XChaCha20-Poly1305 case of Wycheproof', () => {
  const cases = rows('wycheproof/xchacha20_poly1305');
  for (const row of cases) {
    const sealed = concat(row.bytes('iv'), row.bytes('ct'), row.bytes('tag'));
    const expected = row.text('result') === 'valid' ? row.bytes('msg') : null;
    expect(open(row.bytes('key'), sealed, row.bytes('aad')), row.text('tcId')).toEqual(expected);
  }
  expect(cases).toHaveLength(315);
});

test('what was sealed opens, 40 bytes longer, under its own key and AAD only', () => {
  fc.assert(
    fc.property(
      bytesOf(32),
      bytesOf(32),
      anyBytes(300),
      anyBytes(50),
      anyBytes(50),
      (key, otherKey, plain, aad, otherAad) => {
        const sealed = seal(key, plain, aad);
        expect(sealed).toHaveLength(plain.length + 40);
        expect(open(key, sealed, aad)).toEqual(plain);
        if (!equalBytes(key, otherKey)) expect(open(otherKey, sealed, aad)).toBeNull();
        if (!equalBytes(aad, otherAad)) expect(open(key, sealed, otherAad)).toBeNull();
      },
    ),
  );
});

test('any change is noticed', () => {
  const key = randomBytes(32);
  const aad = ctx('test');
  sealedContract(seal(key, randomBytes(100), aad), (bytes) => open(key, bytes, aad), 500);
});

test('two seals of the same differ', () => {
  const key = randomBytes(32);
  expect(seal(key, key, key)).not.toEqual(seal(key, key, key));
});

test('a key of a wrong length is a mistake of ours, not a value', () => {
  expect(() => seal(new Uint8Array(31), new Uint8Array(0), new Uint8Array(0))).toThrow(RangeError);
  expect(() => open(new Uint8Array(33), new Uint8Array(60), new Uint8Array(0))).toThrow(RangeError);
});
