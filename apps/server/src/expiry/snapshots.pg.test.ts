/**
 * Snapshots go with their day, their persona and their institution; what the calls do is in the contract of a transport.
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { asPersona } from '../db/query.ts';
import { readSnapshot, writeSnapshot } from '../db/snapshots.ts';
import { dumpLines } from '../testing/dump.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
beforeEach(async () => {
  server = await TestServer.start();
  founded = await server.found();
});
afterEach(() => server.stop());

const dayMs = 86_400_000;

function whoIs(persona: Bytes) {
  return { institution: founded.builder.institution, persona };
}

async function put(persona: Bytes, until: number): Promise<Bytes> {
  const [who, bytes] = [whoIs(persona), random(64)];
  const { today } = founded.builder;
  const write = asPersona(server.pool, who, today, (db) =>
    writeSnapshot(db, who, null, { tag: random(16), until, bytes }, today),
  );
  expect(await write).toBe(true);
  return bytes;
}

async function isStored(bytes: Bytes): Promise<boolean> {
  const hex = Buffer.from(bytes).toString('hex');
  for await (const line of dumpLines({ connectionString: server.database.superuserUrl }))
    if (line.includes(hex)) return true;
  return false;
}

it('what is over is deleted a day later, what is of nobody who is a member at once, and the rest stays', async () => {
  const { founder, today } = founded.builder;
  const lasting = await put(founder.id, 0);
  const strangers = await put(random(16), 0);
  // A member of something elsewhere is none here.
  const elsewhere = await put((await server.found()).builder.founder.id, 0);
  const all = [lasting, strangers, elsewhere];
  expect(await Promise.all(all.map(isStored))).toEqual([true, true, true]);
  await server.services.shredder.run();
  expect(await Promise.all(all.map(isStored))).toEqual([true, false, false]);
  const who = whoIs(founder.id);
  const next = { tag: random(16), until: today + 3, bytes: random(64) };
  const before = await asPersona(server.pool, who, today, (db) => readSnapshot(db, who, today));
  await asPersona(server.pool, who, today, (db) => writeSnapshot(db, who, before?.tag ?? null, next, today));
  expect([await isStored(lasting), await isStored(next.bytes)]).toEqual([false, true]);
  server.clock.forward(4 * dayMs);
  expect(await asPersona(server.pool, who, today + 4, (db) => readSnapshot(db, who, today + 4))).toBeUndefined();
  server.clock.forward(dayMs);
  await server.services.shredder.run();
  expect(await isStored(next.bytes)).toBe(false);
});

it('nobody sees or writes another’s, whatever a route asks for', async () => {
  const { founder, today } = founded.builder;
  const [mine, theirs] = [whoIs(founder.id), whoIs(random(16))];
  const bytes = await put(founder.id, 0);
  expect(await asPersona(server.pool, theirs, today, (db) => readSnapshot(db, mine, today))).toBeUndefined();
  const lie = { tag: random(16), until: 0, bytes: random(64) };
  await expect(
    asPersona(server.pool, theirs, today, (db) => writeSnapshot(db, mine, null, lie, today)),
  ).rejects.toMatchObject({ code: '42501' });
  const found = await asPersona(server.pool, mine, today, (db) => readSnapshot(db, mine, today));
  expect(found !== undefined && equalBytes(found.bytes, bytes)).toBe(true);
});

it('one is written through its last day, or for ever, in place of the one that its writer knew', async () => {
  const { token, builder } = founded;
  const write = async (before: Bytes | null, until: number) => {
    const snapshot = { tag: random(16), until, bytes: random(64) };
    await server.call('snapshot/write', { before, snapshot }, token);
    return snapshot;
  };
  const read = async () => (await server.call('snapshot/read', {}, token)).snapshot;
  const over = { code: 'refused', detail: 'expiry' };
  const conflict = { code: 'conflict', detail: 'tag' };

  await expect(write(null, builder.today - 1)).rejects.toMatchObject(over);
  await expect(write(null, 1)).rejects.toMatchObject(over);
  await expect(write(random(16), 0)).rejects.toMatchObject(conflict);
  expect(await read()).toBeNull();
  const first = await write(null, builder.today);
  await expect(write(null, 0)).rejects.toMatchObject(conflict);
  expect(await read()).toEqual(first);
  const second = await write(first.tag, builder.today + 1);
  await expect(write(first.tag, 0)).rejects.toMatchObject(conflict);
  const lasting = await write(second.tag, 0);
  server.clock.forward(365 * dayMs);
  founded.token = await server.session(builder.institution, builder.founder);
  expect((await server.call('snapshot/read', {}, founded.token)).snapshot).toEqual(lasting);
});
