/**
 * Each rule that holds for every control record, for epochs and for the beginning of spaces, alone.
 */
import { epochCommit, memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { encodeRecord, type BodyOf } from '@obhut/protocol/records.ts';
import { activeMembers, currentEpoch, membersHash } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { keyedEntry } from '../authoring/entries.ts';
import { headsOf } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, judge, newcomer, stateOf, verdict } from '../testing/forge.ts';
import { spaceOf, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let team: Bytes;
let leadership: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  team = spaceOf(leader, 'team');
  ({ leadership } = leader.institution);
});

const add = () => ({ member: newcomer(leader).entry('reader') });

test('the signature must be the signer’s', () => {
  const keys = memberKeys('persona', randomBytes(32));
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), { keys })))).toBe('ignored: signature');
});

test('who is no member has no right', () => {
  const stranger = newcomer(leader);
  const forged = { keys: stranger.keys, common: { signer: stranger.id, through: null } };
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), forged)))).toBe('ignored: right');
});

test('a reader adds nobody, a device and a letter neither', async () => {
  const reader = newcomer(leader);
  await leader.write((act) => act.record(group, 'add', () => ({ member: reader.entry('reader') })));
  const peer = world.peer(leader.institution, reader.id, reader.keys);
  await peer.refresh();
  expect(verdict(judge(peer, group, forge(peer, group, 'add', add())))).toBe('ignored: right');
  const letter = await world.letter(leader, [group]);
  const opened = await world.reader(leader, letter);
  expect(verdict(judge(opened, group, forge(opened, group, 'remove', { member: letter.id })))).toBe('ignored: right');
  const device = newcomer(leader, 'device');
  await leader.write((act) => act.record(group, 'add', () => ({ member: device.entry('writer') })));
  const tablet = world.peer(leader.institution, device.id, device.keys);
  await tablet.refresh();
  expect(verdict(judge(tablet, group, forge(tablet, group, 'remove', { member: device.id })))).toBe('ignored: right');
});

test('the day never falls', () => {
  const state = { ...stateOf(leader, group), day: world.day + 1 };
  const record = forge(leader, group, 'add', add(), { state, common: { day: world.day } });
  expect(verdict(judge(leader, group, record, state))).toBe('ignored: day-falls');
});

test('a day is not before that of the heads: whose membership has ended since writes nothing in the past', async () => {
  const trainee = newcomer(leader);
  await leader.write((act) => act.record(team, 'add', () => ({ member: trainee.entry('writer', world.day) })));
  const past = world.day;
  world.day++;
  await leader.write((act) => act.rekey(team, [null]));
  const bucket = { id: randomBytes(16), until: null, hash: randomBytes(32) };
  const forged = { keys: trainee.keys, common: { signer: trainee.id, through: team, day: past } };
  const record = forge(leader, group, 'keyring', { epoch: 1, buckets: [bucket] }, forged);
  expect(verdict(judge(leader, group, record))).toBe('ignored: day-falls');
});

const addedAfter = (retired: number) => {
  const state = { ...stateOf(leader, group), retired };
  return verdict(judge(leader, group, forge(leader, group, 'add', add(), { state }), state));
};

test('nothing after a space has retired', () => {
  expect(addedAfter(world.day - 1)).toBe('ignored: retired');
  expect(addedAfter(world.day)).toBe('applied');
});

test('each member space’s head must be named', () => {
  const heads = headsOf(leader.institution, group, [team], leader.institution.logs).filter(
    ({ space }) => space !== team,
  );
  expect(heads).toHaveLength(1);
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), { common: { heads } })))).toBe(
    'ignored: heads-missing',
  );
});

test('leadership’s head must be named, whoever else is a member', async () => {
  const { self } = leader.institution;
  const me = keyedEntry(self.id, 'persona', 'admin', self.keys, null);
  const { result: talk } = await leader.write((act) => {
    const space = act.genesis('conversation', leadership, [me]);
    act.rekey(space, [null]);
    return space;
  });
  expect(verdict(judge(leader, talk, forge(leader, talk, 'add', add())))).toBe('applied');
  expect(verdict(judge(leader, talk, forge(leader, talk, 'add', add(), { common: { heads: [] } })))).toBe(
    'ignored: heads-missing',
  );
});

test('heads never fall', () => {
  const state = { ...stateOf(leader, group), heads: new Map([[toHex(leadership), 99]]) };
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), { state }), state))).toBe(
    'ignored: heads-fall',
  );
  // Where none was named before, the first of all is none that falls.
  const unnamed = { ...stateOf(leader, group), heads: new Map<string, number>() };
  const heads = headsOf(leader.institution, group, [team], leader.institution.logs).map(({ space }) => {
    const [hash] = stateOf(leader, space).hashes;
    return { space, index: 0, hash: hash ?? randomBytes(32) };
  });
  const first = forge(leader, group, 'add', add(), { state: unnamed, common: { heads } });
  expect(verdict(judge(leader, group, first, unnamed))).toBe('applied');
});

test('a head that is not the log’s stops the space; one that is not known so far is waited for', () => {
  const heads = headsOf(leader.institution, group, [team], leader.institution.logs);
  const wrong = heads.map((head) => ({ ...head, hash: randomBytes(32) }));
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), { common: { heads: wrong } })))).toBe(
    'stopped: wrong-head',
  );
  const ahead = heads.map((head) => ({ ...head, index: 99 }));
  expect(verdict(judge(leader, group, forge(leader, group, 'add', add(), { common: { heads: ahead } })))).toBe(
    'waiting',
  );
});

test('bytes that are no record stop the space, and so does a type that a newer version made', () => {
  expect(verdict(judge(leader, group, randomBytes(40)))).toBe('stopped: malformed');
  const unknown = encodeRecord(encodeCbor({ type: 'dance' }), new Uint8Array(64));
  expect(verdict(judge(leader, group, unknown))).toBe('stopped: unknown-type');
});

function rekey(change: Partial<BodyOf<'rekey'>> = {}) {
  const state = stateOf(leader, group);
  const epoch = (currentEpoch(state)?.epoch ?? 0) + 1;
  const boxedTo = activeMembers(state, state.day).flatMap(({ id, class: kind }) =>
    kind === 'space' ? [{ space: id, epoch: currentEpoch(stateOf(leader, id))?.epoch ?? 0 }] : [],
  );
  const bucket = { id: randomBytes(16), until: null, hash: randomBytes(32) };
  return {
    epoch,
    commit: epochCommit(group, epoch, randomBytes(32)),
    kem: null,
    membersHash: membersHash(state, state.day),
    boxedTo,
    buckets: [bucket],
    ...change,
  };
}

test('rekey: an honest one is applied', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey())))).toBe('applied');
});

test('rekey: the next epoch, no other', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ epoch: 3 }))))).toBe('ignored: epoch');
});

test('rekey: a KEM key on levels 0 and 1, and only there', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ kem: randomBytes(32) }))))).toBe(
    'ignored: kem',
  );
});

test('rekey: over exactly the members of the fold', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ membersHash: randomBytes(32) }))))).toBe(
    'ignored: members-hash',
  );
});

test('rekey: boxed to every member space, at its newest epoch', () => {
  const boxedTo = rekey().boxedTo.map((entry) => ({ ...entry, epoch: 7 }));
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ boxedTo }))))).toBe('ignored: boxed-to');
});

test('rekey: boxed to no space that is no member', () => {
  const boxedTo = [...rekey().boxedTo, { space: randomBytes(16), epoch: 1 }];
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ boxedTo }))))).toBe('ignored: boxed-to');
});

test('rekey and keyring: a bucket’s id is used once', () => {
  const [old] = stateOf(leader, group).buckets.values();
  const bucket = { id: old?.id ?? randomBytes(16), until: null, hash: randomBytes(32) };
  expect(verdict(judge(leader, group, forge(leader, group, 'rekey', rekey({ buckets: [bucket] }))))).toBe(
    'ignored: bucket',
  );
  expect(verdict(judge(leader, group, forge(leader, group, 'keyring', { epoch: 1, buckets: [bucket] })))).toBe(
    'ignored: bucket',
  );
});

test('keyring: of the newest epoch only', () => {
  const bucket = { id: randomBytes(16), until: null, hash: randomBytes(32) };
  expect(verdict(judge(leader, group, forge(leader, group, 'keyring', { epoch: 1, buckets: [bucket] })))).toBe(
    'applied',
  );
  expect(verdict(judge(leader, group, forge(leader, group, 'keyring', { epoch: 2, buckets: [bucket] })))).toBe(
    'ignored: epoch',
  );
});

test('a space begins once', () => {
  const particular = { kind: 'group' as const, nonce: randomBytes(16), members: [] };
  expect(verdict(judge(leader, group, forge(leader, group, 'genesis', particular)))).toBe('ignored: second-genesis');
});

test('retire: by an owner, not for a day that is over, and once', async () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'retire', { on: world.day })))).toBe('applied');
  expect(verdict(judge(leader, group, forge(leader, group, 'retire', { on: world.day - 1 })))).toBe('ignored: retired');
  const state = { ...stateOf(leader, group), retired: world.day + 9 };
  const later = forge(leader, group, 'retire', { on: world.day + 99 }, { state });
  expect(verdict(judge(leader, group, later, state))).toBe('ignored: retired');
});

test('who acts through a member space is at most what the space is here, and owner only if owner there', async () => {
  const deputy = newcomer(leader);
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: deputy.entry('admin') })));
  const peer = world.peer(leader.institution, deputy.id, deputy.keys);
  await peer.refresh();
  expect(verdict(judge(peer, group, forge(peer, group, 'add', add())))).toBe('applied');
  expect(verdict(judge(peer, group, forge(peer, group, 'role', { member: team, role: 'writer' })))).toBe(
    'ignored: right',
  );
});

test('a reader of a member space is a reader here', async () => {
  const carrier = newcomer(leader);
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: carrier.entry('reader') })));
  const peer = world.peer(leader.institution, carrier.id, carrier.keys);
  await peer.refresh();
  const forged = forge(peer, group, 'add', add(), { common: { through: leadership } });
  expect(verdict(judge(peer, group, forged))).toBe('ignored: right');
});

test('nobody acts through a space that is no member here', async () => {
  const { self } = leader.institution;
  const me = keyedEntry(self.id, 'persona', 'admin', self.keys, null);
  const { result: talk } = await leader.write((act) => {
    const space = act.genesis('conversation', leadership, [me]);
    act.rekey(space, [null]);
    return space;
  });
  const forged = forge(leader, talk, 'add', add(), { common: { through: leadership } });
  expect(verdict(judge(leader, talk, forged))).toBe('ignored: right');
  const unknown = forge(leader, talk, 'add', add(), { common: { through: randomBytes(16) } });
  expect(verdict(judge(leader, talk, unknown))).toBe('ignored: right');
});

test('the kit writes nothing of the ordinary', async () => {
  const kit = newcomer(leader, 'kit');
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: kit.entry('reader') })));
  const peer = world.peer(leader.institution, kit.id, kit.keys);
  await peer.refresh();
  expect(verdict(judge(peer, leadership, forge(peer, leadership, 'remove', { member: kit.id })))).toBe(
    'ignored: right',
  );
});

test('a device rekeys as a writer, no more', async () => {
  const device = newcomer(leader, 'device');
  await leader.write((act) => act.record(group, 'add', () => ({ member: device.entry('reader') })));
  const peer = world.peer(leader.institution, device.id, device.keys);
  await peer.refresh();
  const bucket = { id: randomBytes(16), until: null, hash: randomBytes(32) };
  expect(verdict(judge(peer, group, forge(peer, group, 'keyring', { epoch: 1, buckets: [bucket] })))).toBe(
    'ignored: right',
  );
});
