/**
 * A clock that has jumped ahead deletes nothing, until somebody says that it is right.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { random } from '../testing/builder.ts';
import { dayOfTest, TestServer } from '../testing/server.ts';
import { ClockGuard, mostDaysAhead } from './clock-guard.ts';

const dayMs = 86_400_000;
const year = 365;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

/** A file that is announced, whose last day is in ten days. */
async function announce(): Promise<void> {
  const { builder, everyone, token } = await server.found();
  const announced = { space: everyone, blob: random(16), expiry: builder.today + 10, size: 50, hash: random(32) };
  await server.call('blob/begin', announced, token);
}

async function announced(): Promise<unknown> {
  return (await asSuperuser('SELECT count(*)::integer AS count FROM blobs'))[0]?.['count'];
}

async function asSuperuser(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const look = () => server.services.shredder.look();

it('keeps what ends until then when it jumps by a year, says so once a day, and goes on when it is set right', async () => {
  await announce();
  await look();
  server.clock.forward(year * dayMs);
  await look();
  await look();
  expect(await announced()).toBe(1);
  expect(server.held).toEqual([{ clock: dayOfTest + year, followed: dayOfTest }]);
  server.clock.forward(dayMs);
  await look();
  expect(server.held).toHaveLength(2);
  server.clock.forward(-(year + 1 - 20) * dayMs);
  await look();
  expect(server.held).toHaveLength(2);
  expect(await announced()).toBe(0);
});

it('is followed over a pause of thirty days, and no longer one', async () => {
  const guard = new ClockGuard(server.pool, undefined);
  expect(await guard.jumpTo(dayOfTest)).toBeNull();
  await guard.follow(dayOfTest);
  expect(await guard.jumpTo(dayOfTest + mostDaysAhead)).toBeNull();
  const jump = { clock: dayOfTest + mostDaysAhead + 1, followed: dayOfTest };
  expect(await guard.jumpTo(jump.clock)).toEqual(jump);
});

it('is followed again when somebody names the day that it is; a day that was named before lets no other clock through', async () => {
  const [paused, wrong] = [dayOfTest + 60, dayOfTest + 60 + year];
  const guard = new ClockGuard(server.pool, paused);
  await guard.follow(dayOfTest);
  expect(await guard.jumpTo(wrong)).toEqual({ clock: wrong, followed: dayOfTest });
  expect(await guard.jumpTo(paused + 2)).not.toBeNull();
  expect(await guard.jumpTo(paused + 1)).toBeNull();
  expect(await guard.jumpTo(paused)).toBeNull();
  await guard.follow(paused);
  expect(await guard.jumpTo(wrong)).toEqual({ clock: wrong, followed: paused });
  expect(await new ClockGuard(server.pool, undefined).jumpTo(paused + 1)).toBeNull();
});

it('what was followed is never taken back: a clock that was behind asks nobody when it is right again', async () => {
  const guard = new ClockGuard(server.pool, undefined);
  await guard.follow(dayOfTest);
  await guard.follow(dayOfTest - year);
  expect(await guard.jumpTo(dayOfTest)).toBeNull();
});

it('a database of before goes by the newest call in its access log', async () => {
  const { everyone, token } = await server.found();
  await server.call('space/log', { space: everyone, after: 0, limit: 1 }, token);
  await server.services.accessLog.idle();
  await asSuperuser('DROP TABLE clock');
  const migration = readFileSync(join(import.meta.dirname, '../db/migrations/0044-clock.sql'), 'utf8');
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  await owner.query(migration);
  await owner.end();
  server.clock.forward(year * dayMs);
  await look();
  expect(server.held).toEqual([{ clock: dayOfTest + year, followed: dayOfTest }]);
});
