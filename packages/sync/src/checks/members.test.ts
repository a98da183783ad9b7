/**
 * Each rule about who is in a space, alone: a record that an honest client could have written but for one thing, and what becomes of it.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { keyedEntry, spaceEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, judge, newcomer, stateOf, verdict, type Newcomer } from '../testing/forge.ts';
import { spaceOf, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let team: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  team = spaceOf(leader, 'team');
});

function inviteEntry(until: number | null, role: 'reader' | 'writer' = 'reader') {
  return keyedEntry(randomBytes(16), 'invite', role, memberKeys('invite', randomBytes(32)), until);
}

/** Adds a member to a space and reads it back. */
async function add(space: Bytes, who: Newcomer, role: 'reader' | 'writer' | 'admin' | 'owner'): Promise<void> {
  await leader.write((act) => act.record(space, 'add', () => ({ member: who.entry(role) })));
}

/** `who` as a peer that has read everything. */
async function as(who: Newcomer): Promise<Peer> {
  const peer = world.peer(leader.institution, who.id, who.keys);
  await peer.refresh();
  return peer;
}

test('add: an honest one is applied', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member: newcomer(leader).entry('reader') })))).toBe(
    'applied',
  );
});

test('add: not of an invite, which has a record of its own', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member: inviteEntry(world.day + 1) })))).toBe(
    'ignored: class',
  );
});

test('add: not with a role above one’s own', async () => {
  const admin = newcomer(leader);
  await add(group, admin, 'admin');
  const peer = await as(admin);
  const record = forge(peer, group, 'add', { member: newcomer(leader).entry('owner') });
  expect(verdict(judge(peer, group, record))).toBe('ignored: above-own-role');
});

test('add: not who is a member already', async () => {
  const known = newcomer(leader);
  await add(group, known, 'reader');
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member: known.entry('writer') })))).toBe(
    'ignored: already-a-member',
  );
});

test('add: not an id with another’s key', () => {
  const member = { ...newcomer(leader).entry('reader'), id: newcomer(leader).id };
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member })))).toBe('ignored: id-of-other-key');
});

test('add: not a space of the same or a higher level number', async () => {
  const other = await world.group(leader);
  const heads = [
    ...forgeHeads(),
    { space: other, index: stateOf(leader, other).hashes.length - 1, hash: lastHash(other) },
  ];
  const record = forge(leader, group, 'add', { member: spaceEntry(other, 'reader') }, { common: { heads } });
  expect(verdict(judge(leader, group, record))).toBe('ignored: member-space');
});

test('add: a kit in leadership only', () => {
  const member = newcomer(leader, 'kit').entry('reader');
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member })))).toBe('ignored: class');
});

test('add: a device never leads', () => {
  const member = newcomer(leader, 'device').entry('admin');
  expect(verdict(judge(leader, group, forge(leader, group, 'add', { member })))).toBe('ignored: class');
});

test('add: nobody to protection who is not staff', async () => {
  const { result: protection } = await leader.write((act) => {
    const space = act.genesis('ward/protection', leader.institution.leadership, [
      spaceEntry(leader.institution.leadership, 'owner'),
    ]);
    act.rekey(space, [null]);
    return space;
  });
  const record = forge(leader, protection, 'add', { member: newcomer(leader).entry('reader') });
  expect(verdict(judge(leader, protection, record))).toBe('ignored: not-staff');
});

test('remove: not who is no member', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'remove', { member: randomBytes(16) })))).toBe(
    'ignored: not-a-member',
  );
});

test('remove: not above one’s own role', async () => {
  const admin = newcomer(leader);
  await add(group, admin, 'admin');
  const peer = await as(admin);
  const record = forge(peer, group, 'remove', { member: leader.institution.leadership });
  expect(verdict(judge(peer, group, record))).toBe('ignored: above-own-role');
});

test('remove: never the last owner', () => {
  const record = forge(leader, group, 'remove', { member: leader.institution.leadership });
  expect(verdict(judge(leader, group, record))).toBe('ignored: last-owner');
});

test('remove: a reader may leave', async () => {
  const reader = newcomer(leader);
  await add(group, reader, 'reader');
  const peer = await as(reader);
  expect(verdict(judge(peer, group, forge(peer, group, 'remove', { member: reader.id })))).toBe('applied');
});

test('role: of a member only', () => {
  expect(verdict(judge(leader, group, forge(leader, group, 'role', { member: team, role: 'writer' })))).toBe('applied');
  expect(verdict(judge(leader, group, forge(leader, group, 'role', { member: randomBytes(16), role: 'reader' })))).toBe(
    'ignored: not-a-member',
  );
});

test('role: of a person or a space only', () => {
  const { leadership } = leader.institution;
  const members = [...stateOf(leader, leadership).memberships.values()].map((changes) => changes.at(-1)?.member);
  const kit = members.find((member) => member?.class === 'kit')?.id ?? randomBytes(16);
  expect(verdict(judge(leader, leadership, forge(leader, leadership, 'role', { member: kit, role: 'admin' })))).toBe(
    'ignored: class',
  );
});

test('role: never taken from the last owner', () => {
  const member = leader.institution.leadership;
  expect(verdict(judge(leader, group, forge(leader, group, 'role', { member, role: 'writer' })))).toBe(
    'ignored: last-owner',
  );
});

function lastHash(space: Bytes): Bytes {
  const last = stateOf(leader, space).hashes.at(-1);
  if (last === undefined) throw new Error('an empty log');
  return last;
}

function forgeHeads() {
  return [leader.institution.leadership, team].map((space) => ({
    space,
    index: stateOf(leader, space).hashes.length - 1,
    hash: lastHash(space),
  }));
}

test('add: every entry has an id; a space has no keys, everyone else has both', async () => {
  const entry = newcomer(leader).entry('reader');
  const verdictOf = (member: typeof entry) => verdict(judge(leader, group, forge(leader, group, 'add', { member })));
  expect(verdictOf({ ...entry, id: null })).toBe('ignored: class');
  expect(verdictOf({ ...entry, sign: null })).toBe('ignored: class');
  expect(verdictOf({ ...entry, kem: null })).toBe('ignored: class');
});

test('add: a space has no keys of its own here', async () => {
  const { result: day } = await leader.write((act) => {
    const space = act.genesis('day', leader.institution.leadership, [
      spaceEntry(leader.institution.leadership, 'owner'),
    ]);
    act.rekey(space, [null]);
    return space;
  });
  const heads = [...forgeHeads(), { space: day, index: stateOf(leader, day).hashes.length - 1, hash: lastHash(day) }];
  const verdictOf = (member: ReturnType<typeof spaceEntry>) =>
    verdict(judge(leader, group, forge(leader, group, 'add', { member }, { common: { heads } })));
  const { sign, kem } = newcomer(leader).entry('reader');
  expect(verdictOf(spaceEntry(day, 'writer'))).toBe('applied');
  expect(verdictOf({ ...spaceEntry(day, 'writer'), sign })).toBe('ignored: class');
  expect(verdictOf({ ...spaceEntry(day, 'writer'), kem })).toBe('ignored: class');
});

test('add: a space whose head is not named is not known', async () => {
  const { result: day } = await leader.write((act) => {
    const space = act.genesis('day', leader.institution.leadership, [
      spaceEntry(leader.institution.leadership, 'owner'),
    ]);
    act.rekey(space, [null]);
    return space;
  });
  const record = forge(
    leader,
    group,
    'add',
    { member: spaceEntry(day, 'writer') },
    { common: { heads: forgeHeads() } },
  );
  expect(verdict(judge(leader, group, record))).toBe('ignored: member-space');
});

test('add: a kit reads, no more', () => {
  const { leadership } = leader.institution;
  const entry = newcomer(leader, 'kit').entry('owner');
  expect(verdict(judge(leader, leadership, forge(leader, leadership, 'add', { member: entry })))).toBe(
    'ignored: class',
  );
});

test('add: to protection who is staff: a person in leadership or a team, not in a day team, not a device', async () => {
  const { leadership } = leader.institution;
  const [teacher, trainee, tablet] = [newcomer(leader), newcomer(leader), newcomer(leader, 'device')];
  await add(team, teacher, 'writer');
  await leader.write((act) => act.record(team, 'add', () => ({ member: tablet.entry('writer') })));
  const { result } = await leader.write((act) => {
    const day = act.genesis('day', leadership, [spaceEntry(leadership, 'owner'), trainee.entry('writer')]);
    act.rekey(day, [null]);
    const protection = act.genesis('ward/protection', leadership, [spaceEntry(leadership, 'owner')]);
    act.rekey(protection, [null]);
    return { day, protection };
  });
  const heads = [
    ...forgeHeads(),
    { space: result.day, index: stateOf(leader, result.day).hashes.length - 1, hash: lastHash(result.day) },
  ];
  const verdictOf = (who: Newcomer) =>
    verdict(
      judge(
        leader,
        result.protection,
        forge(leader, result.protection, 'add', { member: who.entry('reader') }, { common: { heads } }),
      ),
    );
  expect(verdictOf(teacher)).toBe('applied');
  expect(verdictOf(trainee)).toBe('ignored: not-staff');
  expect(verdictOf(tablet)).toBe('ignored: not-staff');
  const spaces = (member: Bytes) =>
    verdict(
      judge(
        leader,
        result.protection,
        forge(leader, result.protection, 'add', { member: spaceEntry(member, 'reader') }, { common: { heads } }),
      ),
    );
  expect(spaces(team)).toBe('applied');
  expect(spaces(result.day)).toBe('ignored: not-staff');
});
