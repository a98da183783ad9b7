/**
 * What happens to everybody's spaces when somebody leaves, is expelled or comes back: on one device, on two, and broken off in between.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { activeMembers, currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { spaceEntry } from './authoring/entries.ts';
import { mend, spacesToMend, type Progress } from './engine/mend.ts';
import type { Peer } from './engine/peer.ts';
import { Persons } from './engine/persons.ts';
import { planAdd } from './plans/add.ts';
import { memberNamed, planReplace, spacesToReplaceIn } from './plans/replace.ts';
import { newcomer, stateOf } from './testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance, World } from './testing/world.ts';

let world: World;
let leader: Peer;
let team: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  team = spaceOf(leader, 'team');
});

async function teacher(): Promise<Peer> {
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, team, who.entry('writer'), who.keys.kem));
  const peer = world.peer(leader.institution, who.id, who.keys);
  await peer.refresh();
  return peer;
}

/** As many spaces as a big institution has for its wards, each led by leadership and the team. */
async function wards(count: number): Promise<Bytes[]> {
  const { leadership } = leader.institution;
  const { result } = await leader.write((act) =>
    Array.from({ length: count }, () => {
      const ward = act.genesis('ward', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
      act.rekey(ward, [null]);
      return ward;
    }),
  );
  return result;
}

async function leave(who: Peer): Promise<void> {
  await leader.write((act) => {
    act.record(team, 'remove', () => ({ member: who.institution.self.id }));
    act.rekey(team, [null]);
  });
}

const epochs = (peer: Peer, spaces: readonly Bytes[]) =>
  spaces.map((space) => currentEpoch(stateOf(peer, space))?.epoch);

test('a teacher leaves: what the team is in is rekeyed, and progress goes from nothing to all', async () => {
  const spaces = await wards(40);
  const left = await teacher();
  await leave(left);
  const everywhere = spaces.length + 1;
  expect(spacesToMend(leader, world.day)).toBe(everywhere);
  const reports: Progress[] = [];
  await mend(leader, world.day, (progress) => reports.push(progress));
  expect(spacesToMend(leader, world.day)).toBe(0);
  expect(reports[0]).toEqual({ done: 0, total: everywhere });
  expect(reports.at(-1)).toEqual({ done: everywhere, total: everywhere });
  expect(epochs(leader, spaces)).toEqual(spaces.map(() => 2));
  const [ward] = spaces;
  if (ward === undefined) throw new Error('no ward');
  await leader.say(ward, utterance('after they left'));
  expect(left.institution.replica(ward)?.keys.epoch(2)).toBeNull();
});

test('broken off in the middle, another device goes on where the first stopped', async () => {
  const spaces = await wards(40);
  const [left, colleague] = [await teacher(), await teacher()];
  await leave(left);
  await expect(
    mend(leader, world.day, ({ done }) => {
      if (done > 0) throw new Error('the tab was closed');
    }),
  ).rejects.toThrow('the tab was closed');
  const before = spacesToMend(leader, world.day);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(spaces.length);
  await colleague.refresh();
  expect(spacesToMend(colleague, world.day)).toBe(before);
  await mend(colleague, world.day, () => undefined);
  await leader.refresh();
  expect(epochs(leader, spaces)).toEqual(spaces.map(() => 2));
});

test('two devices that mend at the same time do it once', async () => {
  const spaces = await wards(10);
  const [left, colleague] = [await teacher(), await teacher()];
  await leave(left);
  await colleague.refresh();
  await Promise.all([leader, colleague].map((peer) => mend(peer, world.day, () => undefined)));
  await leader.refresh();
  expect(epochs(leader, spaces)).toEqual(spaces.map(() => 2));
  expect([...stops(leader), ...stops(colleague), ...rejections(leader)]).toEqual([]);
});

test('whoever is expelled is out of everything that they were in, and nothing else is touched', async () => {
  const [bears, hedgehogs] = [await world.group(leader), await world.group(leader)];
  const mother = await world.guardian(leader, [bears]);
  const father = await world.guardian(leader, [hedgehogs]);
  await leader.refresh();
  for (const space of [bears, hedgehogs]) await leader.prepare(space, 0);
  const [before] = epochs(leader, [hedgehogs]);
  const { self, leadership } = { self: mother.institution.self, leadership: leader.institution.leadership };
  await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: self.id })));
  await mend(leader, world.day, () => undefined);
  const isIn = (space: Bytes) =>
    activeMembers(stateOf(leader, space), world.day).some(({ id }) => toHex(id) === toHex(self.id));
  expect([bears, spaceOf(leader, 'everyone'), spaceOf(mother, 'mailbox')].map(isIn)).toEqual([false, false, false]);
  expect(epochs(leader, [hedgehogs])).toEqual([before]);
  await leader.say(bears, utterance('after'));
  await father.refresh();
  expect(await father.say(spaceOf(father, 'mailbox'), utterance('still here'))).toBe(true);
});

test('whoever comes back by a new letter is who they were, wherever they were', async () => {
  const group = await world.group(leader);
  const before = await world.guardian(leader, [group]);
  const mailbox = spaceOf(before, 'mailbox');
  await before.say(mailbox, utterance('from the old phone'));
  const again = await world.guardian(leader, [group]);
  await leader.refresh();
  const [old, next] = [before.institution.self.id, again.institution.self.id];
  const spaces = spacesToReplaceIn(leader.institution, old, world.day);
  expect(spaces).toHaveLength(3);
  const person = memberNamed(leader.institution, next, world.day);
  if (person === null) throw new Error('not in');
  for (const space of spaces) await leader.prepare(space, 0);
  await leader.write((act) => planReplace(act, spaces, old, person));
  expect(spacesToReplaceIn(leader.institution, old, world.day)).toEqual([]);
  for (const space of spaces)
    expect(staleness(stateOf(leader, space), leader.institution.logs, world.day)).toBe('fresh');
  expect(Persons.of(leader.institution).of(toHex(next))).toBe(toHex(old));
  await again.refresh();
  expect(texts(again, mailbox)).toEqual(['letter', 'from the old phone']);
  expect(await again.say(mailbox, utterance('from the new one'))).toBe(true);
  await leader.refresh();
  expect(texts(leader, mailbox)).toEqual(['letter', 'from the old phone', 'from the new one']);
  expect((await before.session.call('space/list', {})).spaces).toEqual([]);
  expect([...stops(again), ...rejections(again), ...stops(leader), ...rejections(leader)]).toEqual([]);
});
