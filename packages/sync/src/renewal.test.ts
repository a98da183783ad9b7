/**
 * New keys in place of lost ones: whoever has the old ones, and all that the server holds, reads nothing that is sealed from then on.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { mend } from './engine/mend.ts';
import type { Peer } from './engine/peer.ts';
import { Persons } from './engine/persons.ts';
import { planAdd } from './plans/add.ts';
import { isLastOwnerHere, planRenewal, standingsOfSelf } from './plans/renew.ts';
import { memberNamed, planReplace, spacesToReplaceIn } from './plans/replace.ts';
import { newcomer } from './testing/forge.ts';
import { eventsIn, lootOf, Thief, type Loot } from './testing/thief.ts';
import { rejections, spaceOf, stops, texts, utterance, World } from './testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let mother: Peer;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  mother = await world.guardian(leader, [group]);
  await leader.refresh();
  await leader.say(group, utterance('before'));
  await mother.refresh();
});

async function renewed(peer: Peer, seed = randomBytes(32)): Promise<Peer> {
  await peer.write((act) => planRenewal(act, seed), 'leave');
  const keys = memberKeys('persona', seed);
  const id = memberId('persona', peer.institution.id, keys.sign.publicKey, keys.kem.hash);
  const next = world.peer(peer.institution, id, keys);
  await next.refresh();
  await mend(next, world.day, () => undefined);
  return next;
}

function opened(loot: Loot, space: Bytes): number {
  const stolen = world.server.stolen(leader.institution.id);
  const thief = new Thief(stolen, loot);
  return eventsIn(stolen, space).filter((event) => thief.opens(space, event)).length;
}

test('a guardian goes on as who they were, and the lost keys open nothing new', async () => {
  const loot = lootOf(mother);
  const mailbox = spaceOf(mother, 'mailbox');
  await mother.say(mailbox, utterance('mine'));
  const before = { group: opened(loot, group), mailbox: opened(loot, mailbox) };
  const next = await renewed(mother);
  await leader.refresh();
  await mend(leader, world.day, () => undefined);
  await leader.say(group, utterance('after'));
  await next.refresh();
  expect(await next.say(mailbox, utterance('still me'))).toBe(true);
  await leader.refresh();
  expect(texts(next, group)).toEqual(['group', 'before', 'after']);
  expect(texts(leader, mailbox)).toEqual(['letter', 'mine', 'still me']);
  expect(Persons.of(leader.institution).of(toHex(next.institution.self.id))).toBe(toHex(mother.institution.self.id));
  expect({ group: opened(loot, group), mailbox: opened(loot, mailbox) }).toEqual(before);
  expect(before.mailbox).toBeGreaterThan(0);
  await expect(
    world.peer(leader.institution, mother.institution.self.id, mother.institution.self.keys).session.token(),
  ).rejects.toMatchObject({ code: 'unauthenticated' });
  expect([...stops(next), ...rejections(next), ...stops(leader), ...rejections(leader)]).toEqual([]);
});

test('a second owner renews everything that they lead, the last one cannot', async () => {
  expect(isLastOwnerHere(leader.institution, world.day)).toBe(true);
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, leader.institution.leadership, who.entry('owner'), who.keys.kem));
  expect(isLastOwnerHere(leader.institution, world.day)).toBe(false);
  const loot = lootOf(leader);
  const before = opened(loot, group);
  const next = await renewed(leader);
  await next.say(group, utterance('after'));
  await mother.refresh();
  expect(texts(mother, group)).toEqual(['group', 'before', 'after']);
  expect(standingsOfSelf(next.institution, world.day).map(({ member }) => member.role)).toEqual(['owner']);
  expect(opened(loot, group)).toBe(before);
  expect(before).toBeGreaterThan(0);
});

test('a thief who was faster is put out by a new letter, with all that they made of themselves', async () => {
  const thief = await renewed(await renewed(mother));
  await thief.say(spaceOf(thief, 'mailbox'), utterance('by the thief'));
  await expect(mother.refresh()).resolves.toBeUndefined();
  expect((await mother.session.call('space/list', {})).spaces).toEqual([]);
  await leader.refresh();
  const again = await world.guardian(leader, [group]);
  await leader.refresh();
  const old = mother.institution.self.id;
  const person = memberNamed(leader.institution, again.institution.self.id, world.day);
  if (person === null) throw new Error('not in');
  const spaces = spacesToReplaceIn(leader.institution, old, world.day);
  for (const space of spaces) await leader.prepare(space, 0);
  await leader.write((act) => planReplace(act, spaces, old, person));
  const loot = lootOf(thief);
  const before = opened(loot, group);
  await leader.say(group, utterance('after'));
  await again.refresh();
  expect(texts(again, group)).toEqual(['group', 'before', 'after']);
  expect(opened(loot, group)).toBe(before);
  expect((await thief.session.call('space/list', {})).spaces).toEqual([]);
});
