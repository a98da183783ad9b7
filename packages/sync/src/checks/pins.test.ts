/**
 * A device that knows nothing but what the person's other devices have pinned: each check against a pin, alone. Honest first, then lying.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { mergePins, pinOf, type Pin } from '../space/pin.ts';
import { news } from '../space/pin-news.ts';
import { forge, join, newcomer, stateOf } from '../testing/forge.ts';
import { spaceOf, stops, texts, utterance, World } from '../testing/world.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  await leader.say(group, utterance('first'));
  line = new LyingTransport(world.transport());
});

const pinsOf = (peer: Peer): Pin[] => peer.institution.replicas.flatMap((replica) => pinOf(replica) ?? []);
const isGroup = (space: Bytes) => equalBytes(space, group);

/** A new device of the leader's. */
async function device(pins: readonly Pin[], lies: Lies = {}): Promise<Peer> {
  const { institution } = leader;
  const peer = world.peer(institution, institution.self.id, institution.self.keys, line);
  peer.institution.expect(pins);
  line.lies = lies;
  await peer.refresh();
  return peer;
}

const heads = (change: (head: SpaceHead) => SpaceHead): Lies => ({
  'space/list': (_request, honest) => ({
    ...honest,
    spaces: honest.spaces.map((head) => (isGroup(head.space) ? change(head) : head)),
  }),
});

const log = (change: (items: LogItem[]) => LogItem[]): Lies => ({
  'space/log': (request, honest) => (isGroup(request.space) ? { ...honest, items: change(honest.items) } : honest),
});

test('whoever is shown what the other device has seen, or more, reads on', async () => {
  const pins = pinsOf(leader);
  expect(stops(await device(pins))).toEqual([]);
  await leader.say(group, utterance('more'));
  const peer = await device(pins);
  expect(stops(peer)).toEqual([]);
  expect(texts(peer, group)).toEqual(['group', 'first', 'more']);
});

test('a log with fewer control records than were pinned stops', async () => {
  await leader.write((act) => act.rekey(group, [null]));
  const short: Lies = { ...heads((head) => ({ ...head, index: head.index - 1 })) };
  expect(stops(await device([], short))).toEqual([]);
  expect(stops(await device(pinsOf(leader), short))).toEqual([`rollback ${toHex(group)}`]);
});

test('a log with fewer events than were pinned stops', async () => {
  const short: Lies = {
    ...heads((head) => ({ ...head, seq: head.seq - 1 })),
    ...log((items) => items.slice(0, -1)),
  };
  const naive = await device([], short);
  expect(stops(naive)).toEqual([]);
  expect(texts(naive, group)).toEqual(['group']);
  const knowing = await device(pinsOf(leader), short);
  expect(stops(knowing)).toEqual([`rollback ${toHex(group)}`]);
  expect(stops(knowing)).toHaveLength(1);
});

test('the end of a log that is said to be there and not given stops', async () => {
  const short = log((items) => items.slice(0, -1));
  expect(stops(await device([], short))).toEqual([]);
  expect(stops(await device(pinsOf(leader), short))).toEqual([`withheld ${toHex(group)}`]);
});

test('the newest control record that is said to be there and not given stops', async () => {
  await leader.write((act) => act.rekey(group, [null]));
  const short = log((items) => items.slice(0, -1));
  const pins = pinsOf(leader).map((pin) => (isGroup(pin.space) ? { ...pin, seen: null } : pin));
  expect(stops(await device(pins))).toEqual([]);
  expect(stops(await device([], short))).toEqual([]);
  expect(stops(await device(pins, short))).toEqual([`withheld ${toHex(group)}`]);
});

test('of a space that has stopped nothing is pinned', async () => {
  const peer = await device([]);
  expect(pinsOf(peer).some(({ space }) => isGroup(space))).toBe(true);
  peer.institution.replica(group)?.stop('rollback');
  expect(pinsOf(peer).some(({ space }) => isGroup(space))).toBe(false);
});

test('another control record in the pinned place is another log', async () => {
  const admit = () => forge(leader, group, 'add', { member: newcomer(leader).entry('reader') });
  const [one, other] = [admit(), admit()];
  await leader.append({
    parts: [{ space: group, index: stateOf(leader, group).hashes.length, items: [{ kind: 'control', record: one }] }],
  });
  const pins = pinsOf(leader).map((pin) => (isGroup(pin.space) ? { ...pin, seen: null } : pin));
  const swapped = log((items) =>
    items.map((item) => (item.kind === 'control' && equalBytes(item.record, one) ? { ...item, record: other } : item)),
  );
  expect(stops(await device(pins))).toEqual([]);
  expect(stops(await device([], swapped))).toEqual([]);
  const peer = await device(pins, swapped);
  expect(stops(peer)).toEqual([`fork ${toHex(group)}`]);
  expect(peer.institution.replica(group)?.offered).toMatchObject({ kind: 'control', record: other });
});

test('another event in the pinned place is another log', async () => {
  const expiry = world.day + 1;
  await leader.say(group, utterance('short', expiry));
  const pins = pinsOf(leader);
  world.day += 2;
  const swapped = log((items) =>
    items.map((item) =>
      item.kind === 'event' && item.expiry === expiry ? { ...goneOf(item), hash: new Uint8Array(32) } : item,
    ),
  );
  expect(stops(await device(pins))).toEqual([]);
  // What is over is believed to have been anything, until an honest record names the chain.
  expect(stops(await device([], swapped))).toEqual([]);
  expect(stops(await device(pins, swapped))).toEqual([`fork ${toHex(group)}`]);
});

test('a pin that comes when more has been read is compared with what was read', async () => {
  const peer = await device([]);
  const pins = pinsOf(peer);
  peer.institution.expect(pins);
  expect(stops(peer)).toEqual([]);
  peer.institution.expect(pins.map((pin) => (isGroup(pin.space) ? { ...pin, hash: new Uint8Array(32) } : pin)));
  expect(stops(peer)).toEqual([`fork ${toHex(group)}`]);
});

test('whoever was taken out of a space meanwhile is not told that it is withheld', async () => {
  const { who, peer } = await join(world, leader, group, 'writer');
  await leader.prepare(group, 0);
  await peer.refresh();
  const pins = pinsOf(peer);
  await leader.write((act) => act.record(group, 'remove', () => ({ member: who.id })));
  const anew = world.peer(leader.institution, who.id, who.keys);
  anew.institution.expect(pins);
  await expect(anew.refresh()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(stops(anew)).toEqual([]);
});

test('a space that was hidden for a while goes on from where it was, or stops', async () => {
  const hidden: Lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.filter(({ space }) => !isGroup(space)),
    }),
  };
  const shownAgain = async (lies: Lies): Promise<Peer> => {
    const peer = await device([]);
    line.lies = hidden;
    await peer.refresh();
    expect(await peer.dropLeft()).toBe(true);
    expect(peer.institution.replica(group)).toBeUndefined();
    line.lies = lies;
    await peer.refresh();
    return peer;
  };
  const honest = await shownAgain({});
  expect(stops(honest)).toEqual([]);
  expect(texts(honest, group)).toEqual(['group', 'first']);
  const earlier = heads((head) => ({ ...head, seq: head.seq - 1 }));
  expect(stops(await shownAgain(earlier))).toEqual([`rollback ${toHex(group)}`]);
});

test('whoever has left a team still reads its control log, and nothing more is expected of it', async () => {
  const { who, peer } = await join(world, leader, spaceOf(leader, 'team'), 'writer');
  await leader.write((act) => act.record(group, 'add', () => ({ member: who.entry('reader') })));
  await peer.refresh();
  const team = spaceOf(leader, 'team');
  const pins = pinsOf(peer);
  expect(pins.find((pin) => equalBytes(pin.space, team))?.seen).not.toBeNull();
  await leader.write((act) => act.record(team, 'remove', () => ({ member: who.id })));
  const anew = world.peer(leader.institution, who.id, who.keys);
  anew.institution.expect(pins);
  await anew.refresh();
  expect(anew.institution.replica(team)?.access).toBe('control');
  expect(stops(anew)).toEqual([]);
});

const word = (value: number) => new Uint8Array(32).fill(value);

test('pins only ever grow, each part for itself', () => {
  const [a, b] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  const old: Pin[] = [{ space: a, index: 5, hash: word(5), seen: { seq: 9, chain: word(9) } }];
  const fresh: Pin[] = [
    { space: b, index: 1, hash: word(1), seen: null },
    { space: a, index: 4, hash: word(4), seen: { seq: 11, chain: word(11) } },
  ];
  const merged = mergePins(old, fresh);
  expect(merged).toEqual([
    { space: b, index: 1, hash: word(1), seen: null },
    { space: a, index: 5, hash: word(5), seen: { seq: 11, chain: word(11) } },
  ]);
  expect(mergePins(merged, old)).toEqual([merged[1], merged[0]]);
  expect(news(old, merged)).toBe('control');
  expect(
    news(merged, mergePins(merged, [{ space: a, index: 5, hash: word(5), seen: { seq: 12, chain: word(12) } }])),
  ).toBe('events');
  expect(news(merged, mergePins(merged, old))).toBe('none');
});
