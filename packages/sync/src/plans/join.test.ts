/**
 * A day team in a ward's day: its tablet reads what was said before and after, and once it is out nothing that is said then, with all its
 * keys and all that the server holds.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { spaceEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import { newcomer, stateOf } from '../testing/forge.ts';
import { eventsIn, lootOf, Thief } from '../testing/thief.ts';
import { spaceOf, stops, texts, utterance, World } from '../testing/world.ts';
import { planAdd } from './add.ts';
import { planDayTeam } from './day-team.ts';
import { planJoin, planLeave } from './join.ts';
import { memberNamed } from './replace.ts';

let world: World;
let leader: Peer;
let day: Bytes;
let ward: Bytes;
let tablet: Peer;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  const made = await leader.write((act) => {
    const { leadership } = act.institution;
    const space = act.genesis('ward/day', leadership, [spaceEntry(leadership, 'owner')]);
    act.rekey(space, [null]);
    return space;
  });
  ward = made.result;
  day = (await leader.write((act) => planDayTeam(act, [utterance('day')]))).result;
  const { id, keys, entry } = newcomer(leader, 'device');
  await leader.write((act) => planAdd(act, day, entry('writer'), keys.kem));
  tablet = world.peer(leader.institution, id, keys);
});

const join = () => leader.write((act) => planJoin(act, ward, day));

test('it reads what was said before and after, writes, and nothing is stale', async () => {
  await leader.say(ward, utterance('before'));
  await join();
  expect(staleness(stateOf(leader, ward), leader.institution.logs, world.day)).toBe('fresh');
  await leader.say(ward, utterance('after'));
  await tablet.refresh();
  expect(texts(tablet, ward)).toEqual(['before', 'after']);
  await tablet.say(ward, utterance('collected'));
  await leader.refresh();
  expect(texts(leader, ward)).toEqual(['before', 'after', 'collected']);
  expect([...stops(leader), ...stops(tablet)]).toEqual([]);
});

test('asked for again, it happens once', async () => {
  await join();
  const { hashes } = stateOf(leader, ward);
  await join();
  expect(stateOf(leader, ward).hashes).toEqual(hashes);
  await leader.write((act) => planLeave(act, ward, day));
  const after = stateOf(leader, ward).hashes;
  await leader.write((act) => planLeave(act, ward, day));
  expect(stateOf(leader, ward).hashes).toEqual(after);
});

test('once it is out, all its keys and all that the server holds open nothing that is said then', async () => {
  await join();
  await leader.say(ward, utterance('while it was in'));
  await tablet.refresh();
  const loot = lootOf(tablet);
  await leader.write((act) => planLeave(act, ward, day));
  await leader.say(ward, utterance('after'));
  const stolen = world.server.stolen(leader.institution.id);
  const thief = new Thief(stolen, loot);
  expect(eventsIn(stolen, ward).map((event) => thief.opens(ward, event))).toEqual([true, false]);
  await expect(tablet.say(ward, utterance('still here?'))).rejects.toMatchObject({ name: 'ApiError' });
});

test('only a day team joins, and only where the table has one', async () => {
  const [team, everyone] = [spaceOf(leader, 'team'), spaceOf(leader, 'everyone')];
  await expect(leader.write((act) => planJoin(act, ward, team))).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(leader.write((act) => planJoin(act, everyone, day))).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('a guardian who sees the ward lets no day team in', async () => {
  const guardian = await world.guardian(leader, []);
  await leader.refresh();
  const member = memberNamed(leader.institution, guardian.institution.self.id, world.day);
  if (member === null) throw new Error('the letter was claimed');
  const { id, sign, kem } = member;
  const entry = { id, class: 'persona', role: 'writer', sign, kem, until: null } as const;
  await leader.write((act) => planAdd(act, ward, entry, null));
  await guardian.refresh();
  await expect(guardian.write((act) => planJoin(act, ward, day))).rejects.toThrow(/without effect/u);
});
