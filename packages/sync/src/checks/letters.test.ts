/**
 * Each rule about letters and about claiming them, alone.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { proofContext } from '@obhut/protocol/records.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { keyedEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, judge, newcomer, verdict, type Newcomer } from '../testing/forge.ts';
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
async function letterIn(): Promise<{ reader: Peer; space: Bytes; seed: Bytes }> {
  const letter = await world.letter(leader, [group]);
  return { reader: await world.reader(leader, letter), space: group, seed: randomBytes(32) };
}

function claimOf(reader: Peer, space: Bytes, who: Newcomer, role: 'reader' | 'writer', proofSpace = space) {
  const letter = reader.institution.self.id;
  const [label, ...parts] = proofContext('claim', reader.institution.id, proofSpace, letter, who.id);
  return { invite: letter, member: who.entry(role), proof: signCtx(who.keys.sign, label, ...parts) };
}

test('invite: an honest one is applied, and not a second time', async () => {
  const member = inviteEntry(world.day + 42);
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member, grants: 'reader' })))).toBe('applied');
  await leader.write((act) => act.record(group, 'invite', () => ({ member, grants: 'reader' as const })));
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member, grants: 'reader' })))).toBe(
    'ignored: already-a-member',
  );
});

test('invite: a letter reads, no more', () => {
  const member = inviteEntry(world.day + 42, 'writer');
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member, grants: 'reader' })))).toBe(
    'ignored: class',
  );
});

test('invite: good for 42 days at most', () => {
  const long = inviteEntry(world.day + 43);
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member: long, grants: 'reader' })))).toBe(
    'ignored: class',
  );
  const endless = inviteEntry(null);
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member: endless, grants: 'reader' })))).toBe(
    'ignored: class',
  );
});

test('invite: not into leadership or a team', () => {
  const member = inviteEntry(world.day + 42);
  expect(verdict(judge(leader, team, forge(leader, team, 'invite', { member, grants: 'reader' })))).toBe(
    'ignored: class',
  );
});

test('invite: whoever claims it reads in a group', () => {
  const member = inviteEntry(world.day + 42);
  expect(verdict(judge(leader, group, forge(leader, group, 'invite', { member, grants: 'writer' })))).toBe(
    'ignored: above-own-role',
  );
});

test('claim: an honest one is applied', async () => {
  const { reader, space } = await letterIn();
  expect(
    verdict(judge(reader, space, forge(reader, space, 'claim', claimOf(reader, space, newcomer(reader), 'reader')))),
  ).toBe('applied');
});

test('claim: a proof made for another space is none', async () => {
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, newcomer(reader), 'reader', spaceOf(reader, 'everyone'));
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', claim)))).toBe('ignored: proof');
});

test('claim: with the role that the letter grants', async () => {
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, newcomer(reader), 'writer');
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', claim)))).toBe('ignored: above-own-role');
});

test('claim: for its own letter only', async () => {
  const { reader, space } = await letterIn();
  const claim = { ...claimOf(reader, space, newcomer(reader), 'reader'), invite: randomBytes(16) };
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', claim)))).toBe('ignored: right');
});

test('claim: not after the letter’s last day', async () => {
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, newcomer(reader), 'reader');
  const late = forge(reader, space, 'claim', claim, { common: { day: world.day + 43 } });
  expect(verdict(judge(reader, space, late))).toBe('ignored: right');
});

test('claim: by a person only', async () => {
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, newcomer(reader, 'device'), 'reader');
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', claim)))).toBe('ignored: class');
});

test('claim: a membership without an end', async () => {
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, newcomer(reader), 'reader');
  const ending = { ...claim, member: { ...claim.member, until: world.day + 9 } };
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', ending)))).toBe('ignored: above-own-role');
});

test('claim: not by who is a member already', async () => {
  const known = newcomer(leader);
  await leader.write((act) => act.record(group, 'add', () => ({ member: known.entry('writer') })));
  const { reader, space } = await letterIn();
  const claim = claimOf(reader, space, known, 'reader');
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', claim)))).toBe('ignored: already-a-member');
});

test('claim: not with an id of another’s key', async () => {
  const { reader, space } = await letterIn();
  const who = { ...newcomer(reader), id: newcomer(reader).id };
  const claim = claimOf(reader, space, who, 'reader');
  const crossed = { ...claim, member: { ...claim.member, id: who.id } };
  expect(verdict(judge(reader, space, forge(reader, space, 'claim', crossed)))).toBe('ignored: id-of-other-key');
});

test('claim: by a letter only', () => {
  const who = newcomer(leader);
  const { id } = leader.institution.self;
  const [label, ...parts] = proofContext('claim', leader.institution.id, group, id, who.id);
  const claim = { invite: id, member: who.entry('reader'), proof: signCtx(who.keys.sign, label, ...parts) };
  expect(verdict(judge(leader, group, forge(leader, group, 'claim', claim)))).toBe('ignored: right');
});
