/**
 * Deleting before the day: each rule about who deletes what, alone, and what a tombstone needs.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import type { Role } from '@obhut/protocol/kinds.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Utterance } from '../authoring/seal-event.ts';
import { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { MemoryStore } from '../store/memory.ts';
import { rejections, stops, texts, utterance, World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  line = new LyingTransport(world.transport());
});

/** Somebody in the group with this role alone. */
async function member(role: Role): Promise<Peer> {
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, group, who.entry(role), who.keys.kem));
  await leader.prepare(group, 0);
  const peer = world.peer(leader.institution, who.id, who.keys);
  await peer.refresh();
  return peer;
}

async function reader(): Promise<Peer> {
  const { self } = leader.institution;
  const peer = world.peer(leader.institution, self.id, self.keys, line);
  await peer.refresh();
  return peer;
}

/** Gives the spaces in the order in which they were made, whatever their ids: none has to wait for another. */
class ReadInOrder extends MemoryStore {
  readonly #spaces: readonly string[];

  constructor(spaces: readonly string[]) {
    super();
    this.#spaces = spaces;
  }

  override async list(...range: Parameters<MemoryStore['list']>) {
    const at = ({ key }: { key: string }) => this.#spaces.findIndex((space) => key.includes(space));
    return (await super.list(...range)).sort((a, b) => at(a) - at(b));
  }
}

/** Says it and returns where it stands. */
async function said(peer: Peer, text: string, expiry = 0): Promise<number> {
  await peer.refresh();
  expect(await peer.say(group, utterance(text, expiry))).toBe(true);
  return peer.institution.replica(group)?.seq ?? 0;
}

function deletionOf(seq: number, expiry = 0): Utterance {
  const body = { seq, event: '', blobs: [] };
  return { ...utterance('', expiry), id: deletionId(group, seq), type: 'event/deleted@1', body };
}

async function deletes(peer: Peer, seq: number, expiry = 0): Promise<void> {
  await peer.refresh();
  expect(await peer.say(group, deletionOf(seq, expiry))).toBe(true);
}

/** What a new device reads, when it is honestly served, and when a tombstone is all that is left at `seq`. */
async function readings(seq: number): Promise<{ whole: string[]; stops: string[] }> {
  line.lies = {};
  const whole = texts(await reader(), group);
  line.lies = {
    'space/log': (request, honest) => {
      const items: LogItem[] = honest.items.map((item) =>
        item.seq === seq && item.kind === 'event' ? goneOf(item) : item,
      );
      return equalBytes(request.space, group) ? { ...honest, items } : honest;
    },
  };
  const left = await reader();
  line.lies = {};
  return { whole, stops: stops(left) };
}

const isStopped = () => [`false-tombstone ${toHex(group)}`];

test('an author takes back what they said: nobody counts it any more, and a tombstone of it is excused', async () => {
  const author = await member('writer');
  const seq = await said(author, 'too soon');
  await said(leader, 'after');
  expect(await readings(seq)).toEqual({ whole: ['group', 'too soon', 'after'], stops: isStopped() });
  await deletes(author, seq);
  expect(await readings(seq)).toEqual({ whole: ['group', 'after'], stops: [] });
  await leader.refresh();
  expect(texts(leader, group)).toEqual(['group', 'after']);
});

test('deleting: nobody else but an admin', async () => {
  const [author, other, admin] = [await member('writer'), await member('writer'), await member('admin')];
  const seq = await said(author, 'said');
  await deletes(other, seq);
  expect(await readings(seq)).toEqual({ whole: ['group', 'said'], stops: isStopped() });
  await deletes(admin, seq);
  expect(await readings(seq)).toEqual({ whole: ['group'], stops: [] });
});

test('deleting: not by a word that is over sooner', async () => {
  const lasting = await said(leader, 'lasting');
  await deletes(leader, lasting, world.day + 5);
  expect(await readings(lasting)).toEqual({ whole: ['group', 'lasting'], stops: isStopped() });
  const short = await said(leader, 'short', world.day + 5);
  await deletes(leader, short, world.day + 4);
  expect((await readings(short)).stops).toEqual(isStopped());
});

test('deleting: a word as long as what it deletes is enough', async () => {
  const seq = await said(leader, 'short', world.day + 5);
  await deletes(leader, seq, world.day + 5);
  expect(await readings(seq)).toEqual({ whole: ['group'], stops: [] });
});

test('deleting: not what is only to come', async () => {
  await leader.refresh();
  const next = (leader.institution.replica(group)?.seq ?? 0) + 3;
  await deletes(leader, next);
  await said(leader, 'one');
  expect(await said(leader, 'two')).toBe(next);
  expect(await readings(next)).toEqual({ whole: ['group', 'one', 'two'], stops: isStopped() });
});

test('deleting: what deletes is not deleted, or what it deleted would come back', async () => {
  const seq = await said(leader, 'said');
  await deletes(leader, seq);
  await deletes(leader, seq + 1);
  expect(await readings(seq)).toEqual({ whole: ['group'], stops: [] });
  // A device drops the ciphertext of what was deleted; of the first deletion it must not.
  const { id, leadership, self } = leader.institution;
  const store = new ReadInOrder([...leader.institution.replicas].map(({ space }) => toHex(space)));
  const start = () => new Peer(id, leadership, self, world.transport(), store, world.clock);
  await start().refresh();
  const again = start();
  await again.load();
  await again.refresh();
  expect(stops(again)).toEqual([]);
  expect(texts(again, group)).toEqual(['group']);
});

test('deleting: id and content say the same, or it is rejected', async () => {
  const seq = await said(leader, 'said');
  const right = deletionOf(seq);
  const forms: string[] = [];
  for (const wrong of [
    { ...right, body: { seq: seq + 1, event: '', blobs: [] } },
    { ...deletionOf(seq + 50), type: 'note/said@1' },
    { ...right, id: randomBytes(16) },
  ]) {
    await leader.say(group, wrong).catch(() => false);
    const fresh = await reader();
    expect(rejections(fresh)).toEqual([...forms, 'form']);
    forms.push('form');
    expect(texts(fresh, group)).toEqual(['group', 'said']);
  }
});

test('deleting: a word that does not verify is rejected, deletes nothing, and its tombstone stops nobody', async () => {
  const author = await member('writer');
  const seq = await said(author, 'said');
  await author.say(group, { ...deletionOf(seq), body: { seq: seq + 1, event: '', blobs: [] } }).catch(() => false);
  const { whole, stops: stopped } = await readings(seq);
  expect(whole).toEqual(['group', 'said']);
  expect(stopped).toEqual([]);
});
