import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test } from 'vitest';
import { Session } from '../engine/session.ts';
import { planFounding } from '../plans/found.ts';
import { deletionContract } from './deletion.contract.ts';
import { deviceContract } from './device.contract.ts';
import { blobContract } from './blob.contract.ts';
import { expiryContract } from './expiry.contract.ts';
import { accountContract } from './account.contract.ts';
import { MemoryServer } from './memory/server.ts';
import { manySpacesContract } from './many-spaces.contract.ts';
import { pinContract } from './pin.contract.ts';
import { renewContract } from './renew.contract.ts';
import { confirmingContract } from './confirming.contract.ts';
import { firstLookContract } from './first-look.contract.ts';
import { noticeContract } from './notice.contract.ts';
import { snapshotContract } from './snapshot.contract.ts';
import { recoveryContract } from './recovery.contract.ts';
import { carrierContract } from './carrier.contract.ts';
import { groupTeamContract } from './group-team.contract.ts';
import { spaceTableContract } from './space-table.contract.ts';
import { standingContract } from './standing.contract.ts';
import { transportContract } from './transport.contract.ts';
import { OfflineError } from './transport.ts';

beforeAll(cryptoReady);

const newServer = () => new MemoryServer({ today: () => 20_000 });

const start = () => {
  const server = newServer();
  return Promise.resolve({ transport: server.transport(), foundingCode: server.foundingCode(), today: 20_000 });
};

transportContract('memory', start);
standingContract('memory', start);
spaceTableContract('memory', start);
groupTeamContract('memory', start);
carrierContract('memory', start);
pinContract('memory', start);
snapshotContract('memory', start);
manySpacesContract('memory', start);
firstLookContract('memory', start);
renewContract('memory', () => Promise.resolve({ transport: newServer().transport() }));
deletionContract('memory', start);
deviceContract('memory', start);

noticeContract('memory', () => {
  const server = newServer();
  const prefix = 'https://updates.push.services.mozilla.com/wpush/v2/';
  return Promise.resolve({
    transport: server.transport(),
    foundingCode: server.foundingCode(),
    today: 20_000,
    endpoint: (name: string) => `${prefix}${name}`,
    wokenUntil(last: string) {
      const woken = server.woken().map((endpoint) => endpoint.slice(prefix.length));
      if (!woken.includes(last)) throw new Error(`never woken: ${last}`);
      return Promise.resolve([...new Set(woken)]);
    },
  });
});

blobContract('memory', () => {
  const server = newServer();
  return Promise.resolve({ transport: server.transport(), foundingCode: server.foundingCode(), today: 20_000 });
});

const startAging = () => {
  let day = 20_000;
  const server = new MemoryServer({ today: () => day });
  return Promise.resolve({
    transport: server.transport(),
    foundingCode: server.foundingCode(),
    get today() {
      return day;
    },
    later(days: number) {
      day += days;
      server.shred();
      return Promise.resolve();
    },
  });
};
expiryContract('memory', startAging);
recoveryContract('memory', startAging);
confirmingContract('memory', startAging);
accountContract('memory', () => Promise.resolve({ transport: newServer().transport(), today: 20_000 }));

test('offline, every call rejects, and live connections are cut once; online again, calls are answered', async () => {
  const transport = newServer().transport();
  const who = { institution: randomBytes(16), persona: randomBytes(16) };
  transport.isOffline = true;
  await expect(transport.call('session/challenge', who, null)).rejects.toThrow(OfflineError);
  transport.isOffline = false;
  const answer = transport.call('session/challenge', who, null);
  expect((await answer).nonce).toHaveLength(32);
  let cuts = 0;
  transport.live('token', 0, { frame: () => expect.unreachable(), closed: () => cuts++ });
  transport.isOffline = true;
  await Promise.resolve();
  expect(cuts).toBe(1);
});

test('a connection cut while the server works leaves the caller without an answer', async () => {
  const transport = newServer().transport();
  const asked = transport.call('session/challenge', { institution: randomBytes(16), persona: randomBytes(16) }, null);
  transport.isOffline = true;
  await expect(asked).rejects.toThrow(OfflineError);
});

test('a session that the server forgot is opened again by the engine', async () => {
  const server = newServer();
  const transport = server.transport();
  const plan = planFounding(randomBytes(32), randomBytes(32), 20_000, []);
  await transport.call('institution/found', { code: server.foundingCode(), append: plan.request }, null);
  const session = new Session(transport, plan.institution, plan.self);
  const before = await session.call('space/list', {});
  expect(before.spaces).toHaveLength(3);
  server.forgetSessions();
  await expect(transport.call('space/list', {}, await session.token())).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  expect(await session.call('space/list', {})).toEqual(before);
});

test('a request that does not fit its route is malformed', async () => {
  const transport = newServer().transport();
  const short = { institution: randomBytes(15), persona: randomBytes(16) };
  await expect(transport.call('session/challenge', short, null)).rejects.toMatchObject({ code: 'malformed' });
});
