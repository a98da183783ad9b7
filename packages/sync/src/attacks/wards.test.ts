/**
 * Separated parents: who is no member of a ward's spaces opens nothing of them with all keys they have, and who was taken out opens nothing
 * that is written afterwards.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planSpace } from '../plans/make.ts';
import { planRemove } from '../plans/remove.ts';
import { memberNamed } from '../plans/replace.ts';
import { eventsIn, lootOf, Thief } from '../testing/thief.ts';
import { spaceOf, texts, utterance, World } from '../testing/world.ts';

const kinds = ['ward/day', 'ward', 'ward/sensitive', 'ward/protection'] as const;

let world: World;
let leader: Peer;
let mother: Peer;
let father: Peer;
let spaces: Bytes[];

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  const group = await world.group(leader);
  [mother, father] = [await world.guardian(leader, [group]), await world.guardian(leader, [group])];
  await leader.refresh();
  const team = spaceOf(leader, 'team');
  const member = memberNamed(leader.institution, mother.institution.self.id, world.day);
  if (member === null) throw new Error('not in');
  const { result } = await leader.write((act) =>
    kinds.map((kind) => {
      const teams = kind === 'ward/day' || kind === 'ward' ? [team] : [];
      const people = kind === 'ward/protection' ? [] : [member];
      const space = { kind, nonce: randomBytes(16), teams, day: null, staff: [], people };
      return planSpace(act, space, [utterance(`in ${kind}`)]);
    }),
  );
  spaces = result;
  for (const peer of [mother, father]) await peer.refresh();
});

/** By kind, how many of its events open. */
function opened(thief: Thief): number[] {
  const stolen = world.server.stolen(leader.institution.id);
  return spaces.map((space) => eventsIn(stolen, space).filter((event) => thief.opens(space, event)).length);
}

function thiefOf(...peers: Peer[]): Thief {
  const loot = peers.map(lootOf);
  return new Thief(world.server.stolen(leader.institution.id), {
    kems: loot.flatMap(({ kems }) => kems),
    epochs: loot.flatMap(({ epochs }) => epochs),
    buckets: loot.flatMap(({ buckets }) => buckets),
  });
}

test('the parent who may see opens what is shared, and nothing of protection; the other opens nothing', () => {
  expect(spaces.map((space) => texts(mother, space).length)).toEqual([1, 1, 1, 0]);
  expect(opened(thiefOf(mother))).toEqual([1, 1, 1, 0]);
  expect(opened(thiefOf(father))).toEqual([0, 0, 0, 0]);
  // Even the server sees no wider table.
  expect(spaces.map((space) => father.institution.replica(space))).toEqual(spaces.map(() => undefined));
});

test('whose right to see has ended opens nothing of what comes after, also with the other’s keys of before', async () => {
  const before = thiefOf(mother, father);
  const id = mother.institution.self.id;
  await leader.write((act) => {
    for (const space of spaces.slice(0, 3)) planRemove(act, space, id);
  });
  for (const space of spaces) expect(await leader.say(space, utterance('afterwards'))).toBe(true);
  expect(opened(before)).toEqual([1, 1, 1, 0]);
  expect(opened(thiefOf(mother, father))).toEqual([1, 1, 1, 0]);
  // Let in again, they read on.
  const member = memberNamed(leader.institution, id, world.day);
  if (member === null) throw new Error('not in');
  const { sign, kem } = member;
  for (const space of spaces.slice(0, 1))
    await leader.write((act) =>
      planAdd(act, space, { id, class: 'persona', role: 'writer', sign, kem, until: null }, null),
    );
  await mother.refresh();
  expect(texts(mother, spaces[0] ?? randomBytes(16))).toContain('afterwards');
});
