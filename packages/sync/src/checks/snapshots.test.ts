/**
 * What a snapshot must be before a space goes on from it: its control records are folded anew, each in the place that its chain says.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import type { SpaceSnapshot } from '../space/snapshot.ts';
import { stops, texts, utterance, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  await leader.say(group, utterance('one'));
});

/** A device that was handed the leader's spaces, the group's changed. */
async function handed(change: (snapshot: SpaceSnapshot) => SpaceSnapshot): Promise<Peer> {
  const { institution } = leader;
  const peer = world.peer(institution, institution.self.id, institution.self.keys);
  const spaces = institution.replicas.flatMap((replica) => replica.snapshot(world.day) ?? []);
  await peer.takeOver(spaces.map((each) => (toHex(each.space) === toHex(group) ? change(each) : each)));
  return peer;
}

/** The space reads from its beginning, and is the same. */
async function expectFromNothing(peer: Peer): Promise<void> {
  expect(peer.institution.replica(group)?.seq).toBe(0);
  await peer.refresh();
  expect(texts(peer, group)).toEqual(['group', 'one']);
  expect(stops(peer)).toEqual([]);
}

test('as it was made, a space goes on from it', async () => {
  const peer = await handed((snapshot) => snapshot);
  expect(peer.institution.replica(group)?.seq).toBe(leader.institution.replica(group)?.seq);
  expect(texts(peer, group)).toEqual(['group', 'one']);
});

test('a control record in a place where the chain has another is no snapshot’s', async () => {
  const changed = await handed((snapshot) => ({
    ...snapshot,
    chain: snapshot.chain.with(40, (snapshot.chain[40] ?? 0) ^ 1),
  }));
  await expectFromNothing(changed);
});

test('a record that was changed is no snapshot’s', async () => {
  const peer = await handed((snapshot) => ({
    ...snapshot,
    records: snapshot.records.map(({ seq, record }, index) => ({
      seq,
      record: index === 0 ? record : record.with(record.length - 1, (record.at(-1) ?? 0) ^ 1),
    })),
  }));
  await expectFromNothing(peer);
});

test('one that lacks a control record is not gone on from', async () => {
  const peer = await handed((snapshot) => ({ ...snapshot, records: snapshot.records.slice(1) }));
  await expectFromNothing(peer);
});

test('of a space that has stopped there is no snapshot', () => {
  const replica = leader.institution.replica(group);
  expect(replica?.snapshot(world.day)).not.toBeNull();
  replica?.stop('rollback');
  expect(replica?.snapshot(world.day)).toBeNull();
});
