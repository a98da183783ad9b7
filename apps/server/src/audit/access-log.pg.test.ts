/**
 * The access log: every answer has its row first, and the tree over the rows is the one that anybody computes from them.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { leafHash, rootOf } from '@obhut/protocol/merkle.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

type Founded = Awaited<ReturnType<TestServer['found']>>;

async function leaves({ builder }: Founded): Promise<Bytes[]> {
  const text = 'SELECT leaf, leaf_index::int AS index FROM access_log ORDER BY leaf_index';
  const rows = await server.sql<{ leaf: Buffer; index: number }>(text, {
    institution: builder.institution,
    persona: builder.founder.id,
  });
  expect(rows.map((row) => row.index)).toEqual(rows.map((_, i) => i));
  return rows.map((row) => leafHash(row.leaf));
}

async function calls({ builder }: Founded): Promise<string[]> {
  const who = { institution: builder.institution, persona: builder.founder.id };
  return (await server.sql<{ call: string }>('SELECT call FROM access_log ORDER BY leaf_index', who)).map(
    (row) => row.call,
  );
}

it('has a row for each answer with content by the time it is there', async () => {
  const founded = await server.found();
  const { builder, everyone, token } = founded;
  const before = await calls(founded);
  await server.call('append', builder.say(everyone, builder.founder.id, builder.leadership), token);
  await server.call('space/log', { space: everyone, after: 0, limit: 10 }, token);
  await server.call('space/boxes', { space: everyone, epoch: 1 }, token);
  await server.call('space/entries', { space: everyone, epoch: 1 }, token);
  await server.call('feed/read', { after: 6, limit: 10 }, token);
  expect((await calls(founded)).slice(before.length)).toEqual([
    'append',
    'space/log',
    'space/boxes',
    'space/entries',
    'feed/read',
  ]);
});

it('has one tree per institution, however many read at once', async () => {
  const all = await Promise.all([server.found(), server.found()]);
  await Promise.all(
    all.flatMap(({ everyone, token }) =>
      Array.from({ length: 25 }, () => server.call('space/log', { space: everyone, after: 0, limit: 1 }, token)),
    ),
  );
  for (const founded of all) {
    const hashes = await leaves(founded);
    const { size, root } = await server.services.accessLog.checkpoint(founded.builder.institution);
    expect(hashes.length).toBeGreaterThanOrEqual(25);
    expect(size).toBe(hashes.length);
    expect(toHex(root)).toBe(toHex(rootOf(hashes)));
  }
});

it('gives no answer where the row cannot be written', async () => {
  const { everyone, token } = await server.found();
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  await owner.query('REVOKE INSERT ON access_log FROM obhut_app');
  const { status } = await server.raw('/api/space/log', new Uint8Array(0), token);
  expect(status).toBe(400);
  await expect(server.call('space/log', { space: everyone, after: 0, limit: 1 }, token)).rejects.toMatchObject({
    code: 'internal',
  });
  await owner.query('GRANT INSERT ON access_log TO obhut_app');
  await owner.end();
  const { items } = await server.call('space/log', { space: everyone, after: 0, limit: 1 }, token);
  expect(items).toHaveLength(1);
});
