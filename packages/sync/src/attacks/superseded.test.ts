/**
 * Keys whose place others have taken go when these were confirmed; a member who confirms, or makes, garbage locks nobody out by it.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { AppendItem } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { confirmedDays, supersededDays } from '@obhut/protocol/confirming.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { mend } from '../engine/mend.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer, stateOf, type Newcomer } from '../testing/forge.ts';
import { scene } from '../testing/scene.ts';
import { eventsIn, Thief } from '../testing/thief.ts';
import { spaceOf, stops, texts, utterance, type World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let team: Bytes;
let thief: Newcomer;
let liar: Peer;
let honest: Newcomer;
let colleague: Peer;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group } = await scene());
  team = spaceOf(leader, 'team');
  [thief, liar] = await joins();
  [honest, colleague] = await joins();
  await leader.refresh();
});

async function joins(): Promise<[Newcomer, Peer]> {
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, team, who.entry('writer'), who.keys.kem));
  return [who, await device(who)];
}

/** One that has nothing but its keys. */
async function device(who: { id: Bytes; keys: Newcomer['keys'] }, line = world.transport()): Promise<Peer> {
  const peer = world.peer(leader.institution, who.id, who.keys, line);
  await peer.refresh();
  return peer;
}

const held = (space: Bytes) => {
  const { boxes = [], entries = [] } =
    world.server.stolen(leader.institution.id).spaces.get(toHex(space))?.beside ?? {};
  const newest = currentEpoch(stateOf(leader, space))?.epoch ?? 0;
  return [...boxes, ...entries].filter(({ epoch }) => epoch < newest).length;
};

function later(days: number): void {
  world.day += days;
  world.server.shred();
}

/** A new epoch in which everything of the named kind that lies beside the log is garbage. */
async function rekeysWithGarbage(by: Peer, space: Bytes, kind: 'box' | 'entry' | 'seed'): Promise<void> {
  await by.write((act) => {
    act.rekey(space, [null]);
    const known = new Set(act.state(space).buckets.keys());
    const isSpoilt = (item: AppendItem) =>
      item.kind === 'entry' ? (known.has(toHex(item.bucket)) ? kind === 'entry' : kind === 'seed') : item.kind === kind;
    for (const { items } of act.request.parts)
      for (const item of items)
        if ((item.kind === 'box' || item.kind === 'entry') && isSpoilt(item))
          item.bytes = randomBytes(item.bytes.length);
  });
  await leader.refresh();
}

const confirms = (by: Peer, space: Bytes) =>
  by.session.call('key/confirm', { places: [{ space, epoch: currentEpoch(stateOf(leader, space))?.epoch ?? 0 }] });

for (const kind of ['box', 'entry', 'seed'] as const)
  test(`a device of the staff confirms no epoch whose ${kind} is garbage, and the old keys stay`, async () => {
    const said: Bytes[] = [];
    const line = new LyingTransport(world.transport());
    line.lies = {
      'key/confirm': ({ places }, answer) => {
        said.push(...places.map(({ space }) => space));
        return answer;
      },
    };
    const peer = await device(honest, line);
    // The group stays boxed to the team's epoch before, whose seed is what the team's keyring carries.
    await rekeysWithGarbage(liar, team, kind);
    await peer.refresh();
    await peer.mendKeys();
    expect(said.map(toHex)).not.toContain(toHex(team));
    later(confirmedDays);
    expect(held(team)).toBeGreaterThan(0);
  });

test('an honest epoch is confirmed once, by each device of the staff, and by no guardian', async () => {
  const calls: string[] = [];
  const line = new LyingTransport(world.transport());
  line.lies = {
    'key/confirm': ({ places }, answer) => {
      calls.push(...places.map(({ space }) => toHex(space)));
      return answer;
    },
  };
  const peer = await device(honest, line);
  await leader.write((act) => act.rekey(group, [null]));
  await peer.refresh();
  await peer.mendKeys();
  await peer.mendKeys();
  expect(calls).toEqual([toHex(group)]);
  const guardian = await world.guardian(leader, [group]);
  await leader.refresh();
  await leader.write((act) => act.rekey(group, [null]));
  await guardian.refresh();
  await guardian.mendKeys();
  later(confirmedDays);
  expect(held(group)).toBeGreaterThan(0);
});

test('a member makes garbage and confirms it: their own word does not count, and a new device goes by the old keyring', async () => {
  await rekeysWithGarbage(liar, group, 'entry');
  await confirms(liar, group);
  later(confirmedDays);
  expect(held(group)).toBeGreaterThan(0);
  const fresh = await device(honest);
  expect(texts(fresh, group)).toEqual(['group', 'before']);
  expect(stops(fresh)).toEqual([]);
});

test('two of them confirm each other’s garbage: whoever misses something says so, and nothing goes until it is there', async () => {
  const [, accomplice] = await joins();
  await leader.refresh();
  await rekeysWithGarbage(liar, group, 'entry');
  await confirms(accomplice, group);
  // A device of the honest one, without anything kept; the old keyring is withheld too, so that it misses what lies there.
  const line = new LyingTransport(world.transport());
  const newest = currentEpoch(stateOf(leader, group))?.epoch ?? 0;
  const isOld = ({ space, epoch }: { space: Bytes; epoch: number }) => equalBytes(space, group) && epoch < newest;
  line.lies = {
    'space/boxes': (place, answer) => (isOld(place) ? { boxes: [] } : answer),
    'space/entries': (place, answer) => (isOld(place) ? { entries: [] } : answer),
  };
  const fresh = await device(honest, line);
  expect(texts(fresh, group)).toEqual([]);
  await fresh.mendKeys();
  later(confirmedDays);
  expect(held(group)).toBeGreaterThan(0);
  // The leader's device has the keys and supplies them. The bucket that the liar alone knows is missed on, until there is an honest epoch.
  await leader.mendKeys();
  await fresh.refresh();
  expect(texts(fresh, group)).toEqual(['group', 'before']);
  await fresh.mendKeys();
  later(1);
  expect(held(group)).toBeGreaterThan(0);
  await leader.write((act) => act.rekey(group, [null]));
  await confirms(colleague, group);
  later(confirmedDays);
  expect(held(group)).toBe(0);
  expect(texts(await device(honest), group)).toEqual(['group', 'before']);
});

test('their garbage is there, and nobody was: on the 35th day the old keys go; whoever has kept theirs makes it good', async () => {
  await colleague.refresh();
  await rekeysWithGarbage(liar, group, 'entry');
  later(supersededDays);
  expect(held(group)).toBe(0);
  await leader.refresh();
  await leader.write((act) => act.rekey(group, [null]));
  await mend(leader, world.day, () => undefined);
  const fresh = await device(honest);
  expect(texts(fresh, group)).toEqual(['group', 'before']);
});

test('after that, the keys of whoever was removed and everything on the server open nothing at all, of before neither', async () => {
  const loot = { kems: [{ member: thief.id, kem: thief.keys.kem }], epochs: [], buckets: [] };
  const opens = () => {
    const server = world.server.stolen(leader.institution.id);
    const spaces = [group, team].flatMap((space) => eventsIn(server, space).map((event) => ({ space, event })));
    expect(spaces.length).toBeGreaterThan(2);
    const robber = new Thief(server, loot);
    return spaces.filter(({ space, event }) => robber.opens(space, event)).length;
  };
  await leader.say(team, utterance('among the team'));
  await leader.write((act) => {
    act.record(team, 'remove', () => ({ member: thief.id }));
    act.rekey(team, [null]);
  });
  await mend(leader, world.day, () => undefined);
  await leader.say(group, utterance('after'));
  // The device is gone, the persona's keys are not: the old boxes lie there for them.
  expect(opens()).toBeGreaterThan(0);
  await colleague.refresh();
  await colleague.mendKeys();
  later(confirmedDays);
  expect(opens()).toBe(0);
  for (const who of [honest, leader.institution.self]) {
    const fresh = await device(who);
    expect(texts(fresh, group)).toEqual(['group', 'before', 'after']);
    expect(texts(fresh, team)).toContain('among the team');
    expect(stops(fresh)).toEqual([]);
  }
});
