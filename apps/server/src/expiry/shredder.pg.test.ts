/**
 * What is over leaves the database and the blob store, and nothing else does.
 */
import { chainNext, chainNextHashed, chainStart } from '@obhut/protocol/chain.ts';
import type { AppendItem } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { dumpLines } from '../testing/dump.ts';
import { TestServer } from '../testing/server.ts';

const dayMs = 86_400_000;

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
/** In `everyone`: a bucket that ends, and its last day. */
let bucket: Bytes;
let until: number;
beforeEach(async () => {
  server = await TestServer.start();
  founded = await server.found();
  const { builder, everyone, token } = founded;
  until = builder.today + 10;
  bucket = random(16);
  const epoch = currentEpoch(builder.state(everyone))?.epoch ?? 0;
  const part = builder.part(everyone, () => [
    builder.record(everyone, builder.founder.id, builder.leadership, {
      type: 'keyring',
      epoch,
      buckets: [{ id: bucket, until, hash: random(32) }],
    }),
    { kind: 'entry', epoch, bucket, bytes: random(72) },
  ]);
  await server.call('append', { parts: [part] }, token);
});
afterEach(() => server.stop());

/** An event in the bucket that ends; `expiry`: its last day. */
function ending(expiry: number): Extract<AppendItem, { kind: 'event' }> {
  const { builder, everyone } = founded;
  return { ...builder.event(everyone, builder.founder.id, builder.leadership), bucket, expiry };
}

async function say(...events: AppendItem[]): Promise<void> {
  const { builder, everyone, token } = founded;
  for (const event of events) {
    await server.call('append', builder.say(everyone, builder.founder.id, null, event), token);
  }
}

async function dayIs(day: number): Promise<string> {
  server.clock.forward((day - Math.floor(server.clock.now() / dayMs)) * dayMs);
  return server.session(founded.builder.institution, founded.builder.founder);
}

async function log(token: string, space = founded.everyone): Promise<LogItem[]> {
  return (await server.call('space/log', { space, after: 0, limit: 1000 }, token)).items;
}

function chainOf(space: Bytes, items: readonly LogItem[]): Bytes {
  return items.reduce((chain, item) => {
    if (item.kind === 'gone') return chainNextHashed(chain, item.seq, 'event', item.author, item.expiry, item.hash);
    if (item.kind === 'event') return chainNext(chain, item.seq, 'event', item.author, item.expiry, item.bytes);
    return chainNext(chain, item.seq, 'control', decodeRecord(item.record).body.signer, 0, item.record);
  }, chainStart(space));
}

async function dump(): Promise<string> {
  const lines: string[] = [];
  for await (const line of dumpLines({ connectionString: server.database.superuserUrl })) lines.push(line);
  return lines.join('');
}

const gone = (items: readonly LogItem[]) => items.filter((item) => item.kind === 'gone').map((item) => item.seq);

it('deletes an event a day after its last day has ended everywhere, leaves its place in the chain, and no others', async () => {
  const { builder, everyone } = founded;
  const lasting = builder.event(everyone, builder.founder.id, builder.leadership);
  const [first, second] = [ending(builder.today + 1), ending(builder.today + 2)];
  await say(first, lasting, second);
  const before = await log(founded.token);
  const place = (event: { event: Bytes }) =>
    before.find((item) => item.kind === 'event' && toHex(item.event) === toHex(event.event))?.seq ?? 0;

  await dayIs(builder.today + 2);
  expect(await server.services.shredder.run()).toMatchObject({ entries: 0, events: 0, blobs: 0 });
  const token = await dayIs(builder.today + 3);
  expect(await server.services.shredder.run()).toMatchObject({ entries: 0, events: 1, blobs: 0 });
  const after = await log(token);
  expect(gone(after)).toEqual([place(first)]);
  expect(after.filter((item) => item.kind !== 'gone')).toEqual(before.filter((item) => item.seq !== place(first)));
  expect(chainOf(everyone, after)).toEqual(chainOf(everyone, before));
  // The head goes on from there.
  await server.call('append', builder.say(everyone, builder.founder.id, builder.leadership), token);
  const feed = await server.call('feed/read', { after: 0, limit: 1000 }, token);
  const own = feed.items.filter((item) => toHex(item.space) === toHex(everyone)).map(({ item }) => item);
  expect(own).toEqual(await log(token));
});

it('deletes the entries of a bucket that is over, in every epoch, and takes no new ones', async () => {
  const { builder, everyone } = founded;
  const token = await dayIs(until + 1);
  const epoch = currentEpoch(builder.state(everyone))?.epoch ?? 0;
  const entries = async (by: string) => (await server.call('space/entries', { space: everyone, epoch }, by)).entries;
  const again = (): AppendItem => ({ kind: 'entry', epoch, bucket, bytes: random(72) });
  const append = (by: string) => server.call('append', { parts: [builder.part(everyone, () => [again()])] }, by);
  await append(token);
  expect(await server.services.shredder.run()).toMatchObject({ entries: 0, events: 0, blobs: 0 });
  const later = await dayIs(until + 2);
  expect((await entries(later)).map((entry) => toHex(entry.bucket))).toContain(toHex(bucket));
  expect((await server.services.shredder.run()).entries).toBe(1);
  const left = await entries(later);
  expect(left.map((entry) => toHex(entry.bucket))).not.toContain(toHex(bucket));
  expect(left.length).toBeGreaterThan(0);
  await expect(append(later)).rejects.toMatchObject({ code: 'refused', detail: 'bucket' });
});

it('refuses what was over before it came', async () => {
  const { builder } = founded;
  await dayIs(builder.today + 3);
  const token = await server.session(builder.institution, builder.founder);
  const request = (expiry: number) => builder.say(founded.everyone, builder.founder.id, null, ending(expiry));
  await expect(server.call('append', request(builder.today + 1), token)).rejects.toMatchObject({
    code: 'refused',
    detail: 'expiry',
  });
  await server.call('append', request(builder.today + 2), token);
});

it('with the space ends what lasts as long as the space', async () => {
  const { builder, everyone } = founded;
  await say(builder.event(everyone, builder.founder.id, builder.leadership), ending(until));
  const on = builder.today + 1;
  const retire = builder.part(everyone, () => [
    builder.record(everyone, builder.founder.id, builder.leadership, { type: 'retire', on }),
  ]);
  await server.call('append', { parts: [retire] }, founded.token);
  const before = await log(founded.token);
  await dayIs(on + 1);
  expect((await server.services.shredder.run()).events).toBe(0);
  const token = await dayIs(on + 2);
  const lasting = before.filter((item) => item.kind === 'event' && item.expiry === 0).map((item) => item.seq);
  expect(lasting).toHaveLength(1);
  const counts = await server.services.shredder.run();
  expect(counts.events).toBe(1);
  expect(counts.entries).toBeGreaterThan(0);
  const after = await log(token);
  expect(gone(after)).toEqual(lasting);
  expect(chainOf(everyone, after)).toEqual(chainOf(everyone, before));
  const epoch = currentEpoch(builder.state(everyone))?.epoch ?? 0;
  const { entries } = await server.call('space/entries', { space: everyone, epoch }, token);
  expect(entries.map((entry) => toHex(entry.bucket))).toEqual([toHex(bucket)]);
});

it('leaves nothing of it in any table, and goes on where a batch ends', async () => {
  const { builder, everyone, token } = founded;
  const events = Array.from({ length: 450 }, () => ending(builder.today + 1));
  const lasting = builder.event(everyone, builder.founder.id, builder.leadership);
  await server.call('append', builder.say(everyone, builder.founder.id, null, ...events, lasting), token);
  const entry = (await server.call('space/entries', { space: everyone, epoch: 1 }, token)).entries.find(
    (found) => toHex(found.bucket) === toHex(bucket),
  );
  const secrets = [...events.map((event) => toHex(event.bytes)), toHex(entry?.bytes ?? random(72))];
  const text = await dump();
  expect(secrets.filter((secret) => !text.includes(secret))).toEqual([]);
  await dayIs(until + 2);
  expect(await server.services.shredder.run()).toMatchObject({ entries: 1, events: 450, blobs: 0 });
  const left = await dump();
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
  expect(left).toContain(toHex(lasting.bytes));
});

it('runs once a day', async () => {
  const { builder } = founded;
  const { shredder } = server.services;
  await say(ending(builder.today));
  const count = async () => gone(await log(await server.session(builder.institution, builder.founder))).length;
  await shredder.look();
  await dayIs(builder.today + 2);
  await Promise.all([shredder.look(), shredder.look()]);
  expect(await count()).toBe(1);
  expect(server.failures).toEqual([]);
});

it('the application’s own role can delete nothing of it by itself', async () => {
  const { builder, everyone } = founded;
  const who = { institution: builder.institution, persona: builder.founder.id, space: everyone };
  for (const text of [
    'DELETE FROM items',
    'DELETE FROM entries',
    'DELETE FROM blobs',
    'UPDATE items SET bytes = NULL',
    'UPDATE entries SET until = 1',
  ])
    await expect(server.sql(text, who)).rejects.toMatchObject({ code: '42501' });
});
