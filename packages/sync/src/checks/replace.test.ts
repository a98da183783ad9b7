/**
 * Each rule about standing in another's place, and about being expelled, alone.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Role } from '@obhut/protocol/kinds.ts';
import type { BodyOf } from '@obhut/protocol/records.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Particular } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, join, judge, newcomer, proofOf, stateOf, verdict, type Newcomer } from '../testing/forge.ts';
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

function replacement(peer: Peer, space: Bytes, old: Bytes, who: Newcomer, role: Role): Particular<'replace'> {
  return { old, member: who.entry(role), proof: proofOf(peer, 'replace', space, old, who) };
}

function replaces(
  peer: Peer,
  space: Bytes,
  old: Bytes,
  who: Newcomer,
  role: Role,
  change: Partial<BodyOf<'replace'>> = {},
): string {
  const record = forge(peer, space, 'replace', { ...replacement(peer, space, old, who, role), ...change });
  return verdict(judge(peer, space, record));
}

/** Written, not only judged. */
async function replace(peer: Peer, space: Bytes, old: Bytes, who: Newcomer, role: Role): Promise<Peer> {
  await peer.write((act) => act.record(space, 'replace', () => replacement(peer, space, old, who, role)), 'leave');
  await leader.refresh();
  const next = world.peer(leader.institution, who.id, who.keys);
  await next.refresh();
  return next;
}

const isIn = (space: Bytes, who: Newcomer) =>
  activeMembers(stateOf(leader, space), world.day).some(({ id }) => equalBytes(id, who.id));

test('replace: by oneself, whatever one’s role, and by an admin', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  expect(replaces(peer, group, who.id, newcomer(leader), 'reader')).toBe('applied');
  expect(replaces(leader, group, who.id, newcomer(leader), 'reader')).toBe('applied');
});

test('replace: not by another who is no admin', async () => {
  const { who } = await join(world, leader, group, 'reader');
  const { peer } = await join(world, leader, group, 'writer');
  expect(replaces(peer, group, who.id, newcomer(leader), 'reader')).toBe('ignored: right');
});

test('replace: of a member only', () => {
  expect(replaces(leader, group, randomBytes(16), newcomer(leader), 'reader')).toBe('ignored: not-a-member');
});

test('replace: a person by a person', async () => {
  const { who } = await join(world, leader, group, 'writer');
  expect(replaces(leader, group, who.id, newcomer(leader, 'device'), 'writer')).toBe('ignored: class');
  const { who: tablet } = await join(world, leader, group, 'writer', 'device');
  expect(replaces(leader, group, tablet.id, newcomer(leader), 'writer')).toBe('ignored: class');
});

test('replace: not a role above one’s own', async () => {
  const { peer } = await join(world, leader, leadership, 'admin');
  const { id } = leader.institution.self;
  expect(replaces(peer, leadership, id, newcomer(leader), 'owner')).toBe('ignored: above-own-role');
});

test('replace: with the role and the last day of the old one', async () => {
  const { who } = await join(world, leader, group, 'reader');
  expect(replaces(leader, group, who.id, newcomer(leader), 'writer')).toBe('ignored: above-own-role');
  const next = newcomer(leader);
  const ending = { member: next.entry('reader', world.day + 3) };
  expect(replaces(leader, group, who.id, next, 'reader', ending)).toBe('ignored: above-own-role');
});

test('replace: never the last owner', () => {
  const { id } = leader.institution.self;
  expect(replaces(leader, leadership, id, newcomer(leader), 'owner')).toBe('ignored: last-owner');
});

test('replace: by keys that are new here', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  const { who: other } = await join(world, leader, group, 'reader');
  await peer.refresh();
  expect(replaces(peer, group, who.id, other, 'reader')).toBe('ignored: already-a-member');
  await leader.write((act) => act.record(group, 'remove', () => ({ member: other.id })));
  expect(replaces(leader, group, who.id, other, 'reader')).toBe('ignored: already-a-member');
});

test('replace: an admin may join two memberships of one person, once', async () => {
  const { who } = await join(world, leader, group, 'reader');
  const { who: older } = await join(world, leader, group, 'reader');
  const { who: again } = await join(world, leader, group, 'reader');
  expect(replaces(leader, group, who.id, again, 'reader')).toBe('applied');
  await replace(leader, group, who.id, again, 'reader');
  expect([isIn(group, who), isIn(group, again)]).toEqual([false, true]);
  expect(replaces(leader, group, older.id, again, 'reader')).toBe('ignored: already-a-member');
});

test('replace: not with an id of another’s key', async () => {
  const { who } = await join(world, leader, group, 'reader');
  const next = newcomer(leader);
  const crossed = { ...newcomer(leader).entry('reader'), id: next.id };
  expect(replaces(leader, group, who.id, next, 'reader', { member: crossed })).toBe('ignored: id-of-other-key');
});

test('replace: with the new keys’ own word, for this space', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  const next = newcomer(leader);
  const proof = proofOf(leader, 'replace', team, who.id, next);
  expect(replaces(peer, group, who.id, next, 'reader', { proof })).toBe('ignored: proof');
  const asClaim = proofOf(leader, 'claim', group, who.id, next);
  expect(replaces(peer, group, who.id, next, 'reader', { proof: asClaim })).toBe('ignored: proof');
  expect(replaces(peer, group, who.id, next, 'reader', { proof: null })).toBe('ignored: proof');
  expect(replaces(leader, group, who.id, next, 'reader', { proof: null })).toBe('applied');
});

test('replace: makes the space stale, and whoever was replaced does not come back', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  await replace(peer, group, who.id, newcomer(leader), 'reader');
  const state = stateOf(leader, group);
  expect(staleness(state, leader.institution.logs, world.day)).toBe('urgently');
  const back = forge(leader, group, 'add', { member: who.entry('reader') });
  expect(verdict(judge(leader, group, back))).toBe('ignored: already-a-member');
});

test('a thief who replaces themselves is removed with whom they robbed', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  const [thief, again] = [newcomer(leader), newcomer(leader)];
  const stolen = await replace(peer, group, who.id, thief, 'reader');
  await replace(stolen, group, thief.id, again, 'reader');
  expect([isIn(group, who), isIn(group, thief), isIn(group, again)]).toEqual([false, false, true]);
  await leader.write((act) => act.record(group, 'remove', () => ({ member: who.id })));
  expect(isIn(group, again)).toBe(false);
});

test('an admin’s replace puts the thief out and the person in', async () => {
  const { who, peer } = await join(world, leader, group, 'reader');
  const [thief, person] = [newcomer(leader), newcomer(leader)];
  await replace(peer, group, who.id, thief, 'reader');
  await replace(leader, group, who.id, person, 'reader');
  expect([isIn(group, who), isIn(group, thief), isIn(group, person)]).toEqual([false, false, true]);
});

test('whom an admin put in another’s place does not fall with that one', async () => {
  const { who } = await join(world, leader, group, 'reader');
  const person = newcomer(leader);
  await replace(leader, group, who.id, person, 'reader');
  expect(verdict(judge(leader, group, forge(leader, group, 'remove', { member: who.id })))).toBe(
    'ignored: not-a-member',
  );
  expect(isIn(group, person)).toBe(true);
});

const expels = (peer: Peer, space: Bytes, persona: Bytes) =>
  verdict(judge(peer, space, forge(peer, space, 'expel', { persona })));

async function expel(who: { id: Bytes }): Promise<void> {
  await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: who.id })));
}

test('expel: in leadership’s log only', () => {
  expect(expels(leader, leadership, randomBytes(16))).toBe('applied');
  expect(expels(leader, team, randomBytes(16))).toBe('ignored: class');
});

test('expel: by an admin of leadership', async () => {
  const { peer: deputy } = await join(world, leader, leadership, 'admin');
  expect(expels(deputy, leadership, randomBytes(16))).toBe('applied');
  const { peer: carrier } = await join(world, leader, leadership, 'reader');
  expect(expels(carrier, leadership, randomBytes(16))).toBe('ignored: right');
});

test('expel: nobody above one’s own role', async () => {
  const { who: second } = await join(world, leader, leadership, 'owner');
  const { peer: deputy } = await join(world, leader, leadership, 'admin');
  expect(expels(deputy, leadership, second.id)).toBe('ignored: above-own-role');
  await leader.refresh();
  expect(expels(leader, leadership, second.id)).toBe('applied');
});

test('expel: never the last owner, and once', async () => {
  expect(expels(leader, leadership, leader.institution.self.id)).toBe('ignored: last-owner');
  const { who } = await join(world, leader, group, 'reader');
  await expel(who);
  expect(expels(leader, leadership, who.id)).toBe('ignored: expelled');
});

test('expel: puts out of leadership at once', async () => {
  const { who } = await join(world, leader, leadership, 'admin');
  await expel(who);
  expect(isIn(leadership, who)).toBe(false);
  expect(staleness(stateOf(leader, leadership), leader.institution.logs, world.day)).toBe('urgently');
});

test('expel: every space they were in is stale, and the next record there finds them gone', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await expel(who);
  expect(isIn(group, who)).toBe(true);
  expect(staleness(stateOf(leader, group), leader.institution.logs, world.day)).toBe('urgently');
  expect(staleness(stateOf(leader, team), leader.institution.logs, world.day)).toBe('fresh');
  await leader.write((act) => act.rekey(group, [null]));
  expect(isIn(group, who)).toBe(false);
  expect(staleness(stateOf(leader, group), leader.institution.logs, world.day)).toBe('fresh');
});

test('expel: whom they made of themselves, and the letters they made, are out too', async () => {
  const { who, peer } = await join(world, leader, group, 'admin');
  const thief = newcomer(leader);
  const stolen = await replace(peer, group, who.id, thief, 'admin');
  const letter = newcomer(leader).entry('reader', world.day + 9);
  const member = { ...letter, class: 'invite' as const };
  await stolen.write((act) => act.record(group, 'invite', () => ({ member, grants: 'reader' as const })));
  await leader.refresh();
  await expel(who);
  await leader.write((act) => act.rekey(group, [null]));
  expect(isIn(group, thief)).toBe(false);
  expect(activeMembers(stateOf(leader, group), world.day).filter(({ class: kind }) => kind === 'invite')).toEqual([]);
});

test('expel: nobody expelled is added again', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await expel(who);
  expect(verdict(judge(leader, team, forge(leader, team, 'add', { member: who.entry('writer') })))).toBe(
    'ignored: expelled',
  );
});

test('expel: whoever is expelled acts through no team', async () => {
  const { who } = await join(world, leader, team, 'writer');
  const bucket = { id: randomBytes(16), until: null, hash: randomBytes(32) };
  const forged = { keys: who.keys, common: { signer: who.id, through: team } };
  const keyring = () =>
    verdict(judge(leader, group, forge(leader, group, 'keyring', { epoch: 1, buckets: [bucket] }, forged)));
  expect(keyring()).toBe('applied');
  await expel(who);
  expect(keyring()).toBe('ignored: expelled');
});
