import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { beforeAll, expect, test } from 'vitest';
import { kdf } from './kdf.ts';
import {
  bucketHash,
  deviceKeys,
  epochCommit,
  epochKem,
  eventKey,
  keyringKey,
  memberKeys,
  personaKeys,
} from './keys.ts';
import { kitKeys } from './kit.ts';
import { signingKey } from './signatures.ts';
import { cryptoReady } from './sodium.ts';
import { kemKey } from './xwing.ts';

beforeAll(cryptoReady);

const seed = new Uint8Array(32).fill(7);
const space = new Uint8Array(16).fill(1);
const otherSpace = new Uint8Array(16).fill(2);

test('a persona has a sign and a KEM key, each from the seed under a label of its own', () => {
  const keys = personaKeys(seed);
  expect(keys.sign).toEqual(signingKey(kdf(seed, ctx('persona-sign'))));
  expect(keys.kem).toEqual(kemKey(kdf(seed, ctx('persona-kem'))));
});

test('no two classes get the same keys from one seed', () => {
  const all = [personaKeys(seed), deviceKeys(seed), kitKeys(seed), memberKeys('invite', seed)];
  expect(new Set(all.map((keys) => keys.sign.publicKey.toHex())).size).toBe(4);
  expect(new Set(all.map((keys) => keys.kem.hash.toHex())).size).toBe(4);
});

test('the keys of an epoch depend on its secret, space and number, and on nothing of each other', () => {
  const derived = [
    epochKem(seed, space, 1).secretKey,
    epochKem(seed, space, 2).secretKey,
    epochKem(seed, otherSpace, 1).secretKey,
    keyringKey(seed, space, 1),
    keyringKey(seed, space, 2),
    keyringKey(seed, otherSpace, 1),
    eventKey(seed, space, 1, space),
    eventKey(seed, space, 2, space),
    eventKey(seed, otherSpace, 1, space),
    eventKey(seed, space, 1, otherSpace),
    epochCommit(space, 1, seed),
    epochCommit(space, 2, seed),
    epochCommit(otherSpace, 1, seed),
    bucketHash(seed),
  ];
  expect(new Set(derived.map((key) => key.toHex())).size).toBe(derived.length);
});

test('commit and bucket hash are of the contexts that the protocol names', () => {
  expect(epochCommit(space, 3, seed)).toEqual(hash(ctx('epoch-commit', space, 3, seed)));
  expect(bucketHash(seed)).toEqual(hash(ctx('bucket', seed)));
});
