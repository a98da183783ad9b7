/**
 * What a server may not pass off as over: each rule about events that are missing, alone.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { Replica } from '../space/replica.ts';
import { newcomer } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance, World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
/** The line of a second device of the leader's: honest until it is given lies. */
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  line = new LyingTransport(world.transport());
});

function device(): Peer {
  const { institution } = leader;
  return world.peer(institution, institution.self.id, institution.self.keys, line);
}

async function eventsOf(space: Bytes): Promise<Extract<LogItem, { kind: 'event' }>[]> {
  const { items } = await leader.session.call('space/log', { space, after: 0, limit: 1000 });
  return items.filter((item) => item.kind === 'event');
}

/** The log of the group, with something else in the place of what stands at `seq`. */
function instead(seq: number, lie: (item: Extract<LogItem, { kind: 'event' }>) => LogItem): void {
  line.lies = {
    'space/log': (request, honest) => {
      if (!equalBytes(request.space, group)) return honest;
      const items = honest.items.map((item) => (item.seq === seq && item.kind === 'event' ? lie(item) : item));
      return { ...honest, items };
    },
  };
}

test('a tombstone in the place of what still counts stops the space, whether it was to last or to end', async () => {
  await leader.say(group, utterance('short', world.day + 5));
  const events = await eventsOf(group);
  const honest = device();
  await honest.refresh();
  expect(stops(honest)).toEqual([]);
  for (const { seq } of events) {
    instead(seq, goneOf);
    const lied = device();
    await lied.refresh();
    expect(stops(lied)).toEqual([`false-tombstone ${toHex(group)}`]);
    // Everything else goes on.
    expect(texts(lied, spaceOf(lied, 'everyone'))).toEqual(['founded']);
  }
  expect(events).toHaveLength(2);
});

test('on its last day an event still counts, and the day after it may be missing', async () => {
  await leader.say(group, utterance('short', world.day + 1));
  const seq = (await eventsOf(group)).find((event) => event.expiry !== 0)?.seq ?? 0;
  instead(seq, goneOf);
  for (const [day, stopped] of [
    [1, [`false-tombstone ${toHex(group)}`]],
    [2, []],
  ] as const) {
    world.day = 20_000 + day;
    const reader = device();
    await reader.refresh();
    expect(stops(reader)).toEqual(stopped);
  }
});

test('a lasting event may be missing once its space has ended, though the tombstone stands before that in the log', async () => {
  const last = world.day + 1;
  await leader.write((act) => act.record(group, 'retire', () => ({ on: last })));
  const [event] = await eventsOf(group);
  instead(event?.seq ?? 0, goneOf);
  for (const [days, stopped] of [
    [0, 1],
    [1, 1],
    [2, 0],
  ] as const) {
    world.day = last - 1 + days;
    const reader = device();
    await reader.refresh();
    expect(stops(reader)).toHaveLength(stopped);
  }
});

test('a tombstone with a last day or hash of the server’s own breaks the chain that the next honest record names', async () => {
  const lies: ((item: Extract<LogItem, { kind: 'event' }>) => LogItem)[] = [
    (item) => ({ ...goneOf(item), expiry: world.day - 1 }),
    (item) => ({ ...goneOf(item), expiry: world.day - 1, hash: randomBytes(32) }),
  ];
  const [event] = await eventsOf(group);
  await leader.say(group, utterance('after'));
  for (const lie of lies) {
    instead(event?.seq ?? 0, lie);
    const lied = device();
    await lied.refresh();
    expect(texts(lied, group)).toEqual([]);
    expect(rejections(lied)).toEqual(['seen']);
  }
  await leader.write((act) => act.record(group, 'add', () => ({ member: newcomer(leader).entry('reader') })));
  const lied = device();
  await lied.refresh();
  expect(stops(lied)).toEqual([`seen ${toHex(group)}`]);
});

test('a tombstone stands behind a genesis, and in a log that is open as a whole', async () => {
  const [event] = await eventsOf(group);
  if (event === undefined) throw new Error('no event');
  const over = { ...goneOf(event), seq: 1, expiry: 1 };
  for (const access of ['full', 'control'] as const) {
    const replica = new Replica(group, access);
    expect(replica.take(over, leader.institution, leader.institution.logs, world.day)).toEqual({
      result: 'stopped',
      why: 'gap',
    });
  }
});
