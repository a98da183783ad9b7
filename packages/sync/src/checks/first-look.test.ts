/**
 * A first look at the newest (docs/decisions/0058): what it shows, and that nothing is shown, and the space stops, where the server lies. Honest first,
 * then lying.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sealUtterance } from '../authoring/seal-event.ts';
import { firstLook, type FirstLook, type Limits } from '../engine/first-look.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { pinOf, type Pin } from '../space/pin.ts';
import { forge, newcomer, stateOf } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, textsOf, utterance, World } from '../testing/world.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';

const all: Limits = { mostItems: 6000, worthIt: 1 };

let world: World;
let leader: Peer;
let group: Bytes;
let line: LyingTransport;

beforeAll(cryptoReady);
/** Two words, new keys, and forty days later two more: these are the newest. */
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  for (const text of ['old', 'older']) await leader.say(group, utterance(text));
  await leader.write((act) => act.rekey(group, [null]));
  world.day += 40;
  for (const text of ['new', 'newer']) await leader.say(group, utterance(text));
  line = new LyingTransport(world.transport());
});

const isGroup = (space: Bytes) => equalBytes(space, group);
const replicaOf = (peer: Peer) => {
  const replica = peer.institution.replica(group);
  if (replica === undefined) throw new Error('not read');
  return replica;
};

/** A new device of the leader's. */
function device(lies: Lies = {}): Peer {
  const { institution } = leader;
  line.lies = lies;
  return world.peer(institution, institution.self.id, institution.self.keys, line);
}

/** All of them by somebody who has seen the head, or says something else. */
async function sayAt(words: readonly string[], seen = replicaOf(leader).seen): Promise<void> {
  const { institution } = leader;
  const { state, keys } = replicaOf(leader);
  if (state === null || seen === null) throw new Error('not read');
  const items = words.map((text) =>
    sealUtterance(institution, state, institution.logs, (id) => keys.bucket(id), seen, utterance(text), world.day),
  );
  await leader.append({ parts: [{ space: group, index: state.hashes.length, items }] });
}

const look = ({ institution, session }: Peer, limits = all): Promise<FirstLook | null> =>
  firstLook({ institution, session, today: world.day, limits });

/** What it shows of the group. */
function shown(seen: FirstLook | null): string[] {
  return textsOf(seen?.shown.find(({ space }) => isGroup(space)));
}

const log = (change: (items: LogItem[]) => LogItem[]): Lies => ({
  'space/log': (request, honest) => (isGroup(request.space) ? { ...honest, items: change(honest.items) } : honest),
});
const heads = (change: (head: SpaceHead) => SpaceHead): Lies => ({
  'space/list': (_request, honest) => ({
    ...honest,
    spaces: honest.spaces.map((head) => (isGroup(head.space) ? change(head) : head)),
  }),
});
const chain = (change: (honest: Bytes) => Bytes): Lies => ({
  'space/chain': (request, honest) => (isGroup(request.space) ? { chain: change(honest.chain) } : honest),
});
const alone = (change: (record: Bytes, index: number) => Bytes, isIt = isGroup): Lies => ({
  'feed/read': (_request, honest) => ({
    ...honest,
    items: honest.items.map(({ item, ...place }) =>
      item.kind === 'control' && isIt(place.space)
        ? { ...place, item: { ...item, record: change(item.record, item.index) } }
        : { ...place, item },
    ),
  }),
});

test('shows what is new; then everything is read, and goes through it', async () => {
  const peer = device();
  const seen = await look(peer);
  expect(shown(seen)).toEqual(['new', 'newer']);
  expect(peer.institution.replicas).toEqual([]);
  expect(peer.institution.ahead(group)).toEqual(pinOf(replicaOf(leader)));
  await peer.refresh();
  expect([...stops(peer), ...rejections(peer)]).toEqual([]);
  expect(texts(peer, group)).toEqual(['group', 'old', 'older', 'new', 'newer']);
  expect(peer.institution.pinsAhead).toEqual([]);
});

test('of somebody who is in the group by its team, and of a guardian, the same', async () => {
  const guardian = await world.guardian(leader, [group]);
  await leader.refresh();
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, spaceOf(leader, 'team'), who.entry('writer'), who.keys.kem));
  const { id, keys } = guardian.institution.self;
  for (const own of [{ id, keys }, who]) {
    const peer = world.peer(leader.institution, own.id, own.keys);
    expect(shown(await look(peer))).toEqual(['new', 'newer']);
    await peer.refresh();
    expect(stops(peer)).toEqual([]);
  }
});

test('there is none where there is little to read, or something is known', async () => {
  expect(await look(device(), { ...all, worthIt: 1000 })).toBeNull();
  expect(await look(leader)).toBeNull();
});

test('of a long month the end is shown, whose author had seen what lies before it', async () => {
  await sayAt(['one', 'two']);
  expect(shown(await look(device(), { ...all, mostItems: 2 }))).toEqual(['one', 'two']);
  const peer = device();
  // Of what stands there, the author of the last had seen the beginning not so far.
  expect(shown(await look(peer, { ...all, mostItems: 1 }))).toEqual([]);
  expect(stops(await read(peer))).toEqual([]);
  expect(texts(peer, group).slice(-2)).toEqual(['one', 'two']);
});

test('what was deleted is not shown, wherever it stood', async () => {
  const { seq } = replicaOf(leader);
  for (const named of [3, seq]) {
    const target = replicaOf(leader).facts.find(({ fact }) => fact.seq === named);
    const body = { seq: named, event: target?.fact.id ?? '', blobs: [] };
    const deletion = { ...utterance(''), id: deletionId(group, named), type: 'event/deleted@1', body };
    expect(await leader.say(group, deletion)).toBe(true);
    await leader.session.call('event/delete', { space: group, seq: named, blobs: [] });
  }
  const peer = device();
  expect(shown(await look(peer))).toEqual(['new']);
  expect(stops(await read(peer))).toEqual([]);
});

test('a chain given falsely: nothing is shown, and the space stops', async () => {
  expect(shown(await look(device(chain((honest) => honest))))).toEqual(['new', 'newer']);
  const peer = device(chain(() => randomBytes(32)));
  expect(shown(await look(peer))).toEqual([]);
  expect(stops(await read(peer))).toEqual([`fork ${toHex(group)}`]);
});

test('a chain given falsely, which a record contradicts: nothing is shown', async () => {
  await leader.write((act) => act.rekey(group, [null]));
  await leader.say(group, utterance('newest'));
  expect(shown(await look(device(chain((honest) => honest))))).toEqual(['new', 'newer', 'newest']);
  const seen = await look(device(chain(() => randomBytes(32))));
  expect(seen?.shown.filter(({ space }) => isGroup(space))).toEqual([]);
});

test('a beginning that leads elsewhere stops the space', async () => {
  const { seq } = replicaOf(leader);
  const swapped = log((items) => items.map((item) => (item.seq === seq - 1 ? forgedOf(item) : item)));
  expect(stops(await read(device(swapped)))).toEqual([]);
  const peer = device();
  expect(shown(await look(peer, { ...all, mostItems: 1 }))).toEqual(['newer']);
  line.lies = swapped;
  expect(stops(await read(peer))).toEqual([`fork ${toHex(group)}`]);
});

test('a beginning that is never given, or said not to be there, stops the space', async () => {
  const [held, shorter] = [log((items) => items.filter(({ seq }) => seq < 4)), heads((head) => ({ ...head, seq: 3 }))];
  expect(stops(await read(device(held)))).toEqual([]);
  for (const [lies, why] of [
    [held, 'withheld'],
    [{ ...held, ...shorter }, 'rollback'],
  ] as const) {
    const peer = device();
    await look(peer);
    line.lies = lies;
    expect(stops(await read(peer))).toEqual([`${why} ${toHex(group)}`]);
  }
});

test('control records that are others alone than in the log: nothing is shown', async () => {
  const who = newcomer(leader);
  const other = forge(leader, group, 'add', { member: who.entry('writer') });
  expect(shown(await look(device(alone((record) => record))))).toEqual(['new', 'newer']);
  const [garbage, first] = [randomBytes(100), [0, 1]];
  for (const [instead, indexes] of [
    [other, [...first, 2]],
    [garbage, first],
  ] as const) {
    for (const index of indexes) {
      const peer = device(alone((record, at) => (at === index ? instead : record)));
      expect(shown(await look(peer))).toEqual([]);
      await peer.refresh();
      expect(stops(peer)).toEqual([]);
    }
  }
});

test('a team’s log that was another alone stops it', async () => {
  const team = spaceOf(leader, 'team');
  const admit = () =>
    forge(leader, team, 'add', { member: newcomer(leader).entry('reader') }, { common: { day: world.day } });
  const [one, other, index] = [admit(), admit(), stateOf(leader, team).hashes.length];
  await leader.append({ parts: [{ space: team, index, items: [{ kind: 'control', record: one }] }] });
  const peer = device(
    alone(
      (record, at) => (at === index ? other : record),
      (space) => equalBytes(space, team),
    ),
  );
  expect(shown(await look(peer))).toEqual(['new', 'newer']);
  line.lies = {};
  expect(stops(await read(peer))).toEqual([`fork ${toHex(team)}`]);
});

test('records left out, or a log that has a hole: nothing is shown', async () => {
  const without: Lies = {
    'feed/read': (_request, honest) => ({
      ...honest,
      items: honest.items.filter(({ item, space }) => !isGroup(space) || item.seq !== 2),
    }),
  };
  expect(shown(await look(device(without)))).toEqual([]);
  await leader.say(group, utterance('newest'));
  const hole = replicaOf(leader).seq - 1;
  expect(shown(await look(device(log((items) => items.filter(({ seq }) => seq !== hole)))))).toEqual([]);
});

test('a leadership that is another’s: there is none', async () => {
  const other = await new World().found();
  const { institution } = leader;
  const peer = world.peer(
    { id: other.institution.id, leadership: institution.leadership },
    institution.self.id,
    institution.self.keys,
    line,
  );
  const asked = { institution: peer.institution, session: leader.session, today: world.day, limits: all };
  expect(await firstLook({ ...asked, institution: device().institution })).not.toBeNull();
  expect(await firstLook(asked)).toBeNull();
});

test('what a member says falsely to have seen is not shown; the rest is, and nothing stops', async () => {
  await sayAt(['false'], { seq: replicaOf(leader).seq, chain: randomBytes(32) });
  await leader.say(group, utterance('newest'));
  const peer = device();
  expect(shown(await look(peer))).toEqual(['new', 'newer', 'newest']);
  await peer.refresh();
  expect([...stops(peer), ...rejections(peer)]).toEqual(['seen']);
});

test('what was said before and is given again at the end is not shown, and counts once', async () => {
  await leader.say(group, utterance('again'));
  await leader.say(group, utterance('last'));
  const { seq } = replicaOf(leader);
  const { items } = await leader.session.call('space/log', { space: group, after: seq - 2, limit: 1 });
  const repeated = items.map((item) => ({ ...item, seq: seq + 1 }));
  const again = { ...heads((head) => ({ ...head, seq: seq + 1 })), ...log((honest) => [...honest, ...repeated]) };
  const peer = device(again);
  expect(shown(await look(peer, { ...all, mostItems: 2 }))).toEqual(['last']);
  expect(stops(await read(peer))).toEqual([]);
  expect(texts(peer, group).filter((text) => text === 'again')).toHaveLength(1);
});

test('one’s own pins hold: what contradicts them, or ends before them, is not shown', async () => {
  const pin = pinOf(replicaOf(leader));
  if (pin?.seen == null) throw new Error('not pinned');
  const pinned = (change: Partial<Pin>, lies: Lies = {}): Peer => {
    const peer = device(lies);
    peer.institution.expect([{ ...pin, ...change }]);
    return peer;
  };
  expect(shown(await look(pinned({})))).toEqual(['new', 'newer']);
  expect(shown(await look(pinned({ seen: { ...pin.seen, chain: randomBytes(32) } })))).toEqual([]);
  expect(shown(await look(pinned({ hash: randomBytes(32) })))).toEqual([]);
  const short = { ...heads((head) => ({ ...head, seq: head.seq - 1 })), ...log((items) => items.slice(0, -1)) };
  expect(shown(await look(device(short)))).toEqual(['new']);
  expect(shown(await look(pinned({}, short)))).toEqual([]);
});

async function read(peer: Peer): Promise<Peer> {
  await peer.refresh();
  return peer;
}

/** Other bytes of the same author. */
function forgedOf(item: LogItem): LogItem {
  return item.kind === 'event' ? { ...item, bytes: randomBytes(item.bytes.length) } : item;
}
