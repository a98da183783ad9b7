/**
 * Each rule about the kit and its way back to an owner, alone.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { BodyOf } from '@obhut/protocol/records.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Particular } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, join, judge, newcomer, proofOf, stateOf, verdict, type Newcomer } from '../testing/forge.ts';
import { World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let leadership: Bytes;
let kit: Peer;
let kitId: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  ({ leadership } = leader.institution);
  const { who, peer } = await join(world, leader, leadership, 'reader', 'kit');
  [kit, kitId] = [peer, who.id];
});

function request(who: Newcomer): Particular<'recovery-request'> {
  return { member: who.entry('owner'), proof: proofOf(kit, 'recovery-request', leadership, kitId, who) };
}

function requests(who: Newcomer, change: Partial<BodyOf<'recovery-request'>> = {}): string {
  const record = forge(kit, leadership, 'recovery-request', { ...request(who), ...change });
  return verdict(judge(kit, leadership, record));
}

/** Written: index of the request. */
async function requested(who: Newcomer): Promise<number> {
  await kit.write((act) => act.record(leadership, 'recovery-request', () => request(who)));
  await leader.refresh();
  return stateOf(kit, leadership).hashes.length - 1;
}

const executes = (index: number, days: number, peer = kit) => {
  const state = stateOf(peer, leadership);
  const record = forge(peer, leadership, 'recovery-execute', { request: index }, { common: { day: world.day + days } });
  return verdict(judge(peer, leadership, record, state));
};

test('recovery: the kit asks for a person to be owner', () => {
  expect(requests(newcomer(leader))).toBe('applied');
});

test('recovery: for an owner, who is a person, without an end', () => {
  const who = newcomer(leader);
  expect(requests(who, { member: who.entry('admin') })).toBe('ignored: class');
  expect(requests(who, { member: who.entry('owner', world.day + 9) })).toBe('ignored: class');
  expect(requests(newcomer(leader, 'device'))).toBe('ignored: class');
  expect(requests(who, { member: { ...who.entry('owner'), sign: null } })).toBe('ignored: class');
});

test('recovery: not for who is a member already', async () => {
  const { who } = await join(world, leader, leadership, 'reader');
  await kit.refresh();
  expect(requests(who)).toBe('ignored: already-a-member');
});

test('recovery: not for an id of another’s key', () => {
  const who = newcomer(leader);
  expect(requests(who, { member: { ...newcomer(leader).entry('owner'), id: who.id } })).toBe(
    'ignored: id-of-other-key',
  );
});

test('recovery: with the new keys’ own word', () => {
  const who = newcomer(leader);
  const proof = proofOf(kit, 'recovery-request', leadership, randomBytes(16), who);
  expect(requests(who, { proof })).toBe('ignored: proof');
});

test('recovery: by the kit alone', () => {
  const who = newcomer(leader);
  const asked = forge(leader, leadership, 'recovery-request', request(who));
  expect(verdict(judge(leader, leadership, asked))).toBe('ignored: right');
});

test('recovery: after four days, not sooner, and once; the kit is used up with it', async () => {
  const who = newcomer(leader);
  const index = await requested(who);
  expect(executes(index, 3)).toBe('ignored: recovery');
  expect(executes(index, 4)).toBe('applied');
  world.day += 4;
  await kit.write((act) => act.record(leadership, 'recovery-execute', () => ({ request: index })), 'leave');
  await leader.refresh();
  const members = activeMembers(stateOf(leader, leadership), world.day);
  expect(members.find(({ id }) => equalBytes(id, who.id))?.role).toBe('owner');
  expect(members.some(({ id }) => equalBytes(id, kitId))).toBe(false);
  expect(stateOf(leader, leadership).removedSince).toBe(true);
});

test('recovery: only what was asked for, by the kit that asked', async () => {
  const index = await requested(newcomer(leader));
  expect(executes(index + 1, 4)).toBe('ignored: recovery');
  const { peer: other } = await join(world, leader, leadership, 'reader', 'kit');
  expect(executes(index, 4, other)).toBe('ignored: recovery');
});

test('recovery: not for who has become a member in between', async () => {
  const who = newcomer(leader);
  const index = await requested(who);
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: who.entry('reader') })));
  await kit.refresh();
  expect(executes(index, 4)).toBe('ignored: already-a-member');
});

test('recovery: sooner with a second person, an owner or a reader of leadership, no deputy', async () => {
  const index = await requested(newcomer(leader));
  const approve = (peer: Peer, which: number) =>
    verdict(judge(peer, leadership, forge(peer, leadership, 'recovery-approve', { request: which })));
  expect(approve(leader, index)).toBe('applied');
  expect(approve(leader, index + 1)).toBe('ignored: recovery');
  const { peer: carrier } = await join(world, leader, leadership, 'reader');
  expect(approve(carrier, index)).toBe('applied');
  const { peer: deputy } = await join(world, leader, leadership, 'admin');
  expect(approve(deputy, index)).toBe('ignored: right');
  await leader.write((act) => act.record(leadership, 'recovery-approve', () => ({ request: index })));
  await kit.refresh();
  expect(executes(index, 0)).toBe('applied');
});

test('recovery: an owner’s veto ends it', async () => {
  const index = await requested(newcomer(leader));
  const { peer: deputy } = await join(world, leader, leadership, 'admin');
  const veto = (peer: Peer, which: number) =>
    verdict(judge(peer, leadership, forge(peer, leadership, 'veto', { request: which })));
  expect(veto(deputy, index)).toBe('ignored: right');
  await leader.refresh();
  expect(veto(leader, index + 1)).toBe('ignored: recovery');
  await leader.write((act) => act.record(leadership, 'veto', () => ({ request: index })));
  await kit.refresh();
  expect(executes(index, 4)).toBe('ignored: recovery');
});
