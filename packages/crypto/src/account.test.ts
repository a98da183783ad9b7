import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import { beforeAll, expect, test } from 'vitest';
import { accountKey, passkeyProof, recoveryProof } from './account.ts';
import { cryptoReady } from './sodium.ts';
import { passkeyWrapKey, recoveryWrapKey } from './wraps.ts';

beforeAll(cryptoReady);

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);

test('an account’s key is that of its secret and its id', () => {
  const key = accountKey(bytes(32, 1), bytes(16, 2));
  expect(accountKey(bytes(32, 1), bytes(16, 2))).toEqual(key);
  expect(accountKey(bytes(32, 3), bytes(16, 2)).publicKey).not.toEqual(key.publicKey);
  expect(accountKey(bytes(32, 1), bytes(16, 3)).publicKey).not.toEqual(key.publicKey);
  expect(() => accountKey(bytes(31, 1), bytes(16, 2))).toThrow(RangeError);
});

test('what fetches a recovery wrap does not open it, and is not what the server keeps', () => {
  const code = bytes(16, 7);
  const proof = recoveryProof(code);
  expect(proof).toHaveLength(32);
  expect(recoveryProof(bytes(16, 8))).not.toEqual(proof);
  expect(recoveryWrapKey(code, bytes(16, 0))).not.toEqual(proof);
  expect(recoveryLookup(proof)).not.toEqual(proof);
  expect(() => recoveryProof(bytes(15, 7))).toThrow(RangeError);
});

test('what fetches a passkey’s wrap does not open it, and is not what the server keeps', () => {
  const output = bytes(32, 7);
  const proof = passkeyProof(output);
  expect(passkeyProof(bytes(32, 8))).not.toEqual(proof);
  expect(passkeyWrapKey(output)).not.toEqual(proof);
  expect(passkeyLookup(proof)).not.toEqual(proof);
  expect(passkeyLookup(proof)).not.toEqual(recoveryLookup(proof));
  expect(() => passkeyProof(bytes(31, 7))).toThrow(RangeError);
});
