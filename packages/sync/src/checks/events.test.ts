/**
 * Each rule about events, about the order of items, and about keys, alone: what a reader does with one more item at the end of a space.
 */
import { sealEvent } from '@obhut/crypto/envelope.ts';
import { eventKey, memberKeys, type MemberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { eventAad, eventVersion, type EventHeader } from '@obhut/protocol/event.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { headHash, headIndex } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { bucketFor } from '../authoring/seal-event.ts';
import type { Peer } from '../engine/peer.ts';
import { Replica } from '../space/replica.ts';
import { forge, join, newcomer, stateOf } from '../testing/forge.ts';
import { spaceOf, utterance, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
});

interface Change {
  header?: Partial<EventHeader>;
  /** Of the header, after it was sealed. */
  afterwards?: Partial<EventHeader>;
  seen?: { seq: number; chain: Bytes };
  core?: unknown;
  keys?: MemberKeys;
  bucketKey?: Bytes;
}

/** The event that `peer` would say next, except for what is changed. */
function event(peer: Peer, { header: changed, afterwards, seen, core, keys, bucketKey }: Change = {}): LogItem {
  const { institution } = peer;
  const replica = replicaOf(peer);
  const state = stateOf(peer, group);
  const leadership = stateOf(peer, institution.leadership);
  const bucket = bucketFor(state, 0);
  if (bucket === null || replica.seen === null) throw new Error('nothing to stand on');
  const header: EventHeader = {
    version: eventVersion,
    epoch: bucket.epoch,
    bucket: bucket.id,
    event: randomBytes(16),
    expiry: 0,
    notify: 'none',
    index: headIndex(state),
    hash: headHash(state),
    author: institution.self.id,
    through: { space: leadership.space, index: headIndex(leadership), hash: headHash(leadership) },
    ...changed,
  };
  const key = bucketKey ?? replica.keys.bucket(header.bucket) ?? randomBytes(32);
  const said = core ?? { seen: seen ?? replica.seen, time: 0, type: 'note/said@1', body: { text: 'said' }, blobs: [] };
  const sealed = sealEvent(
    {
      aad: eventAad(institution.id, group, header),
      eventKey: eventKey(key, group, header.epoch, header.bucket),
      sign: (keys ?? institution.self.keys).sign,
    },
    encodeCbor(said),
  );
  return { kind: 'event', seq: replica.seq + 1, ...header, ...afterwards, bytes: sealed };
}

function replicaOf(peer: Peer): Replica {
  const replica = peer.institution.replica(group);
  if (replica === undefined) throw new Error('not read');
  return replica;
}

/** What the leader's second device makes of the item: accepted, rejected, stopped, waiting or pending, and why. */
async function reads(item: LogItem, prepare: (device: Peer) => void = () => {}): Promise<string> {
  const { id, keys } = leader.institution.self;
  const device = world.peer(leader.institution, id, keys);
  await device.refresh();
  const replica = replicaOf(device);
  const before = replica.facts.length;
  prepare(device);
  const taken = device.institution.take(replica, item, world.day);
  if (taken.result === 'stopped') return `stopped: ${taken.why}`;
  if (taken.result === 'waiting') return 'waiting';
  const rejected = replica.rejected.at(-1);
  if (rejected !== undefined) return `rejected: ${rejected.why}`;
  if (replica.hasPending) return 'pending';
  return replica.facts.length > before ? 'accepted' : 'without effect';
}

test('an honest event is accepted', async () => {
  expect(await reads(event(leader))).toBe('accepted');
});

test('the signature must be the author’s', async () => {
  expect(await reads(event(leader, { keys: memberKeys('persona', randomBytes(32)) }))).toBe('rejected: signature');
});

test('a header that was changed afterwards does not open', async () => {
  expect(await reads(event(leader, { afterwards: { event: randomBytes(16) } }))).toBe('rejected: key');
});

test('what opens must be an event', async () => {
  expect(await reads(event(leader, { core: { text: 'no core' } }))).toBe('rejected: form');
});

test('a control head that is not the log’s stops the space', async () => {
  const state = stateOf(leader, group);
  expect(await reads(event(leader, { header: { index: headIndex(state) - 1 } }))).toBe('stopped: control-hash');
  expect(await reads(event(leader, { header: { hash: randomBytes(32) } }))).toBe('stopped: control-hash');
  const [first] = state.hashes;
  expect(await reads(event(leader, { header: { index: 0, hash: first ?? randomBytes(32) } }))).toBe(
    'stopped: control-hash',
  );
});

test('an event before a space has begun stops it', () => {
  const fresh = new Replica(group, 'full');
  expect(fresh.take({ ...event(leader), seq: 1 }, leader.institution, () => undefined, world.day)).toEqual({
    result: 'stopped',
    why: 'gap',
  });
});

test('a head of a member space that is not its log’s stops the space; an unknown one is waited for', async () => {
  const through = { space: leader.institution.leadership, index: 0, hash: randomBytes(32) };
  expect(await reads(event(leader, { header: { through } }))).toBe('stopped: wrong-head');
  expect(await reads(event(leader, { header: { through: { ...through, index: 99 } } }))).toBe('waiting');
});

test('a head of a member space that is lower than the log named already is too old to act by', async () => {
  const [first] = stateOf(leader, leader.institution.leadership).hashes;
  const through = { space: leader.institution.leadership, index: 0, hash: first ?? randomBytes(32) };
  expect(await reads(event(leader, { header: { through } }))).toBe('rejected: old-head');
});

test('only in the current epoch', async () => {
  expect(await reads(event(leader, { header: { epoch: 2 } }))).toBe('rejected: epoch');
});

test('only in a bucket of the current epoch', async () => {
  const old = bucketFor(stateOf(leader, group), 0);
  await leader.write((act) => act.rekey(group, [null]));
  expect(await reads(event(leader, { header: { bucket: old?.id ?? randomBytes(16) } }))).toBe('rejected: bucket');
  expect(await reads(event(leader, { header: { bucket: randomBytes(16) } }))).toBe('rejected: bucket');
});

test('nothing that expires in a bucket without an end', async () => {
  expect(await reads(event(leader, { header: { expiry: world.day + 1 } }))).toBe('rejected: expiry');
});

test('nothing beyond a bucket’s end', async () => {
  await leader.prepare(group, world.day + 1);
  const bucket = bucketFor(stateOf(leader, group), world.day + 1);
  const header = { bucket: bucket?.id ?? randomBytes(16), expiry: (bucket?.until ?? 0) + 1 };
  expect(await reads(event(leader, { header }))).toBe('rejected: expiry');
  expect(await reads(event(leader, { header: { ...header, expiry: 0 } }))).toBe('rejected: expiry');
});

test('by who is a member', async () => {
  const stranger = newcomer(leader);
  expect(await reads(event(leader, { header: { author: stranger.id, through: null }, keys: stranger.keys }))).toBe(
    'rejected: right',
  );
});

test('by who is a writer', async () => {
  const reader = newcomer(leader);
  await leader.write((act) => act.record(group, 'add', () => ({ member: reader.entry('reader') })));
  expect(await reads(event(leader, { header: { author: reader.id, through: null }, keys: reader.keys }))).toBe(
    'rejected: right',
  );
});

test('what its author had seen is what the reader saw, not before the control head, and before itself', async () => {
  const replica = replicaOf(leader);
  const seq = replica.seq;
  const chain = replica.at(seq) ?? randomBytes(32);
  expect(await reads(event(leader, { seen: { seq, chain: randomBytes(32) } }))).toBe('rejected: seen');
  expect(await reads(event(leader, { seen: { seq: 1, chain: replica.at(1) ?? chain } }))).toBe('rejected: seen');
  expect(await reads(event(leader, { seen: { seq: seq + 1, chain } }))).toBe('rejected: seen');
});

test('a repeated event counts once', async () => {
  const id = randomBytes(16);
  await leader.say(group, { ...utterance('once'), id });
  expect(await reads(event(leader, { header: { event: id } }))).toBe('without effect');
});

test('an item that is missing stops the space', async () => {
  expect(await reads({ ...event(leader), seq: replicaOf(leader).seq + 2 })).toBe('stopped: gap');
});

test('a control record that is missing stops the space', async () => {
  const record = forge(leader, group, 'add', { member: newcomer(leader).entry('reader') });
  const seq = replicaOf(leader).seq + 1;
  expect(await reads({ kind: 'control', seq, index: stateOf(leader, group).hashes.length + 1, record })).toBe(
    'stopped: gap',
  );
});

function control(common: Parameters<typeof forge>[4]): LogItem {
  const record = forge(leader, group, 'add', { member: newcomer(leader).entry('reader') }, common);
  return { kind: 'control', seq: replicaOf(leader).seq + 1, index: stateOf(leader, group).hashes.length, record };
}

test('a record from a later day than the reader’s next stops the space', async () => {
  expect(await reads(control({ common: { day: world.day + 1 } }))).toBe('without effect');
  expect(await reads(control({ common: { day: world.day + 2 } }))).toBe('stopped: day-ahead');
});

test('a record that has seen less of another log than the reader had stops the space', async () => {
  const leadership = toHex(leader.institution.leadership);
  const index = headIndex(stateOf(leader, leader.institution.leadership));
  const known = (at: number) => (device: Peer) => replicaOf(device).readToEnd(new Map([[leadership, at]]));
  expect(await reads(control({}), known(index))).toBe('without effect');
  expect(await reads(control({}), known(index + 1))).toBe('stopped: old-head');
  const [hash] = stateOf(leader, leader.institution.leadership).hashes;
  const heads = [{ space: leader.institution.leadership, index: 0, hash: hash ?? randomBytes(32) }];
  expect(await reads(control({ common: { heads } }), (device) => replicaOf(device).readToEnd(new Map()))).toBe(
    'without effect',
  );
});

test('a record that has seen another history stops the space', async () => {
  expect(await reads(control({ common: { seen: { seq: 1, chain: randomBytes(32) } } }))).toBe('stopped: seen');
});

test('a space that has stopped takes nothing more', async () => {
  expect(await reads(event(leader), (device) => replicaOf(device).stop('rollback'))).toBe('stopped: rollback');
});

test('a reader of a member space only reads', async () => {
  const carrier = newcomer(leader);
  const { leadership } = leader.institution;
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: carrier.entry('reader') })));
  const log = stateOf(leader, leadership);
  const through = { space: leadership, index: headIndex(log), hash: headHash(log) };
  expect(await reads(event(leader, { header: { author: carrier.id, through }, keys: carrier.keys }))).toBe(
    'rejected: right',
  );
});

test('a letter writes nothing', async () => {
  const letter = await world.letter(leader, [group]);
  const keys = memberKeys('invite', letter.seed);
  expect(await reads(event(leader, { header: { author: letter.id, through: null }, keys }))).toBe('rejected: right');
});

test('an expelled teacher writes nothing where that is known, by whatever head of their team', async () => {
  const { leadership } = leader.institution;
  const team = spaceOf(leader, 'team');
  const { who } = await join(world, leader, team, 'writer');
  const byThem = () => {
    const log = stateOf(leader, team);
    const through = { space: team, index: headIndex(log), hash: headHash(log) };
    return event(leader, { header: { author: who.id, through }, keys: who.keys });
  };
  expect(await reads(byThem())).toBe('accepted');
  await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: who.id })));
  await leader.write((act) => act.rekey(group, [null]));
  expect(await reads(byThem())).toBe('rejected: right');
});
