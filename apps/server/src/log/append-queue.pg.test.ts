/**
 * The queue by itself: rows that the database refuses, and what comes while a batch commits.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openPool } from '../db/pool.ts';
import { random } from '../testing/builder.ts';
import { dayOfTest, TestServer } from '../testing/server.ts';
import { AppendQueue } from './append-queue.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

it('a row that breaks the call is tried alone and fails alone; each batch is told once', async () => {
  const { builder, everyone } = await server.found();
  const { founder, leadership, institution } = builder;
  const batches: number[][] = [];
  const queue = new AppendQueue(
    server.pool,
    () => dayOfTest,
    (stored) => batches.push(stored.map(({ seq }) => seq)),
  );
  const row = (change: { expiry?: number; author?: Bytes; index?: number } = {}) => {
    const { kind: _kind, ...event } = builder.event(everyone, founder.id, leadership);
    return { institution, space: everyone, event: { ...event, ...change } };
  };
  const same = row();
  const results = await Promise.allSettled([
    queue.push(same),
    queue.push(row({ expiry: 2 ** 40 })),
    queue.push(row({ author: random(16) })),
    queue.push(row({ index: 0 })),
    queue.push(same),
    queue.push(row()),
  ]);
  const outcomes = results.map((result) => (result.status === 'fulfilled' ? result.value.outcome : 'failed'));
  expect(outcomes).toEqual(['stored', 'failed', 'not-found', 'conflict', 'repeated', 'stored']);
  const seqs = results.map((result) => (result.status === 'fulfilled' ? result.value.seq : null));
  expect(seqs).toEqual([3, null, null, null, 3, 4]);
  expect(batches).toEqual([[3], [4]]);
  const many = await Promise.all(Array.from({ length: 40 }, () => queue.push(row())));
  expect(many.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 5));
  await queue.idle();
  expect(batches).toHaveLength(3);
});

it('a database that is out of reach is asked once for all who wait', async () => {
  const { builder, everyone } = await server.found();
  const pool = openPool({ connectionString: 'postgresql://obhut_app@localhost:1/none' });
  const asked = vi.spyOn(pool, 'query');
  const queue = new AppendQueue(
    pool,
    () => dayOfTest,
    () => undefined,
  );
  const row = () => {
    const { kind: _kind, ...event } = builder.event(everyone, builder.founder.id, builder.leadership);
    return { institution: builder.institution, space: everyone, event };
  };
  const results = await Promise.allSettled([queue.push(row()), queue.push(row()), queue.push(row())]);
  for (const result of results)
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', detail: 'database' } });
  expect(asked).toHaveBeenCalledOnce();
  await pool.end();
});
