/**
 * The real server deletes what is over as the one in memory does; its clock is moved by starting it again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { foundWith, utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { confirmingContract } from '@obhut/sync/transport/confirming.contract.ts';
import { expiryContract } from '@obhut/sync/transport/expiry.contract.ts';
import { recoveryContract } from '@obhut/sync/transport/recovery.contract.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { afterEach, expect, test } from 'vitest';
import { valuesOf } from './drill/sinks/tables.ts';
import { clock } from './member.ts';
import { ServerProcess } from './server-process.ts';

const dayMs = 86_400_000;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startServer(): Promise<ServerProcess> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-expiry-'));
  const server = new ServerProcess(dataDir, 18_096);
  server.logLevel = 'info';
  stops.push(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });
  await server.start();
  return server;
}

async function later(server: ServerProcess, days: number): Promise<void> {
  await server.stop();
  server.aheadMs += days * dayMs;
  // For a pause that is longer than a server's clock is trusted without anybody.
  server.settings = { CLOCK_IS_RIGHT: new Date(Date.now() + server.aheadMs).toISOString().slice(0, 10) };
  await server.start();
  await server.printed('what was over was deleted');
}

const startAging = async () => {
  const server = await startServer();
  const start = clock.today();
  return {
    transport: new HttpTransport(server.origin),
    foundingCode: await server.foundingCode(),
    get today() {
      return start + server.aheadMs / dayMs;
    },
    later: (days: number) => later(server, days),
  };
};
expiryContract('the server over HTTP', startAging);
recoveryContract('the server over HTTP', startAging);
confirmingContract('the server over HTTP', startAging);

function dump({ dataDir }: ServerProcess): string {
  return [...valuesOf(dataDir)].map(({ bytes }) => bytes.toString('latin1')).join('\n');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

test('whoever has the whole database and every key that is left opens nothing of what is over', async () => {
  const server = await startServer();
  const aged = {
    now: () => Date.now() + server.aheadMs,
    today: () => Math.floor((Date.now() + server.aheadMs) / dayMs),
  };
  const line = () => new HttpTransport(server.origin);
  const { plan, newDevice } = await foundWith(line, aged, await server.foundingCode());
  const device = newDevice();
  await device.refresh();
  const space = plan.leadership;
  await device.say(space, { ...utteranceOf('short', aged.now()), expiry: aged.today() + 1 });
  await device.say(space, utteranceOf('lasting', aged.now()));
  const events = async (by: Peer) => {
    const { items } = await by.session.call('space/log', { space, after: 0, limit: 1000 });
    return items.filter((item) => item.kind === 'event');
  };
  const [short, lasting] = (await events(device)).slice(-2);
  if (short === undefined || lasting === undefined) throw new Error('not said');
  const { entries } = await device.session.call('space/entries', { space, epoch: short.epoch });
  const keys = entries.filter((entry) => hex(entry.bucket) === hex(short.bucket)).map((entry) => hex(entry.bytes));
  const secrets = [hex(short.bytes), ...keys];
  const before = dump(server);
  expect(secrets.map((secret) => before.includes(secret))).toEqual([true, true]);

  const until = device.institution.replica(space)?.state?.buckets.get(hex(short.bucket))?.until ?? 0;
  await later(server, until - aged.today() + 2);
  const after = dump(server);
  expect(secrets.map((secret) => after.includes(secret))).toEqual([false, false]);
  expect(after.includes(hex(lasting.bytes))).toBe(true);
  const thief = newDevice();
  await thief.refresh();
  const replica = thief.institution.replica(space);
  expect(replica?.keys.eventKey(lasting)).not.toBeNull();
  expect(replica?.keys.eventKey(short)).toBeNull();
  expect(await events(thief)).not.toContainEqual(short);
});
