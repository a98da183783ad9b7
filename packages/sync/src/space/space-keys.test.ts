/**
 * The keys of one space: what matches its log is kept, and nothing else, whoever brings it.
 * @module
 */
import { bucketHash, epochCommit, epochKem, epochKemSeed, eventKey, keyringKey } from '@obhut/crypto/keys.ts';
import { sealEntry, sealSeed } from '@obhut/crypto/keyring.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Epoch } from '@obhut/protocol/state.ts';
import { hashOf, idOf, stateWith, today } from '@obhut/protocol/testing/states.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SpaceKeys } from './space-keys.ts';

const space = idOf(4);
const [lasting, ending] = [idOf(5), idOf(6)];
const [lastingKey, endingKey] = [hashOf(15), hashOf(16)];
const secretOf = (epoch: number): Bytes => hashOf(100 + epoch);

function epochOf(number: number): Epoch {
  const kem = epochKem(secretOf(number), space, number).hash;
  const commit = epochCommit(space, number, secretOf(number));
  return { epoch: number, index: number, day: today, commit, kem, boxedTo: new Map() };
}

let keys: SpaceKeys;
beforeAll(cryptoReady);
beforeEach(() => {
  keys = new SpaceKeys(space);
});

const state = stateWith(space, 'team', {
  buckets: new Map([
    [toHex(lasting), { id: lasting, epoch: 2, until: null, hash: bucketHash(lastingKey) }],
    [toHex(ending), { id: ending, epoch: 2, until: today, hash: bucketHash(endingKey) }],
  ]),
});

describe('an epoch’s secret', () => {
  it('is taken when it is the one that was committed to', () => {
    expect(keys.takeEpoch(epochOf(2), secretOf(3))).toBe(false);
    expect(keys.epoch(2)).toBeNull();
    expect(keys.takeEpoch(epochOf(2), secretOf(2))).toBe(true);
    expect([keys.epoch(2), keys.epoch(1)]).toEqual([secretOf(2), null]);
  });

  it('gives the KEM seed of its epoch', () => {
    expect([keys.seed(2), keys.kem(2)]).toEqual([null, null]);
    keys.takeEpoch(epochOf(2), secretOf(2));
    expect(keys.seed(2)).toEqual(epochKemSeed(secretOf(2), space, 2));
    expect(keys.kem(2)?.hash).toEqual(epochOf(2).kem);
  });
});

const sealedSeed = (of = 1, secret = secretOf(1)) =>
  sealSeed(keyringKey(secretOf(2), space, 2), { space, epoch: 2, of }, epochKemSeed(secret, space, 1));

describe('the seed of an earlier epoch', () => {
  it('is taken from a later keyring when it is the log’s', () => {
    expect(keys.takeSeed(epochOf(1), 2, sealedSeed())).toBe(false);
    keys.takeEpoch(epochOf(2), secretOf(2));
    expect(keys.takeSeed(epochOf(1), 2, sealedSeed(3))).toBe(false);
    expect(keys.takeSeed(epochOf(1), 2, sealedSeed(1, secretOf(9)))).toBe(false);
    expect(keys.takeSeed({ ...epochOf(1), kem: null }, 2, sealedSeed())).toBe(false);
    expect(keys.seed(1)).toBeNull();
    expect(keys.takeSeed(epochOf(1), 2, sealedSeed())).toBe(true);
    expect(keys.kem(1)?.hash).toEqual(epochOf(1).kem);
    // It opens what was boxed to that epoch, and is not its secret.
    expect(keys.epoch(1)).toBeNull();
  });
});

describe('a bucket’s key', () => {
  it('is taken when it has the hash that the log names', () => {
    expect(keys.takeBucket(state, lasting, endingKey)).toBe(false);
    expect(keys.takeBucket(state, idOf(9), lastingKey)).toBe(false);
    expect([keys.bucket(lasting), keys.knownBuckets.size]).toEqual([null, 0]);
    expect(keys.takeBucket(state, lasting, lastingKey)).toBe(true);
    expect([keys.bucket(lasting), keys.knownBuckets.size]).toEqual([lastingKey, 1]);
  });

  it('is opened from a keyring’s entry of its place', () => {
    const place = { space, epoch: 2, bucket: lasting };
    const entry = sealEntry(keyringKey(secretOf(2), space, 2), place, lastingKey);
    expect(keys.takeEntry(state, 2, lasting, entry)).toBe(false);
    keys.takeEpoch(epochOf(2), secretOf(2));
    expect(keys.takeEntry(state, 2, ending, entry)).toBe(false);
    expect(keys.takeEntry(state, 2, lasting, entry.with(entry.length - 1, (entry.at(-1) ?? 0) ^ 1))).toBe(false);
    expect(keys.takeEntry(state, 2, lasting, entry)).toBe(true);
    const other = sealEntry(keyringKey(secretOf(2), space, 2), { ...place, bucket: ending }, lastingKey);
    expect(keys.takeEntry(state, 2, ending, other)).toBe(false);
  });

  it('gives the key of its events, of each epoch another', () => {
    const of = (epoch: number) => keys.eventKey({ bucket: lasting, epoch });
    expect(of(2)).toBeNull();
    keys.takeBucket(state, lasting, lastingKey);
    for (const epoch of [2, 2, 3, 2]) expect(of(epoch)).toEqual(eventKey(lastingKey, space, epoch, lasting));
  });
});

describe('when a bucket is over', () => {
  it('its keys are forgotten, and it is named', () => {
    keys.takeBucket(state, lasting, lastingKey);
    keys.takeBucket(state, ending, endingKey);
    expect(keys.eventKey({ bucket: ending, epoch: 2 })).not.toBeNull();
    expect(keys.forget(state, today)).toEqual([]);
    expect(keys.forget(state, today + 1)).toEqual([ending]);
    expect([keys.bucket(ending), keys.eventKey({ bucket: ending, epoch: 2 })]).toEqual([null, null]);
    expect(keys.bucket(lasting)).toEqual(lastingKey);
  });

  it('is missed no longer', () => {
    expect(keys.missing(state, today)).toEqual([lasting, ending]);
    expect(keys.missing(state, today + 1)).toEqual([lasting]);
    keys.takeBucket(state, lasting, lastingKey);
    expect(keys.missing(state, today)).toEqual([ending]);
  });
});
