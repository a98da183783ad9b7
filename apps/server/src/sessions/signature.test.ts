/**
 * Which signature holds, whatever somebody once wrote down as a key.
 * @module
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { fromBase64Url } from '@obhut/protocol/bytes.ts';
import { expect, test } from 'vitest';
import { random } from '../testing/builder.ts';
import { signatureHolds } from './signature.ts';

const message = random(100);

function someone() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = fromBase64Url(publicKey.export({ format: 'jwk' }).x ?? '');
  return { key, signature: Uint8Array.from(sign(null, message, privateKey)) };
}

test('one by this key over this message holds, and no other', () => {
  const [one, another] = [someone(), someone()];
  expect(signatureHolds(one.key, message, one.signature)).toBe(true);
  expect(signatureHolds(another.key, message, one.signature)).toBe(false);
  expect(signatureHolds(one.key, random(100), one.signature)).toBe(false);
  expect(signatureHolds(one.key, message, one.signature.subarray(1))).toBe(false);
});

test.each([0, 31, 33])('by %i bytes, which are no key, none holds', (length) => {
  expect(signatureHolds(random(length), message, someone().signature)).toBe(false);
});

const mistaken = (): unknown => Reflect.apply(signatureHolds, undefined, [null, message, someone().signature]);
test('what is our own mistake is not taken for a signature that does not hold', () => {
  expect(mistaken).toThrow(TypeError);
});
