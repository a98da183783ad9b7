import { createHash } from 'node:crypto';
import { concat, fromHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { bytesOf, flipBit } from './bitflip.contract.ts';
import { signCtx, signingKey, verifyCtx } from './signatures.ts';
import { cryptoReady, lib } from './sodium.ts';

beforeAll(cryptoReady);

test.each(rows('rfc8032'))('RFC 8032, vector %#: key pair, signature, verification', (row) => {
  const key = signingKey(row.bytes('seed'));
  expect(key.publicKey).toEqual(row.bytes('publicKey'));
  expect(lib().crypto_sign_detached(row.bytes('msg'), key.secretKey)).toEqual(row.bytes('sig'));
  expect(lib().crypto_sign_verify_detached(row.bytes('sig'), row.bytes('msg'), key.publicKey)).toBe(true);
});

test('every Ed25519 case of Wycheproof', () => {
  const cases = rows('wycheproof/ed25519');
  for (const row of cases) {
    const signature = row.bytes('sig');
    const holds =
      signature.length === 64 && lib().crypto_sign_verify_detached(signature, row.bytes('msg'), row.bytes('publicKey'));
    expect(holds, row.text('tcId')).toBe(row.text('result') === 'valid');
  }
  expect(cases).toHaveLength(150);
});

/** RFC 8032: points whose order divides 8, in every encoding, canonical or not, that a decoder may take. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
].map(fromHex);

const identity = fromHex('0100000000000000000000000000000000000000000000000000000000000000');

/** The group's order, little endian. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

function numberOf(bytes: Bytes): bigint {
  return BigInt(`0x${bytes.slice().reverse().toHex()}`);
}

/** The factor of the public key in RFC 8032's equation [S]B = R + [k]A. */
function challenge(r: Bytes, publicKey: Bytes, message: Bytes): bigint {
  return (
    numberOf(
      Uint8Array.from(
        createHash('sha512')
          .update(concat(r, publicKey, message))
          .digest(),
      ),
    ) % order
  );
}

test('a forgery under a key of small order, though its equation holds, is refused', () => {
  const forged = concat(identity, new Uint8Array(32));
  let equationHolds = 0;
  for (const publicKey of smallOrder) {
    for (let i = 0; i < 64; i++) {
      // [0]B = identity + [k]A for every A whose order divides 8, if 8 divides k: no secret is needed.
      if (challenge(identity, publicKey, ctx('control', i)) % 8n === 0n) equationHolds++;
      expect(verifyCtx(publicKey, forged, 'control', i), publicKey.toHex()).toBe(false);
    }
  }
  expect(equationHolds).toBeGreaterThan(smallOrder.length);
});

test('a signature whose R is of small order is refused', () => {
  const key = signingKey(new Uint8Array(32).fill(5));
  for (const point of smallOrder) expect(verifyCtx(key.publicKey, concat(point, new Uint8Array(32)), 'x')).toBe(false);
});

function bytesFrom(value: bigint): Bytes {
  return fromHex(value.toString(16).padStart(64, '0')).reverse();
}

test('a signature whose S is not reduced is refused', () => {
  const key = signingKey(new Uint8Array(32).fill(6));
  const signature = signCtx(key, 'record', 1);
  expect(verifyCtx(key.publicKey, signature, 'record', 1)).toBe(true);
  const r = signature.subarray(0, 32);
  const s = numberOf(signature.slice(32));
  for (let added = order; s + added < 2n ** 256n; added += order) {
    expect(verifyCtx(key.publicKey, concat(r, bytesFrom(s + added)), 'record', 1)).toBe(false);
  }
});

test('a signature holds for its own label, parts and key only', () => {
  fc.assert(
    fc.property(bytesOf(32), fc.string(), fc.string(), fc.nat(511), (seed, label, part, bit) => {
      const key = signingKey(seed);
      const signature = signCtx(key, label, part);
      expect(verifyCtx(key.publicKey, signature, label, part)).toBe(true);
      expect(verifyCtx(key.publicKey, signature, `${label}x`, part)).toBe(false);
      expect(verifyCtx(key.publicKey, signature, label, `${part}x`)).toBe(false);
      expect(verifyCtx(key.publicKey, signature, label, part, null)).toBe(false);
      expect(verifyCtx(key.publicKey, flipBit(signature, bit), label, part)).toBe(false);
      expect(verifyCtx(flipBit(key.publicKey, bit % 256), signature, label, part)).toBe(false);
    }),
  );
});

test('keys and signatures of a wrong length are refused, not thrown', () => {
  const key = signingKey(new Uint8Array(32));
  const signature = signCtx(key, 'x');
  expect(verifyCtx(key.publicKey.slice(1), signature, 'x')).toBe(false);
  expect(verifyCtx(key.publicKey, signature.slice(1), 'x')).toBe(false);
  expect(verifyCtx(key.publicKey, concat(signature, new Uint8Array(1)), 'x')).toBe(false);
  expect(() => signingKey(new Uint8Array(31))).toThrow(RangeError);
});
