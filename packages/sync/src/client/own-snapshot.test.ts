/**
 * A new device that begins with the snapshot of another: ready without what came before, and deceived by none that is not the person's own.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { openSnapshot, sealSnapshot } from '@obhut/crypto/snapshot.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import type { StoredSnapshot } from '@obhut/protocol/snapshot-routes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { SnapshotKey } from '../account/vault-content.ts';
import { LocalSnapshots } from '../engine/local-snapshots.ts';
import { Peer } from '../engine/peer.ts';
import { MemoryStore } from '../store/memory.ts';
import { tables } from '../store/store.ts';
import { rejections, stops, texts, utterance, World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';
import { OwnSnapshot } from './own-snapshot.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let line: LyingTransport;
let account: Bytes;
/** Seqs of the events of the group that were fetched on the line. */
let fetched: number[];

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  account = randomBytes(16);
  line = new LyingTransport(world.transport());
  fetched = [];
  line.lies = {
    'space/log': (request, honest) => {
      const events = honest.items.filter(({ kind }) => kind === 'event');
      if (equalBytes(request.space, group)) fetched.push(...events.map(({ seq }) => seq));
      return honest;
    },
  };
  for (const text of ['one', 'two']) await leader.say(group, utterance(text));
});

/** A new device of the leader's, which knows the vault's word. */
async function device(keys: readonly SnapshotKey[], store = new MemoryStore(), of = account): Promise<Peer> {
  const { id, leadership, self } = leader.institution;
  const peer = new Peer(id, leadership, self, line, store, world.clock);
  await peer.load(new LocalSnapshots(store, id, new Uint8Array(32)));
  const own = new OwnSnapshot(peer, of, world.clock);
  own.hear(keys);
  await own.take();
  return peer;
}

async function made(known: readonly SnapshotKey[] = [], peer = leader): Promise<SnapshotKey> {
  const own = new OwnSnapshot(peer, account, world.clock);
  own.hear(known);
  const key = await own.make();
  if (key === null) throw new Error('nothing to be kept');
  return key;
}

function dueOf(known: SnapshotKey, peer = leader): string {
  const own = new OwnSnapshot(peer, account, world.clock);
  own.hear([known]);
  return own.due;
}

async function stored(): Promise<StoredSnapshot> {
  const { snapshot } = await leader.session.call('snapshot/read', {});
  if (snapshot === null) throw new Error('none');
  return snapshot;
}

test('it is ready before anything is read, fetches what came later only, and stands where the others stand', async () => {
  const key = await made();
  const after = leader.institution.replica(group)?.seq ?? 0;
  await leader.say(group, utterance('three'));
  const phone = await device([key]);
  expect(texts(phone, group)).toEqual(['group', 'one', 'two']);
  expect(fetched).toEqual([]);
  await phone.refresh();
  expect(texts(phone, group)).toEqual(['group', 'one', 'two', 'three']);
  expect(fetched.every((seq) => seq > after)).toBe(true);
  const [mine, theirs] = [phone, leader].map((peer) => peer.institution.replica(group));
  expect(mine?.seen).toEqual(theirs?.seen);
  expect(mine?.facts).toEqual(theirs?.facts);
  expect(mine?.state).toEqual(theirs?.state);
  expect(await phone.say(group, utterance('four'))).toBe(true);
  expect([...stops(phone), ...rejections(phone)]).toEqual([]);
});

test('after a reload it goes on from what it keeps, without a server', async () => {
  const store = new MemoryStore();
  const key = await made();
  const phone = await device([key], store);
  await leader.say(group, utterance('three'));
  await phone.refresh();
  const again = await device([], store);
  expect(texts(again, group)).toEqual(['group', 'one', 'two', 'three']);
  expect(again.institution.replica(group)?.seen).toEqual(phone.institution.replica(group)?.seen);
  await leader.say(group, utterance('four'));
  await again.refresh();
  expect(texts(again, group).at(-1)).toBe('four');
  expect(fetched).toHaveLength(2);
});

test('what it was handed is all that it has: where that is spoilt, it reads from nothing', async () => {
  const store = new MemoryStore();
  await (await device([await made()], store)).refresh();
  await leader.say(group, utterance('three'));
  const rows = await store.list('meta', 'snapshot/');
  expect(rows.length).toBeGreaterThan(3);
  await store.write(rows.map(({ key, bytes }) => ({ table: 'meta', key, put: bytes.with(30, (bytes[30] ?? 0) ^ 1) })));
  const again = await device([], store);
  await again.refresh();
  expect(texts(again, group)).toEqual(['group', 'one', 'two', 'three']);
  expect(stops(again)).toEqual([]);
});

test('one that is corrupted, older, of another account or of another form is left alone', async () => {
  const first = await made();
  const old = await stored();
  const key = await made([first]);
  const newest = await stored();
  const { id: institution, self } = leader.institution;
  const place = { account, institution, persona: self.id, tag: key.tag, until: key.until };
  const otherForm = sealSnapshot(key.key, { ...place, form: 2 }, new Uint8Array(10));
  const notDecodable = sealSnapshot(key.key, { ...place, form: 1 }, new Uint8Array(10));
  const lies: (StoredSnapshot | null)[] = [
    { ...newest, bytes: newest.bytes.with(100, (newest.bytes[100] ?? 0) ^ 1) },
    old,
    { ...newest, bytes: old.bytes },
    { ...newest, bytes: otherForm },
    { ...newest, bytes: notDecodable },
    null,
  ];
  for (const snapshot of lies) {
    line.lies['snapshot/read'] = () => ({ snapshot });
    const phone = await device([key]);
    expect(phone.institution.replicas).toEqual([]);
    await phone.refresh();
    expect(texts(phone, group)).toEqual(['group', 'one', 'two']);
  }
  delete line.lies['snapshot/read'];
  expect((await device([key], new MemoryStore(), randomBytes(16))).institution.replicas).toEqual([]);
  expect((await device([first])).institution.replicas).toEqual([]);
  expect((await device([key])).institution.replicas).not.toEqual([]);
});

test('a log that goes back behind the snapshot stops the space', async () => {
  const key = await made();
  const phone = await device([key]);
  line.lies['space/list'] = (_request, honest) => ({
    ...honest,
    spaces: honest.spaces.map((head) => (equalBytes(head.space, group) ? { ...head, seq: head.seq - 1 } : head)),
  });
  await phone.refresh();
  expect(stops(phone)).toEqual([`rollback ${toHex(group)}`]);
  expect(texts(phone, group)).toEqual(['group', 'one', 'two']);
});

test('it ends with the first that ends in it; then nothing that is left opens what is over', async () => {
  const last = world.day + 20;
  await leader.say(group, utterance('short', last));
  const key = await made();
  expect(key.until).toBe(last);
  const secret = (await stored()).bytes;
  const { id: institution, self } = leader.institution;
  const place = { account, institution, persona: self.id, tag: key.tag, until: key.until, form: 1 };
  expect(openSnapshot(key.key, place, secret)).not.toBeNull();
  const store = new MemoryStore();
  const phone = await device([key], store);
  expect(texts(phone, group)).toContain('short');
  expect(dueOf(key)).toBe('not');

  world.day = last - 1;
  await leader.refresh();
  expect(dueOf(key)).toBe('soon');
  // What ends so soon is not worth a snapshot: the whole space is read from nothing.
  const next = await made([key]);
  expect(next.until).toBe(0);
  expect(world.server.dump().some((bytes) => equalBytes(bytes, secret))).toBe(false);
  const anew = await device([next]);
  expect(anew.institution.replica(group)).toBeUndefined();
  await anew.refresh();
  expect(texts(anew, group)).toEqual(['group', 'one', 'two', 'short']);

  world.day = last + 2;
  world.server.shred();
  await leader.refresh();
  const after = await made([next]);
  for (const alive of [next, after])
    expect(openSnapshot(alive.key, { ...place, tag: alive.tag, until: alive.until }, secret)).toBeNull();
  const late = await device([after]);
  expect(texts(late, group)).toEqual(['group', 'one', 'two']);
  const again = await device([], store);
  expect(texts(again, group)).toEqual(['group', 'one', 'two']);
});

test('the server deletes one that is over, and no device opens one that is', async () => {
  await leader.say(group, utterance('short', world.day + 20));
  const key = await made();
  const secret = (await stored()).bytes;
  world.day = key.until + 1;
  line.lies['snapshot/read'] = () => ({ snapshot: { tag: key.tag, until: key.until, bytes: secret } });
  expect((await device([key])).institution.replicas).toEqual([]);
  expect((await leader.session.call('snapshot/read', {})).snapshot).toBeNull();
  world.day += 1;
  world.server.shred();
  expect(world.server.dump().some((bytes) => equalBytes(bytes, secret))).toBe(false);
});

test('what is taken back leaves the snapshots, here and on the server, as soon as a device has seen it', async () => {
  const store = new MemoryStore();
  const key = await made();
  const phone = await device([key], store);
  const { seq, id } = phone.institution.replica(group)?.facts.at(-1)?.fact ?? { seq: 0, id: '' };
  const body = { seq, event: id, blobs: [] };
  await leader.say(group, { ...utterance(''), id: deletionId(group, seq), type: 'event/deleted@1', body });
  expect(dueOf(key)).toBe('soon');
  const next = await made([key]);
  expect(dueOf(next)).toBe('not');
  expect(texts(await device([next]), group)).toEqual(['group', 'one']);
  const before = await rows(store);
  await phone.refresh();
  expect(await rows(store)).not.toEqual(before);
  const again = await device([], store);
  expect(texts(again, group)).toEqual(['group', 'one']);
  // Said again under another number, it counts as little as before.
  expect(again.institution.replica(group)?.counts(leader.institution.self.id, id)).toBe(true);
});

async function rows(store: MemoryStore): Promise<string[]> {
  return (await store.list('meta', `snapshot/${toHex(leader.institution.id)}/${toHex(group)}`)).map(({ bytes }) =>
    toHex(bytes),
  );
}

test('a device whose clock was ahead hands on and keeps nothing that lacks what still counts', async () => {
  await leader.say(group, utterance('short', world.day + 20));
  const store = new MemoryStore();
  const phone = await device([await made()], store);
  await phone.refresh();
  world.day += 30;
  await phone.refresh();
  const key = await made([], phone);
  world.day -= 30;
  const again = await device([key], store);
  await again.refresh();
  expect(texts(again, group)).toEqual(['group', 'one', 'two', 'short']);
  const anew = await device([key]);
  await anew.refresh();
  expect(texts(anew, group)).toEqual(['group', 'one', 'two', 'short']);
  expect([...stops(again), ...stops(anew)]).toEqual([]);
});

test('neither server nor device holds a text of it in clear', async () => {
  await leader.say(group, utterance('canary in a coal mine'));
  const store = new MemoryStore();
  await device([await made()], store);
  const kept = (await Promise.all(tables.map((table) => store.list(table, '')))).flat().map(({ bytes }) => bytes);
  const text = [...world.server.dump(), ...kept].map((bytes) => new TextDecoder('latin1').decode(bytes)).join('|');
  expect(text).not.toContain('canary');
});
