import { ctx } from '@obhut/protocol/ctx.ts';
import { beforeAll, expect, test } from 'vitest';
import { seal } from './aead.ts';
import { sealedContract } from './bitflip.contract.ts';
import { openEntry, openSeed, sealEntry, sealSeed, type EntryPlace, type SeedPlace } from './keyring.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const id = (fill: number) => new Uint8Array(16).fill(fill);
const place: EntryPlace = { space: id(1), epoch: 2, bucket: id(3) };
const keyringKey = new Uint8Array(32).fill(4);
const bucketKey = new Uint8Array(32).fill(5);

test('an entry opens in its place', () => {
  const entry = sealEntry(keyringKey, place, bucketKey);
  expect(openEntry(keyringKey, place, entry)).toEqual(bucketKey);
  sealedContract(entry, (bytes) => openEntry(keyringKey, place, bytes));
});

test.each([{ space: id(9) }, { epoch: 3 }, { bucket: id(9) }])('an entry moved to %o does not open', (moved) => {
  const entry = sealEntry(keyringKey, place, bucketKey);
  expect(openEntry(keyringKey, { ...place, ...moved }, entry)).toBeNull();
});

test('an entry that holds anything but 32 bytes is none', () => {
  const entry = seal(keyringKey, new Uint8Array(33), ctx('keyring-entry', place.space, place.epoch, place.bucket));
  expect(openEntry(keyringKey, place, entry)).toBeNull();
  expect(() => sealEntry(keyringKey, place, new Uint8Array(33))).toThrow(RangeError);
});

const ofEarlier: SeedPlace = { space: id(1), epoch: 2, of: 1 };

test('the seed of an earlier epoch opens in its place, and in no other', () => {
  const entry = sealSeed(keyringKey, ofEarlier, bucketKey);
  expect(openSeed(keyringKey, ofEarlier, entry)).toEqual(bucketKey);
  sealedContract(entry, (bytes) => openSeed(keyringKey, ofEarlier, bytes));
  for (const moved of [{ space: id(9) }, { epoch: 3 }, { of: 0 }])
    expect(openSeed(keyringKey, { ...ofEarlier, ...moved }, entry)).toBeNull();
});

test('a seed that is anything but 32 bytes is none', () => {
  const entry = seal(keyringKey, new Uint8Array(31), ctx('keyring-seed', id(1), 2, 1));
  expect(openSeed(keyringKey, ofEarlier, entry)).toBeNull();
  expect(() => sealSeed(keyringKey, ofEarlier, new Uint8Array(31))).toThrow(RangeError);
});
