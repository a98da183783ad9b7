/**
 * A new teacher and a new device after the team was rekeyed, before anybody rekeyed what the team is in: they open all that they may.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from './engine/peer.ts';
import { planAdd } from './plans/add.ts';
import { newcomer, stateOf } from './testing/forge.ts';
import { spaceOf, texts, utterance, World } from './testing/world.ts';

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
  await leader.say(group, utterance('said before'));
  for (let times = 0; times < 3; times++) await leader.write((act) => act.rekey(team, [null]));
});

test('a new teacher reads a group that is boxed to an epoch from before them', async () => {
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, team, who.entry('writer'), who.keys.kem));
  const teacher = world.peer(leader.institution, who.id, who.keys);
  await teacher.refresh();
  expect(currentEpoch(stateOf(teacher, group))?.boxedTo.values().next().value).toBeLessThan(4);
  expect(texts(teacher, group)).toEqual(['group', 'said before']);
  expect(await teacher.say(group, utterance('said by the new one'))).toBe(true);
  await leader.refresh();
  expect(texts(leader, group)).toEqual(['group', 'said before', 'said by the new one']);
});

test('a new device of the leader too', async () => {
  const { id, keys } = leader.institution.self;
  const device = world.peer(leader.institution, id, keys);
  await device.refresh();
  expect(texts(device, group)).toEqual(['group', 'said before']);
});

test('what a keyring carries of earlier epochs opens nothing of the team itself', async () => {
  await leader.say(team, utterance('among the team'));
  await leader.write((act) => act.rekey(team, [null]));
  const { keys } = leader.institution.replica(team) ?? { keys: null };
  expect(keys?.seed(1)).toHaveLength(32);
  expect(keys?.seed(1)).not.toEqual(keys?.epoch(1));
});
