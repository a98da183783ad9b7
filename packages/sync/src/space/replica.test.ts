/**
 * One space item by item: what waits for a key, what leaves, what was offered when it stopped, and when there is a snapshot of it.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { textsOf, utterance, World } from '../testing/world.ts';
import { Replica } from './replica.ts';

let world: World;
let leader: Peer;
let group: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
});

async function itemsOf(space: Bytes): Promise<LogItem[]> {
  return (await leader.session.call('space/log', { space, after: 0, limit: 1000 })).items;
}

const take = (replica: Replica, item: LogItem) =>
  replica.take(item, leader.institution, leader.institution.logs, world.day);

/** The group as it stands, without a key. */
async function sealed(replace = (item: LogItem): LogItem => item): Promise<Replica> {
  const replica = new Replica(group, 'full');
  for (const item of await itemsOf(group)) expect(take(replica, replace(item))).toEqual({ result: 'taken' });
  return replica;
}

/** Hands over the leader's keys, or those of one epoch alone. */
function unlock(replica: Replica, epoch: number | null = null): boolean {
  const { state } = replica;
  const known = leader.institution.replica(group)?.keys.knownBuckets ?? new Map<string, Bytes>();
  if (state === null) throw new TypeError('nothing was read');
  for (const [hex, key] of known)
    if (epoch === null || state.buckets.get(hex)?.epoch === epoch) replica.keys.takeBucket(state, fromHex(hex), key);
  return replica.retryPending(leader.institution.logs);
}

const says = async (text: string, expiry = 0, id = randomBytes(16)): Promise<number> => {
  await leader.say(group, { ...utterance(text, expiry), id });
  await leader.refresh();
  return leader.institution.replica(group)?.seq ?? 0;
};

const deletes = async (seq: number): Promise<number> => {
  const body = { seq, event: '', blobs: [] };
  await leader.say(group, { ...utterance(''), id: deletionId(group, seq), type: 'event/deleted@1', body });
  await leader.refresh();
  return leader.institution.replica(group)?.seq ?? 0;
};

it('what was read stands on the protocol’s own chain', async () => {
  await says('one');
  const replica = await sealed();
  let value = chainStart(group);
  for (const item of await itemsOf(group)) {
    if (item.kind === 'gone') throw new TypeError('nothing was deleted');
    const [author, expiry, bytes] =
      item.kind === 'control'
        ? [decodeRecord(item.record).body.signer, 0, item.record]
        : [item.author, item.expiry, item.bytes];
    value = chainNext(value, item.seq, item.kind, author, expiry, bytes);
  }
  expect(replica.seen).toEqual({ seq: replica.seq, chain: value });
});

describe('without its key', () => {
  it('an event waits, and counts when the key has come', async () => {
    await says('one');
    const replica = await sealed();
    expect([replica.hasPending, replica.facts.length, replica.reordered]).toEqual([true, 0, 0]);
    expect(replica.retryPending(leader.institution.logs)).toBe(false);
    expect(unlock(replica)).toBe(true);
    expect([replica.hasPending, textsOf(replica)]).toEqual([false, ['group', 'one']]);
    expect(replica.retryPending(leader.institution.logs)).toBe(false);
  });

  it('an event that was deleted meanwhile is gone when the key comes', async () => {
    const seq = await says('too soon');
    await deletes(seq);
    const replica = await sealed();
    unlock(replica);
    expect(textsOf(replica)).toEqual(['group']);
    expect([replica.takeDeleted(), replica.takeDeleted()]).toEqual([[seq], []]);
  });

  it('an event that was deleted never counts, and takes nobody else’s place', async () => {
    const seq = await says('too soon');
    await leader.write((act) => act.rekey(group, [null]));
    await says('stays');
    await deletes(seq);
    const replica = await sealed();
    unlock(replica, 2);
    expect([textsOf(replica), replica.takeDeleted()]).toEqual([['stays'], [seq]]);
    unlock(replica);
    expect([textsOf(replica), replica.hasPending]).toEqual([['group', 'stays'], false]);
  });

  it('what is over does not wait any longer', async () => {
    await says('short', world.day + 1);
    const replica = await sealed();
    world.day += 2;
    replica.expire(world.day);
    await leader.refresh();
    unlock(replica);
    expect([replica.hasPending, textsOf(replica)]).toEqual([false, ['group']]);
  });

  it('there is no snapshot, and with it there is one', async () => {
    const replica = await sealed();
    expect(replica.snapshot(world.day)).toBeNull();
    unlock(replica);
    expect(replica.snapshot(world.day)?.facts).toHaveLength(1);
  });
});

it('events stand in the order of the log, whichever key came first; and what was folded is folded anew', async () => {
  await leader.write((act) => act.rekey(group, [null]));
  await says('later');
  const replica = await sealed();
  expect(unlock(replica, 2)).toBe(true);
  expect([textsOf(replica), replica.hasPending, replica.reordered]).toEqual([['later'], true, 0]);
  expect(unlock(replica, 1)).toBe(true);
  expect([textsOf(replica), replica.hasPending, replica.reordered]).toEqual([['group', 'later'], false, 1]);
});

describe('what is over', () => {
  it('leaves, with its place, and keys of its bucket; once', async () => {
    const seq = await says('short', world.day + 1);
    const replica = leader.institution.replica(group);
    const buckets = [...(replica?.state?.buckets.values() ?? [])].filter(({ until }) => until !== null);
    const lasts = Math.max(...buckets.map(({ until }) => until ?? 0));
    expect(replica?.expire(world.day + 1)).toEqual({ seqs: [], buckets: [] });
    expect([textsOf(replica), replica?.reordered]).toEqual([['group', 'short'], 0]);
    expect(replica?.expire(world.day + 2).seqs).toEqual([seq]);
    expect([textsOf(replica), replica?.reordered]).toEqual([['group'], 1]);
    expect(replica?.expire(lasts + 1)).toEqual({ seqs: [], buckets: buckets.map(({ id }) => id) });
    expect([textsOf(replica), replica?.reordered]).toEqual([['group'], 1]);
  });

  it('is nothing where only control records are readable, or none were read', async () => {
    await leader.prepare(group, world.day + 1);
    const replica = new Replica(group, 'control');
    for (const item of await itemsOf(group)) if (item.kind === 'control') take(replica, item);
    expect(replica.state?.buckets.size).toBe(2);
    expect(replica.expire(Infinity)).toEqual({ seqs: [], buckets: [] });
    expect(new Replica(group, 'full').expire(Infinity)).toEqual({ seqs: [], buckets: [] });
    replica.settle(Infinity);
    expect(replica.stopped).toBeNull();
  });
});

describe('a tombstone', () => {
  it('is not settled before the log has excused it, and stops the space when it does not', async () => {
    const seq = await says('there');
    const missing = (item: LogItem) => (item.seq === seq && item.kind === 'event' ? goneOf(item) : item);
    const replica = await sealed(missing);
    unlock(replica);
    expect(replica.snapshot(world.day)).toBeNull();
    replica.settle(world.day);
    expect([replica.stopped, replica.offered]).toMatchObject(['false-tombstone', { kind: 'gone', seq }]);
  });

  it('is excused by the word that deletes', async () => {
    const seq = await says('there');
    await deletes(seq);
    const replica = await sealed((item) => (item.seq === seq && item.kind === 'event' ? goneOf(item) : item));
    unlock(replica);
    replica.settle(world.day);
    expect([replica.stopped, replica.snapshot(world.day)?.words.map(({ named }) => named)]).toEqual([null, [seq]]);
  });
});

it('an event is counted once, by whom and by which id', async () => {
  const id = randomBytes(16);
  await says('once', 0, id);
  const replica = leader.institution.replica(group);
  expect(replica?.counts(leader.institution.self.id, toHex(id))).toBe(true);
  expect(replica?.counts(leader.institution.self.id, toHex(randomBytes(16)))).toBe(false);
  expect(replica?.counts(randomBytes(16), toHex(id))).toBe(false);
});

describe('a space that stops', () => {
  it('keeps the first reason, and what was offered then', async () => {
    const replica = await sealed();
    const [genesis] = await itemsOf(group);
    if (genesis === undefined) throw new TypeError('no log');
    const far = { ...genesis, seq: replica.seq + 2 };
    expect(take(replica, far)).toEqual({ result: 'stopped', why: 'gap' });
    expect(replica.offered).toEqual(far);
    expect(take(replica, { ...far, seq: replica.seq + 1 })).toEqual({ result: 'stopped', why: 'gap' });
    const head = { space: group, index: 1, seq: 1, access: 'full' } as const;
    replica.stop('rollback', head);
    expect([replica.stopped, replica.offered]).toEqual(['gap', far]);
    unlock(replica);
    expect(replica.snapshot(world.day)).toBeNull();
  });

  it('may stop by where the server says that it stands', async () => {
    const replica = await sealed();
    const head = { space: group, index: 1, seq: 1, access: 'full' } as const;
    replica.stop('rollback', head);
    replica.stop('gap');
    expect([replica.stopped, replica.offered]).toEqual(['rollback', head]);
  });
});

describe('a space that goes on from a snapshot', () => {
  it('is as it was, and takes what comes next', async () => {
    const [id, deleted] = [randomBytes(16), randomBytes(16)];
    await says('kept', world.day + 1, id);
    await deletes(await says('deleted', 0, deleted));
    const before = leader.institution.replica(group);
    const kept = before?.snapshot(world.day);
    if (before === undefined || kept == null) throw new TypeError('no snapshot');
    const replica = new Replica(group, 'full');
    replica.resume(kept);
    expect([replica.isResuming, replica.seq, replica.snapshot(world.day)]).toEqual([true, 0, null]);
    for (const [index, { seq, record }] of kept.records.entries())
      expect(take(replica, { kind: 'control', seq, index, record })).toEqual({ result: 'taken' });
    expect([replica.isResuming, replica.seq, textsOf(replica)]).toEqual([false, before.seq, ['group', 'kept']]);
    expect([replica.knownHeads, replica.snapshot(world.day)]).toEqual([before.knownHeads, kept]);
    for (const each of [id, deleted]) expect(replica.counts(leader.institution.self.id, toHex(each))).toBe(true);
    const seq = await says('after');
    const next = (await itemsOf(group)).find((item) => item.seq === seq);
    if (next === undefined) throw new TypeError('not said');
    expect(take(replica, next)).toEqual({ result: 'taken' });
    unlock(replica);
    expect(textsOf(replica)).toEqual(['group', 'kept', 'after']);
    expect(replica.expire(world.day + 2).seqs).toHaveLength(1);
    expect(textsOf(replica)).toEqual(['group', 'after']);
  });

  it('stops at a record that stands elsewhere in it', async () => {
    const kept = leader.institution.replica(group)?.snapshot(world.day);
    if (kept == null) throw new TypeError('no snapshot');
    const replica = new Replica(group, 'full');
    replica.resume({ ...kept, chain: kept.chain.with(0, (kept.chain[0] ?? 0) ^ 1) });
    const [first] = kept.records;
    if (first === undefined) throw new TypeError('no record');
    expect(take(replica, { kind: 'control', index: 0, ...first })).toEqual({ result: 'stopped', why: 'fork' });
  });
});
