/**
 * Each rule about keys that others have supplied, alone: what does not match the log is dropped.
 */
import { sealEntry, sealSeed } from '@obhut/crypto/keyring.ts';
import { bucketHash, epochCommit, epochKemSeed, keyringKey } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { bucketFor } from '../authoring/seal-event.ts';
import type { Peer } from '../engine/peer.ts';
import { Replica } from '../space/replica.ts';
import { stateOf } from '../testing/forge.ts';
import { spaceOf, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
});

function replicaOf(peer: Peer): Replica {
  const replica = peer.institution.replica(group);
  if (replica === undefined) throw new Error('not read');
  return replica;
}

test('an epoch’s secret is taken only if the log committed to it', () => {
  const { keys } = replicaOf(leader);
  const epoch = currentEpoch(stateOf(leader, group));
  if (epoch === null) throw new Error('no epoch');
  const other = randomBytes(32);
  expect(keys.takeEpoch(epoch, other)).toBe(false);
  expect(keys.takeEpoch({ ...epoch, commit: epochCommit(group, epoch.epoch, other) }, other)).toBe(true);
});

test('a bucket’s key is taken only if it has the hash that the log names', () => {
  const { keys } = replicaOf(leader);
  const state = stateOf(leader, group);
  const bucket = bucketFor(state, 0);
  if (bucket === null) throw new Error('no bucket');
  const other = randomBytes(32);
  expect(keys.takeBucket(state, bucket.id, other)).toBe(false);
  const named = new Map([[toHex(bucket.id), { ...bucket, hash: bucketHash(other) }]]);
  expect(keys.takeBucket({ ...state, buckets: named }, bucket.id, other)).toBe(true);
});

test('a keyring’s entry is taken only if it opens under its own epoch and bucket', () => {
  const { keys } = replicaOf(leader);
  const state = stateOf(leader, group);
  const bucket = bucketFor(state, 0);
  const secret = keys.epoch(1);
  if (bucket === null || secret === null) throw new Error('no keys');
  const key = keys.bucket(bucket.id) ?? randomBytes(32);
  const sealed = sealEntry(keyringKey(secret, group, 1), { space: group, epoch: 1, bucket: bucket.id }, key);
  expect(keys.takeEntry(state, 1, bucket.id, sealed)).toBe(true);
  expect(keys.takeEntry(state, 1, bucket.id, randomBytes(sealed.length))).toBe(false);
  expect(keys.takeEntry(state, 2, bucket.id, sealed)).toBe(false);
});

test('a seed of an earlier epoch is taken only if it opens, and if the log names its KEM key', () => {
  const team = spaceOf(leader, 'team');
  const keys = leader.institution.replica(team)?.keys;
  const epoch = currentEpoch(stateOf(leader, team));
  const secret = keys?.epoch(1);
  if (keys === undefined || epoch === null || secret == null) throw new Error('no keys');
  const place = { space: team, epoch: 1, of: 1 };
  const [right, wrong] = [epochKemSeed(secret, team, 1), randomBytes(32)];
  const sealed = (seed: Bytes) => sealSeed(keyringKey(secret, team, 1), place, seed);
  expect(keys.takeSeed(epoch, 1, sealed(right))).toBe(true);
  expect(keys.takeSeed(epoch, 1, sealed(wrong))).toBe(false);
  expect(keys.takeSeed(epoch, 1, randomBytes(72))).toBe(false);
  expect(keys.takeSeed(epoch, 2, sealed(right))).toBe(false);
});
