import { ctx } from '@obhut/protocol/ctx.ts';
import { beforeAll, expect, test } from 'vitest';
import { seal } from './aead.ts';
import { sealedContract } from './bitflip.contract.ts';
import { randomBytes } from './random.ts';
import { openSnapshot, sealSnapshot } from './snapshot.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

test('a snapshot opens with its key, for its place, and in no other', () => {
  const [account, institution, persona, tag] = [randomBytes(16), randomBytes(16), randomBytes(16), randomBytes(16)];
  const place = { account, institution, persona, tag, until: 20_001, form: 1 };
  const key = randomBytes(32);
  const content = randomBytes(1000);
  const sealed = sealSnapshot(key, place, content);
  expect(openSnapshot(key, place, sealed)).toEqual(content);
  sealedContract(sealed, (bytes) => openSnapshot(key, place, bytes));
  expect(openSnapshot(randomBytes(32), place, sealed)).toBeNull();
  const other = randomBytes(16);
  for (const change of [{ account: other }, { institution: other }, { persona: other }, { tag: other }])
    expect(openSnapshot(key, { ...place, ...change }, sealed)).toBeNull();
  expect(openSnapshot(key, { ...place, until: 20_002 }, sealed)).toBeNull();
  expect(openSnapshot(key, { ...place, form: 2 }, sealed)).toBeNull();
  expect(openSnapshot(key, place, sealed.slice(0, -1))).toBeNull();
});

test('its length tells little of what is in it', () => {
  const id = randomBytes(16);
  const place = { account: id, institution: id, persona: id, tag: id, until: 0, form: 1 };
  const length = (count: number) => sealSnapshot(randomBytes(32), place, new Uint8Array(count)).length;
  expect(length(0)).toBe(length(500));
  expect(length(100_000)).toBe(length(100_300));
});

test('what was sealed for this place without a length, or with one that is too large, is none', () => {
  const id = randomBytes(16);
  const place = { account: id, institution: id, persona: id, tag: id, until: 3, form: 1 };
  const key = randomBytes(32);
  const aad = ctx('snapshot', id, id, id, id, 3, 1);
  expect(openSnapshot(key, place, seal(key, Uint8Array.of(0, 0, 0, 1, 7), aad))).toEqual(Uint8Array.of(7));
  for (const plain of [[], [0, 0, 0], [0, 0, 0, 1], [255, 255, 255, 255, 7]])
    expect(openSnapshot(key, place, seal(key, Uint8Array.from(plain), aad))).toBeNull();
});
