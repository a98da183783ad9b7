/**
 * A teacher of two groups' teams leaves one: with all keys they ever had and all that the server holds nothing opens that is sealed after that
 * in the team's space and its wards; all of the other group's opens.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test } from 'vitest';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planLead } from '../plans/lead.ts';
import { planSpace } from '../plans/make.ts';
import { planRemove } from '../plans/remove.ts';
import { memberNamed } from '../plans/replace.ts';
import { newcomer } from '../testing/forge.ts';
import { eventsIn, lootOf, Thief } from '../testing/thief.ts';
import { spaceOf, stops, utterance, World } from '../testing/world.ts';

beforeAll(cryptoReady);

async function groupOf(world: World, leader: Peer, staffTeam: Bytes, teacher: Bytes): Promise<Bytes[]> {
  const member = memberNamed(leader.institution, teacher, world.day);
  if (member === null) throw new Error('not in');
  const empty = { teams: [], day: null, staff: [], people: [] };
  const { result } = await leader.write((act) => {
    const team = planSpace(act, { ...empty, kind: 'team', nonce: randomBytes(16), staff: [member] }, []);
    const ward = planSpace(act, { ...empty, kind: 'ward', nonce: randomBytes(16), teams: [staffTeam] }, []);
    planLead(act, ward, team);
    return [team, ward];
  });
  return result;
}

test('nothing new opens of the team that they left, and all of the other', async () => {
  const world = new World();
  const leader = await world.found();
  const staffTeam = spaceOf(leader, 'team');
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, staffTeam, who.entry('writer'), who.keys.kem));
  const teacher = world.peer(leader.institution, who.id, who.keys);
  const bears = await groupOf(world, leader, staffTeam, who.id);
  const hedgehogs = await groupOf(world, leader, staffTeam, who.id);
  const [team] = bears;
  if (team === undefined) throw new Error('no team');
  const all = [...bears, ...hedgehogs];
  const say = async (text: string) => {
    for (const space of all) expect(await leader.say(space, utterance(text))).toBe(true);
  };
  await say('before');
  await teacher.refresh();
  const loot = lootOf(teacher);
  const opened = () => {
    const stolen = world.server.stolen(leader.institution.id);
    const thief = new Thief(stolen, loot);
    return all.map((space) => eventsIn(stolen, space).filter((event) => thief.opens(space, event)).length);
  };
  await say('while they were in');
  expect(opened()).toEqual([2, 2, 2, 2]);

  await leader.write((act) => planRemove(act, team, who.id));
  await mend(leader, world.day, () => undefined);
  await say('after they left');
  expect(opened()).toEqual([2, 2, 3, 3]);
  await teacher.refresh();
  expect([...stops(leader), ...stops(teacher)]).toEqual([]);
});
