/**
 * A day team's tablets and helpers: what they read while they are in, and that with all their keys and all that the server holds nothing
 * opens that was said after.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { spaceEntry } from './authoring/entries.ts';
import { mend, spacesToMend } from './engine/mend.ts';
import type { Peer } from './engine/peer.ts';
import { planAdd } from './plans/add.ts';
import { planDayTeam } from './plans/day-team.ts';
import { newcomer, stateOf } from './testing/forge.ts';
import { eventsIn, lootOf, Thief, type Loot } from './testing/thief.ts';
import { stops, texts, utterance, World } from './testing/world.ts';

let world: World;
let leader: Peer;
let day: Bytes;
/** A space that boxes to the day team, as those of single wards do. */
let outer: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  day = (await leader.write((act) => planDayTeam(act, [utterance('day')]))).result;
  const made = await leader.write((act) => {
    const { leadership } = act.institution;
    const space = act.genesis('ward/day', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(day, 'writer')]);
    act.rekey(space, [null]);
    return space;
  });
  outer = made.result;
});

async function joined(memberClass: 'device' | 'persona', until: number | null): Promise<Peer> {
  const who = newcomer(leader, memberClass);
  await leader.write((act) => planAdd(act, day, { ...who.entry('writer'), until }, who.keys.kem));
  const peer = world.peer(leader.institution, who.id, who.keys);
  await peer.refresh();
  return peer;
}

function opened(loot: Loot, space: Bytes): number {
  const stolen = world.server.stolen(leader.institution.id);
  const thief = new Thief(stolen, loot);
  return eventsIn(stolen, space).filter((event) => thief.opens(space, event)).length;
}

/** What is said in both spaces from now on opens to none of these keys. */
async function expectNothingNew(loot: Loot): Promise<void> {
  const before = [day, outer].map((space) => opened(loot, space));
  expect(before.every((count) => count > 0)).toBe(true);
  for (const space of [day, outer]) await leader.say(space, utterance('after'));
  expect([day, outer].map((space) => opened(loot, space))).toEqual(before);
}

test('a tablet reads and writes its day team and what boxes to it', async () => {
  const tablet = await joined('device', null);
  await leader.say(outer, utterance('present'));
  await tablet.refresh();
  await tablet.say(outer, utterance('collected'));
  await leader.refresh();
  expect(texts(tablet, day)).toEqual(['day']);
  expect(texts(leader, outer)).toEqual(['present', 'collected']);
  expect([...stops(leader), ...stops(tablet)]).toEqual([]);
});

test('a removed tablet opens nothing new, and what boxed to its day team is stale at once', async () => {
  const tablet = await joined('device', null);
  await leader.say(outer, utterance('before'));
  await tablet.refresh();
  const loot = lootOf(tablet);
  await leader.write((act) => {
    act.record(day, 'remove', () => ({ member: tablet.institution.self.id }));
    act.rekey(day, [null]);
  });
  expect(staleness(stateOf(leader, outer), leader.institution.logs, world.day)).toBe('urgently');
  await mend(leader, world.day, () => undefined);
  await expectNothingNew(loot);
  await expect(tablet.say(day, utterance('still here?'))).rejects.toMatchObject({ name: 'ApiError' });
});

test('a helper is in until the last day, and out after it without anybody saying so', async () => {
  const helper = await joined('persona', world.day + 4);
  await leader.say(outer, utterance('before'));
  world.day += 4;
  await helper.refresh();
  await helper.say(day, utterance('my last day'));
  expect(spacesToMend(leader, world.day)).toBe(0);
  const loot = lootOf(helper);
  const epoch = () => currentEpoch(stateOf(leader, day))?.epoch ?? 0;
  await leader.refresh();
  const before = epoch();

  world.day += 1;
  await expect(helper.say(day, utterance('a day later'))).rejects.toMatchObject({ name: 'ApiError' });
  await leader.refresh();
  expect(spacesToMend(leader, world.day)).toBeGreaterThan(0);
  await mend(leader, world.day, () => undefined);
  expect(epoch()).toBe(before + 1);
  expect(spacesToMend(leader, world.day)).toBe(0);
  await expectNothingNew(loot);
  expect(stops(leader)).toEqual([]);
});

test('whoever writes next rekeys first, where no device of the staff was faster', async () => {
  const helper = await joined('persona', world.day);
  await leader.say(outer, utterance('before'));
  await helper.refresh();
  const loot = lootOf(helper);
  world.day += 1;
  await leader.refresh();
  await expectNothingNew(loot);
});

test('a tablet that runs through the night rekeys after a helper’s last day', async () => {
  const tablet = await joined('device', null);
  const helper = await joined('persona', world.day);
  await leader.say(outer, utterance('before'));
  await helper.refresh();
  const loot = lootOf(helper);
  world.day += 1;
  await tablet.refresh();
  await mend(tablet, world.day, () => undefined);
  await leader.refresh();
  expect(spacesToMend(leader, world.day)).toBe(0);
  await expectNothingNew(loot);
  expect(toHex(leader.institution.self.id)).not.toBe(toHex(tablet.institution.self.id));
});
