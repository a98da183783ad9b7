/**
 * The lanes: one institution's batch that waits for the database holds up half of the others, and not all.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRow } from '../db/append-events.ts';
import { uuids } from '../db/query.ts';
import { random } from '../testing/builder.ts';
import { dayOfTest, TestServer } from '../testing/server.ts';
import { AppendLanes } from './append-lanes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

interface House {
  institution: Bytes;
  say: () => EventRow;
}

/** Of the wanted parity, by which the lanes are told apart. */
async function houseOf(parity: number): Promise<House> {
  for (;;) {
    const { builder, everyone } = await server.found();
    const { founder, leadership, institution } = builder;
    const say = () => {
      const { kind: _kind, ...event } = builder.event(everyone, founder.id, leadership, random(100));
      return { institution, space: everyone, event };
    };
    if ((institution.at(-1) ?? 0) % 2 === parity) return { institution, say };
  }
}

it('an institution whose batch waits holds up none of the other lane, and its own stay in order', async () => {
  const [even, odd] = [await houseOf(0), await houseOf(1)];
  const told: number[] = [];
  const lanes = new AppendLanes(
    server.pool,
    () => dayOfTest,
    (stored) => told.push(...stored.map(({ seq }) => seq)),
  );
  const holder = new pg.Client({ connectionString: server.database.superuserUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM institutions WHERE institution_id = $1 FOR UPDATE', uuids([even.institution]));
  const waiting = [lanes.push(even.say()), lanes.push(even.say())];
  expect((await lanes.push(odd.say())).outcome).toBe('stored');
  expect(told).toHaveLength(1);
  await holder.query('COMMIT');
  await holder.end();
  expect((await Promise.all(waiting)).map(({ seq }) => seq)).toEqual([3, 4]);
  await lanes.idle();
  expect([lanes.length, told.length]).toEqual([0, 3]);
});
