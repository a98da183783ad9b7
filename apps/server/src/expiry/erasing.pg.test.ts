/**
 * How spaces and institutions end: everything that was theirs goes, and nothing of anyone else.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { noticeDays } from '@obhut/protocol/expiry.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { seedEntryId } from '@obhut/protocol/ids.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseNext } from '../db/shredding.ts';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

const dayMs = 86_400_000;
type Founded = Awaited<ReturnType<TestServer['found']>>;

let server: TestServer;
let founded: Founded;
beforeEach(async () => {
  server = await TestServer.start();
  founded = await server.found();
});
afterEach(() => server.stop());

const retire = async (space: Bytes, on: number, of = founded) => {
  const { builder, token } = of;
  const through = space === builder.leadership ? null : builder.leadership;
  const part = builder.part(space, () => [builder.record(space, builder.founder.id, through, { type: 'retire', on })]);
  await server.call('append', { parts: [part] }, token);
};

function dayIs(day: number): void {
  server.clock.forward((day - Math.floor(server.clock.now() / dayMs)) * dayMs);
}

const newToken = ({ builder }: Founded) => server.session(builder.institution, builder.founder);
const run = () => server.services.shredder.run();

/** How many rows each table has in which this column has this id; none are left out. */
async function rowsWith(column: 'institution_id' | 'space_id', id: Bytes): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = $1`,
      [column],
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const text = `SELECT count(*)::integer AS count FROM ${name} WHERE ${column} = $1`;
      const count = (await client.query<{ count: number }>(text, [toHex(id)])).rows[0]?.count ?? 0;
      if (count > 0) counts[name] = count;
    }
    return counts;
  } finally {
    await client.end();
  }
}

async function upload(space: Bytes, { token }: Founded): Promise<void> {
  const [blob, body] = [random(16), random(50)];
  await server.call('blob/begin', { space, blob, expiry: 0, size: body.length, hash: hash(body) }, token);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/octet-stream',
    [blobHeaders.space]: toHex(space),
    [blobHeaders.blob]: toHex(blob),
    [blobHeaders.offset]: '0',
  };
  expect((await server.fetch('/api/blob', { method: 'PUT', headers, body })).status).toBe(200);
}

async function files(): Promise<number> {
  const entries = await readdir(join(server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

it('a space that has ended goes as a whole when the last that counts in it is over', async () => {
  const { builder, everyone, team, token } = founded;
  const [on, until, bucket] = [builder.today + 1, builder.today + 5, random(16)];
  const epoch = currentEpoch(builder.state(everyone))?.epoch ?? 0;
  const keyring = builder.part(everyone, () => [
    builder.record(everyone, builder.founder.id, builder.leadership, {
      type: 'keyring',
      epoch,
      buckets: [{ id: bucket, until, hash: random(32) }],
    }),
    { kind: 'entry', epoch, bucket, bytes: random(72) },
  ]);
  await server.call('append', { parts: [keyring] }, token);
  const event = { ...builder.event(everyone, builder.founder.id, builder.leadership), bucket, expiry: until };
  await server.call('append', builder.say(everyone, builder.founder.id, null, event), token);
  await server.call('append', builder.say(everyone, builder.founder.id, builder.leadership), token);
  await upload(everyone, founded);
  await retire(everyone, on);

  dayIs(on + 2);
  expect(await run()).toMatchObject({ events: 1, blobs: 1, spaces: 0 });
  const spaces = async () =>
    (await server.call('space/list', {}, await newToken(founded))).spaces.map((head) => toHex(head.space));
  expect(await spaces()).toContain(toHex(everyone));
  dayIs(until + 2);
  expect(await run()).toMatchObject({ events: 1, entries: 1, spaces: 1, institutions: 0 });
  expect((await spaces()).toSorted()).toEqual([toHex(builder.leadership), toHex(team)].toSorted());
  // That something was done there, the access log goes on saying.
  expect(Object.keys(await rowsWith('space_id', everyone))).toEqual(['access_log']);
  expect(await files()).toBe(0);
  // The feed goes on over the gap.
  const last = await newToken(founded);
  const { items, more } = await server.call('feed/read', { after: 0, limit: 1000 }, last);
  expect(more).toBe(false);
  expect(items.map(({ space }) => toHex(space))).not.toContain(toHex(everyone));
  await server.call('append', builder.say(team, builder.founder.id, builder.leadership), last);
});

it('a log that others name stays when its space has ended, with the seeds by which its members open others', async () => {
  const { builder, team, token } = founded;
  const rekey = builder.part(team, () => builder.rekey(team, builder.founder.id, builder.leadership));
  const seed = { kind: 'entry' as const, epoch: 2, bucket: seedEntryId(team, 1), bytes: random(72) };
  await server.call('append', { parts: [{ ...rekey, items: [...rekey.items, seed] }] }, token);
  await retire(team, builder.today);
  dayIs(builder.today + 2);
  expect(await run()).toMatchObject({ spaces: 0 });
  const { items } = await server.call('space/log', { space: team, after: 0, limit: 100 }, await newToken(founded));
  expect(items.map(({ kind }) => kind)).toContain('control');
  const { entries } = await server.call('space/entries', { space: team, epoch: 2 }, await newToken(founded));
  expect(entries.map((entry) => entry.bytes)).toEqual([seed.bytes]);
});

it('an institution ends with notice only', async () => {
  const { builder } = founded;
  await expect(retire(builder.leadership, builder.today + noticeDays - 1)).rejects.toMatchObject({
    code: 'refused',
    detail: 'notice',
  });
});

it('an institution that has ended leaves nothing, and takes nothing of another along', async () => {
  const { builder, everyone, token } = founded;
  const other = await server.found();
  await upload(other.everyone, other);
  await upload(everyone, founded);
  const on = builder.today + noticeDays;
  await retire(builder.leadership, on);
  const untouched = await rowsWith('institution_id', other.builder.institution);

  dayIs(on + 1);
  expect(await run()).toMatchObject({ institutions: 0 });
  await newToken(founded);
  dayIs(on + 2);
  expect(await run()).toMatchObject({ blobs: 1, spaces: 2, institutions: 1 });
  expect(await rowsWith('institution_id', builder.institution)).toEqual({});
  expect(await rowsWith('institution_id', other.builder.institution)).toEqual(untouched);
  expect(await files()).toBe(1);
  await expect(server.call('space/list', {}, token)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(newToken(founded)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect((await server.call('space/list', {}, await newToken(other))).spaces).toHaveLength(3);
  expect(server.failures).toEqual([]);
});

it('is done in steps, of which each leaves nothing that anyone could read in part', async () => {
  const { builder } = founded;
  const on = builder.today + noticeDays;
  await retire(builder.leadership, on);
  const steps: string[] = [];
  for (let step = ''; step !== 'nothing';) {
    step = await eraseNext(server.pool, on + 1, 1);
    steps.push(step);
    await expect(newToken(founded)).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  expect(steps.filter((step) => step !== 'rows')).toEqual(['space', 'space', 'institution', 'nothing']);
  expect(steps.length).toBeGreaterThan(10);
  expect(await rowsWith('institution_id', builder.institution)).toEqual({});
});
