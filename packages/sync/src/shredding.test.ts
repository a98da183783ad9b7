/**
 * What is over leaves a device and cannot be read again by anyone.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { defineModel, on } from '@obhut/domain/kernel/model.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bucketFor } from './authoring/seal-event.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { ModelFolder } from './engine/fold-models.ts';
import { Peer } from './engine/peer.ts';
import { MemoryStore } from './store/memory.ts';
import { tables } from './store/store.ts';
import { stateOf } from './testing/forge.ts';
import { eventsIn, lootOf, Thief } from './testing/thief.ts';
import { rejections, stops, texts, utterance, World } from './testing/world.ts';
import { LyingTransport } from './transport/lying.ts';

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

function device(store = new MemoryStore()): Peer {
  const { id, leadership, self } = leader.institution;
  return new Peer(id, leadership, self, line, store, world.clock);
}

/** The day is so many later, and the server has done what it does once a day. */
function later(days: number): void {
  world.day += days;
  world.server.shred();
}

async function held(store: MemoryStore): Promise<string> {
  const rows = await Promise.all(tables.map((table) => store.list(table, '')));
  return rows
    .flat()
    .map(({ bytes }) => toHex(bytes))
    .join(' ');
}

async function eventsOf(space: Bytes): Promise<Extract<LogItem, { kind: 'event' }>[]> {
  const { items } = await leader.session.call('space/log', { space, after: 0, limit: 1000 });
  return items.filter((item) => item.kind === 'event');
}

test('a device keeps nothing of what is over, and goes on from there, after a restart without a server too', async () => {
  const expiry = world.day + 1;
  await leader.say(group, utterance('short', expiry));
  await leader.say(group, utterance('lasting'));
  const bucket = bucketFor(stateOf(leader, group), expiry);
  const store = new MemoryStore();
  const first = device(store);
  await first.refresh();
  const { entries } = await first.session.call('space/entries', { space: group, epoch: bucket?.epoch ?? 0 });
  const entry = entries.find((found) => equalBytes(found.bucket, bucket?.id ?? group));
  const event = (await eventsOf(group)).find((found) => found.expiry === expiry);
  const secrets = [toHex(event?.bytes ?? group), toHex(entry?.bytes ?? group)];
  const before = await held(store);
  expect(secrets.map((secret) => before.includes(secret))).toEqual([true, true]);
  expect(texts(first, group)).toEqual(['group', 'short', 'lasting']);

  world.day = (bucket?.until ?? 0) + 1;
  await first.refresh();
  expect(texts(first, group)).toEqual(['group', 'lasting']);
  expect(first.institution.replica(group)?.keys.bucket(bucket?.id ?? group)).toBeNull();
  const after = await held(store);
  expect(secrets.map((secret) => after.includes(secret))).toEqual([false, false]);

  const second = device(store);
  await second.load();
  expect(texts(second, group)).toEqual(['group', 'lasting']);
  expect(second.institution.replica(group)?.seen).toEqual(first.institution.replica(group)?.seen);
  await second.say(group, utterance('on it goes'));
  expect([...stops(second), ...rejections(second)]).toEqual([]);
  expect(texts(second, group)).toEqual(['group', 'lasting', 'on it goes']);
});

test('a device that was off for long drops what is over before it shows anything', async () => {
  await leader.say(group, utterance('short', world.day + 1));
  const store = new MemoryStore();
  await device(store).refresh();
  world.day += 2;
  const again = device(store);
  await again.load();
  expect(texts(again, group)).toEqual(['group']);
  const event = (await eventsOf(group)).find((found) => found.expiry !== 0);
  expect((await held(store)).includes(toHex(event?.bytes ?? group))).toBe(false);
});

test('of a space that has ended a device keeps nothing once the server has erased it, and all of it while a server only hides it', async () => {
  const store = new MemoryStore();
  const phone = device(store);
  await phone.refresh();
  line.lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.filter(({ space }) => !equalBytes(space, group)),
    }),
  };
  await phone.refresh();
  expect(texts(phone, group)).toEqual(['group']);
  line.lies = {};
  await leader.write((act) => act.record(group, 'retire', () => ({ on: world.day })));
  await phone.refresh();
  later(2);
  await phone.refresh();
  expect(phone.institution.replica(group)).toBeUndefined();
  expect((await held(store)).includes(toHex(group))).toBe(false);
  expect(stops(phone)).toEqual([]);
});

test('models fold what is left as if nothing else had been said', async () => {
  const note = on<string[], { text: string }>({
    schema: z.strictObject({ text: z.string() }),
    may: () => true,
    apply: (state, { body }) => [...state, body.text],
  });
  // A model that cannot take anything back by itself: it must be folded anew.
  const notes = defineModel<string[]>('notes', [], { 'note/said@1': note }, (state) => state);
  const folder = new ModelFolder([notes]);
  await leader.say(group, utterance('short', world.day + 1));
  await leader.say(group, utterance('lasting'));
  const replica = leader.institution.replica(group);
  if (replica === undefined) throw new Error('not read');
  folder.update(replica, world.day);
  world.day += 2;
  await leader.refresh();
  folder.update(replica, world.day);
  expect(folder.states().get('notes')?.get(toHex(group))).toEqual(['group', 'lasting']);
});

test('a device whose clock was ahead reads again what it dropped too early', async () => {
  await leader.say(group, utterance('short', world.day + 1));
  const store = new MemoryStore();
  await device(store).refresh();
  world.day += 30;
  await device(store).load();
  world.day -= 30;
  const right = device(store);
  await right.load();
  await right.refresh();
  expect(stops(right)).toEqual([]);
  expect(texts(right, group)).toEqual(['group', 'short']);
});

test('what is over opens for nobody who has every key that is left', async () => {
  const expiry = world.day + 1;
  await leader.say(group, utterance('short', expiry));
  const bucket = bucketFor(stateOf(leader, group), expiry);
  const event = (await eventsOf(group)).find((found) => found.expiry !== 0);
  const stored = () => world.server.dump().map(toHex).join(' ');
  expect(stored().includes(toHex(event?.bytes ?? group))).toBe(true);
  later((bucket?.until ?? 0) - world.day + 2);
  const thief = device();
  await thief.refresh();
  expect(stored().includes(toHex(event?.bytes ?? group))).toBe(false);
  const replica = thief.institution.replica(group);
  expect(replica?.keys.epoch(bucket?.epoch ?? 0)).not.toBeNull();
  expect(event === undefined ? null : replica?.keys.eventKey(event)).toBeNull();
});

test('what was deleted before its day opens with no key that is left, neither of the server’s dump nor of a device', async () => {
  const store = new MemoryStore();
  const phone = device(store);
  await leader.say(group, utterance('taken back'));
  await phone.refresh();
  const events = await eventsOf(group);
  const deleted = events.at(-1);
  if (deleted === undefined) throw new Error('no event');
  const before = new Thief(world.server.stolen(leader.institution.id), lootOf(leader));
  expect(before.opens(group, deleted)).toBe(true);
  const { seq } = deleted;
  const body = { seq, event: toHex(deleted.event), blobs: [] };
  await leader.say(group, { ...utterance(''), id: deletionId(group, seq), type: 'event/deleted@1', body });
  await leader.session.call('event/delete', { space: group, seq, blobs: [] });
  await phone.refresh();
  const stolen = world.server.stolen(leader.institution.id);
  const thief = new Thief(stolen, lootOf(leader));
  const left = eventsIn(stolen, group);
  expect(left.filter((event) => thief.opens(group, event))).toHaveLength(left.length);
  expect(left.some((event) => equalBytes(event.event, deleted.event))).toBe(false);
  const bytes = toHex(deleted.bytes);
  expect(world.server.dump().map(toHex).join(' ')).not.toContain(bytes);
  expect(await held(store)).not.toContain(bytes);
  const again = device(store);
  await again.load();
  expect(texts(again, group)).toEqual(['group']);
});
