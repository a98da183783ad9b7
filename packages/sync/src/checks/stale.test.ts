/**
 * Each reason for which a space must be rekeyed before anything is written into it, alone.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { join, newcomer, stateOf } from '../testing/forge.ts';
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

const staleOn = (day: number) => staleness(stateOf(leader, group), leader.institution.logs, day);
const rekey = async () => await leader.write((act) => act.rekey(group, [null]));

test('fresh, and fresh again after a rekey', async () => {
  expect(staleOn(world.day)).toBe('fresh');
  await rekey();
  expect(staleOn(world.day)).toBe('fresh');
});

test('urgently: somebody was removed', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await leader.write((act) => act.record(group, 'remove', () => ({ member: who.id })));
  expect(staleOn(world.day)).toBe('urgently');
  await rekey();
  expect(staleOn(world.day)).toBe('fresh');
});

test('urgently: a membership has ended since the newest epoch', async () => {
  await leader.write((act) =>
    act.record(group, 'add', () => ({ member: newcomer(leader).entry('reader', world.day + 2) })),
  );
  await rekey();
  expect(staleOn(world.day + 2)).toBe('fresh');
  expect(staleOn(world.day + 3)).toBe('urgently');
  world.day += 3;
  await rekey();
  expect(staleOn(world.day)).toBe('fresh');
});

test('urgently: a member space has a newer epoch', async () => {
  const team = spaceOf(leader, 'team');
  await leader.write((act) => act.rekey(team, [null]));
  expect(staleOn(world.day)).toBe('urgently');
  await rekey();
  expect(staleOn(world.day)).toBe('fresh');
});

test('lazily: a letter was claimed', async () => {
  await world.guardian(leader, [group]);
  await leader.refresh();
  expect(staleOn(world.day)).toBe('lazily');
  await rekey();
  expect(staleOn(world.day)).toBe('fresh');
});

test('lazily: a letter has ended', async () => {
  await world.letter(leader, [group], world.day + 2);
  await rekey();
  expect(staleOn(world.day + 2)).toBe('fresh');
  expect(staleOn(world.day + 3)).toBe('lazily');
});

test('never: a space whose last day is over; until then it is as any other', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await leader.write((act) => act.record(group, 'retire', () => ({ on: world.day + 9 })));
  await leader.write((act) => act.record(group, 'remove', () => ({ member: who.id })));
  expect(staleOn(world.day)).toBe('urgently');
  expect(staleOn(world.day + 9)).toBe('urgently');
  expect(staleOn(world.day + 10)).toBe('fresh');
});
