/**
 * A server that lies about what was written: it hides, goes back, reorders, repeats, delays, and shows two histories (protocol.md, section 11).
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { forge, join, newcomer, stateOf } from '../testing/forge.ts';
import { asItem, injecting, newestEvent, scene } from '../testing/scene.ts';
import { rejections, spaceOf, stops, texts, utterance, type World } from '../testing/world.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let guardian: Peer;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
});

const isGroup = (space: Bytes) => equalBytes(space, group);

/** The space as it was when it had `seq` items and `index` control records. */
function frozen(seq: number, index: number): Lies {
  return {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => (isGroup(head.space) ? { ...head, seq, index } : head)),
    }),
    'space/log': (request, honest) =>
      isGroup(request.space) ? { items: honest.items.filter((item) => item.seq <= seq), more: false } : honest,
  };
}

function standing(peer: Peer): { seq: number; index: number } {
  return { seq: peer.institution.replica(group)?.seq ?? 0, index: stateOf(peer, group).hashes.length };
}

test('a removal that is hidden: what its author says next shows it', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await guardian.refresh();
  const { seq, index } = standing(guardian);
  await leader.write((act) => act.record(group, 'remove', () => ({ member: who.id })));
  await leader.say(group, utterance('after the removal'));
  line.lies = frozen(seq, index);
  await guardian.refresh();
  expect(stops(guardian)).toEqual([]);
  // Whatever comes after what was hidden does not follow on what the reader has.
  const event = await newestEvent(leader, group);
  line.lies = {
    ...frozen(seq + 1, index),
    'space/log': (request, honest) =>
      isGroup(request.space) ? { items: [{ ...event, seq: seq + 1 }], more: false } : honest,
  };
  await guardian.refresh();
  expect(stops(guardian)).toEqual([`control-hash ${toHex(group)}`]);
  expect(texts(guardian, group)).not.toContain('after the removal');
});

test('a removal that is hidden from whoever writes: the server cannot take what they write without showing it', async () => {
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, group, who.entry('writer'), who.keys.kem));
  await leader.prepare(group, 0);
  const writer = { who, peer: world.peer(leader.institution, who.id, who.keys) };
  await writer.peer.refresh();
  expect(await writer.peer.say(group, utterance('honestly'))).toBe(true);
  const { seq, index } = standing(writer.peer);
  await leader.refresh();
  await leader.write((act) => {
    act.record(group, 'remove', () => ({ member: guardian.institution.self.id }));
    act.rekey(group, [null]);
  });
  const deaf = new LyingTransport(world.transport());
  const peer = world.peer(leader.institution, writer.who.id, writer.who.keys, deaf);
  deaf.lies = frozen(seq, index);
  await peer.refresh();
  await expect(peer.say(group, utterance('to the epoch of before'))).rejects.toMatchObject({ code: 'conflict' });
  deaf.lies = {};
  await peer.refresh();
  expect(await peer.say(group, utterance('once it is seen'))).toBe(true);
  await leader.refresh();
  expect(texts(leader, group)).not.toContain('to the epoch of before');
});

test('an expulsion that is hidden in leadership’s log stops nobody from rekeying, and shows with the next head', async () => {
  const { who } = await join(world, leader, group, 'reader');
  await guardian.refresh();
  const { leadership } = leader.institution;
  await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: who.id })));
  await mend(leader, world.day, () => undefined);
  const known = stateOf(guardian, leadership).hashes.length;
  line.lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => (equalBytes(head.space, leadership) ? { ...head, index: known } : head)),
    }),
    'space/log': (request, honest) => (equalBytes(request.space, leadership) ? { items: [], more: false } : honest),
  };
  await guardian.refresh();
  // The rekey of the group names the head that is withheld.
  expect(stops(guardian)).toContain(`withheld ${toHex(group)}`);
  const honest = world.peer(leader.institution, guardian.institution.self.id, guardian.institution.self.keys);
  await honest.refresh();
  expect(stops(honest)).toEqual([]);
  expect(activeMembers(stateOf(honest, group), world.day).some(({ id }) => equalBytes(id, who.id))).toBe(false);
});

test('an old log: a device that has seen more notices, one that has seen nothing sees an old state and no more', async () => {
  const { seq, index } = standing(guardian);
  await leader.say(group, utterance('newer'));
  await guardian.refresh();
  expect(texts(guardian, group)).toContain('newer');
  line.lies = frozen(seq, index);
  await guardian.refresh();
  expect(stops(guardian)).toEqual([`rollback ${toHex(group)}`]);
});

const isEvent = (item: LogItem) => item.kind === 'event';
const lastTwo = (items: LogItem[]) => items.slice(-2);
const renumbered = (items: LogItem[]) => items.map((item, at) => ({ ...item, seq: at + 1 }));

test('items that are reordered, dropped or repeated stop the space', async () => {
  const honest = async () => {
    const { items } = await leader.session.call('space/log', { space: group, after: 0, limit: 1000 });
    return items;
  };
  const read = async (change: (items: LogItem[]) => LogItem[]): Promise<string[]> => {
    const { id, keys } = leader.institution.self;
    const changed = change(await honest());
    const lying = new LyingTransport(world.transport());
    lying.lies = {
      'space/log': (request, answer) =>
        isGroup(request.space) ? { items: changed.filter((_, at) => at >= request.after), more: false } : answer,
    };
    const device = world.peer(leader.institution, id, keys, lying);
    await device.refresh();
    return stops(device).map((stop) => stop.split(' ')[0] ?? '');
  };
  expect(await read((items) => items)).toEqual([]);
  expect(await read((items) => items.toReversed())).toEqual(['gap']);
  expect(await read((items) => items.filter((_, at) => at !== items.length - 2))).toEqual(['gap']);
  expect(await read((items) => [...items.slice(0, 2), ...items.slice(1)])).toEqual(['gap']);
  // Under new numbers they follow on each other, but not on what their authors had seen.
  await leader.say(group, utterance('one more'));
  expect(lastTwo(await honest()).every(isEvent)).toBe(true);
  const swapped = await read((items) => renumbered([...items.slice(0, -2), ...lastTwo(items).toReversed()]));
  expect(swapped).toEqual([]);
  const { id, keys } = leader.institution.self;
  const lying = new LyingTransport(world.transport());
  const items = renumbered([...(await honest()).slice(0, -2), ...lastTwo(await honest()).toReversed()]);
  lying.lies = {
    'space/log': (request, answer) =>
      isGroup(request.space) ? { items: items.filter((item) => item.seq > request.after), more: false } : answer,
  };
  const device = world.peer(leader.institution, id, keys, lying);
  await device.refresh();
  expect(rejections(device)).toContain('seen');
});

test('an event that is repeated under a new number counts once', async () => {
  const event = await newestEvent(leader, group);
  const before = texts(guardian, group);
  line.lies = injecting(guardian, group, { ...event, seq: standing(guardian).seq + 1 });
  await guardian.refresh();
  expect(texts(guardian, group)).toEqual(before);
  expect(stops(guardian)).toEqual([]);
});

test('events that are delayed arrive later, whole and in order', async () => {
  const { seq, index } = standing(guardian);
  for (const text of ['one', 'two', 'three']) await leader.say(group, utterance(text));
  line.lies = frozen(seq, index);
  await guardian.refresh();
  expect(texts(guardian, group)).not.toContain('one');
  line.lies = {};
  await guardian.refresh();
  expect(texts(guardian, group).slice(-3)).toEqual(['one', 'two', 'three']);
  expect(stops(guardian)).toEqual([]);
});

test('a day far ahead stops the space; a day that falls is ignored', async () => {
  const record = (day: number) =>
    forge(leader, group, 'add', { member: newcomer(leader).entry('reader') }, { common: { day } });
  line.lies = injecting(guardian, group, asItem(guardian, group, record(world.day - 1)));
  await guardian.refresh();
  expect([...(guardian.institution.replica(group)?.ignored.values() ?? [])]).toEqual(['day-falls']);
  line.lies = injecting(guardian, group, asItem(guardian, group, record(world.day + 9)));
  await guardian.refresh();
  expect(stops(guardian)).toEqual([`day-ahead ${toHex(group)}`]);
});

test('an append under a superseded control index is refused, sealed again, and stands once', async () => {
  const id = randomBytes(16);
  let conflicts = 0;
  const busy = new LyingTransport(world.transport());
  const { self } = leader.institution;
  const device = world.peer(leader.institution, self.id, self.keys, busy);
  await device.refresh();
  // Between its reading and its writing somebody else writes a control record.
  const call = busy.call.bind(busy);
  busy.call = async (name, request, token) => {
    if (name === 'append' && conflicts++ === 0) await leader.write((act) => act.rekey(group, [null]));
    return await call(name, request, token);
  };
  expect(await device.say(group, { ...utterance('sealed twice'), id })).toBe(true);
  expect(conflicts).toBeGreaterThan(1);
  await guardian.refresh();
  expect(texts(guardian, group).filter((text) => text === 'sealed twice')).toEqual(['sealed twice']);
  const { items } = await leader.session.call('space/log', { space: group, after: 0, limit: 1000 });
  expect(items.filter((item) => item.kind === 'event' && equalBytes(item.event, id))).toHaveLength(1);
});

test('a letter’s institution is that of its paper: another one is not opened', async () => {
  const elsewhere = await scene();
  const other = elsewhere.leader.institution;
  const letter = await world.letter(leader, [group]);
  const reader = await world.reader(leader, letter);
  expect(texts(reader, group)).toContain('before');
  const lying = new LyingTransport(elsewhere.world.transport());
  const peer = world.peer(
    { id: leader.institution.id, leadership: other.leadership },
    letter.id,
    reader.institution.self.keys,
    lying,
  );
  await expect(peer.refresh()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(spaceOf(leader, 'everyone')).not.toEqual(spaceOf(elsewhere.leader, 'everyone'));
});
