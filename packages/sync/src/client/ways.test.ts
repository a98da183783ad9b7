/**
 * The ways into one's own account, as screens use them.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { memoryHomes } from '../account/rooms-memory.ts';
import type { Sheet } from '../client.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { createClient, type StartedClient } from './create-client.ts';
import type { ClientParts } from './client-parts.ts';

beforeAll(cryptoReady);

const [password, next] = ['vier grüne Äpfel', 'fünf rote Birnen'];
const today = () => 20_000;

let server: MemoryServer;
let leader: StartedClient;
let leaderParts: ClientParts;

function newParts(): ClientParts {
  const clock = { now: () => today() * 86_400_000, today };
  return { transport: server.transport(), homes: memoryHomes(), deviceName: 'Testgerät', clock, models: [] };
}

beforeEach(async () => {
  server = new MemoryServer({ today });
  leaderParts = newParts();
  leader = await createClient(leaderParts);
  await leader.register('leitung', password);
  await leader.found({ code: server.foundingCode(), facts: [] });
  await leader.kitKept();
});

function lastGroup({ recovery }: Sheet): string {
  return recovery.slice(-4);
}

async function keptSheet(client: StartedClient): Promise<Sheet> {
  const sheet = await client.drawSheet(password);
  await client.keepSheet(lastGroup(sheet));
  return sheet;
}

/** A guardian, by a letter, on a device of their own. */
async function guardian(): Promise<StartedClient> {
  const { fragment, code } = await leader.invite([], []);
  const client = await createClient(newParts());
  await client.openLetter({ fragment, code });
  await client.register('mutter', password);
  await client.claim([]);
  return client;
}

const kinds = async (client: StartedClient) => (await client.ways()).map(({ kind }) => kind);

test('the sheet is due after founding, over a reload, until it is kept or put off', async () => {
  expect(leader.snapshot().isSheetDue).toBe(true);
  const again = await createClient(leaderParts);
  expect(again.snapshot().isSheetDue).toBe(true);
  await again.sheetLater();
  expect(again.snapshot().isSheetDue).toBe(false);
  expect((await createClient(leaderParts)).snapshot().isSheetDue).toBe(false);
  await keptSheet(leader);
  expect(leader.snapshot().isSheetDue).toBe(false);
});

test('a sheet that was only shown changes nothing; the last group makes it hold', async () => {
  await expect(leader.drawSheet(next)).rejects.toMatchObject({ failure: 'wrong-password' });
  await expect(leader.keepSheet('AAAA')).rejects.toMatchObject({ failure: 'not-allowed' });
  const sheet = await leader.drawSheet(password);
  expect(await kinds(leader)).toEqual(['password']);
  await expect(leader.keepSheet('')).rejects.toMatchObject({ failure: 'wrong-last-group' });
  await expect(leader.keepSheet(sheet.recovery)).rejects.toMatchObject({ failure: 'wrong-last-group' });
  await leader.keepSheet(` ${lastGroup(sheet).toLowerCase()} `);
  expect(await leader.ways()).toMatchObject([
    { kind: 'password', since: 20_000 },
    { kind: 'recovery', since: 20_000 },
  ]);
});

test('staff need the second secret once on each device, and it outlives logging out', async () => {
  const { secondSecret } = await keptSheet(leader);
  const parts = newParts();
  const fresh = await createClient(parts);
  const refusal = { failure: 'second-secret-needed' };
  await expect(fresh.login('leitung', password)).rejects.toMatchObject(refusal);
  await expect(fresh.login('leitung', next)).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  const mistyped = secondSecret?.replace(/^./u, (symbol) => (symbol === '0' ? '1' : '0'));
  await expect(fresh.login('leitung', password, mistyped)).rejects.toMatchObject({ failure: 'code-mistyped' });
  const { secondSecret: foreign } = await secondOf('zweite');
  await expect(fresh.login('leitung', password, foreign)).rejects.toMatchObject({ failure: 'wrong-second-secret' });
  expect(fresh.snapshot().phase).toBe('signed-out');
  await fresh.login('leitung', password, secondSecret);
  expect(fresh.snapshot().phase).toBe('ready');
  await fresh.logout();
  await fresh.login('leitung', password);
  expect(fresh.snapshot().phase).toBe('ready');
  // The device on which the sheet was made was told, too.
  await leader.logout();
  await leader.login('leitung', password);
});

/** The sheet of another institution's leader. */
async function secondOf(name: string): Promise<Sheet> {
  const client = await createClient(newParts());
  await client.register(name, password);
  await client.found({ code: server.foundingCode(), facts: [] });
  return keptSheet(client);
}

test('a new sheet has the same second secret, and another code', async () => {
  const [first, second] = [await keptSheet(leader), await keptSheet(leader)];
  expect(second.secondSecret).toBe(first.secondSecret);
  expect(second.recovery).not.toBe(first.recovery);
  const fresh = await createClient(newParts());
  const refusal = { failure: 'wrong-name-or-code' };
  await expect(fresh.recover('leitung', first.recovery, next)).rejects.toMatchObject(refusal);
  await fresh.recover('leitung', second.recovery, next);
  expect(fresh.snapshot()).toMatchObject({ phase: 'ready', login: 'leitung' });
});

test('after recovery and after a change of the password the second secret is still needed, and known where it was', async () => {
  const { recovery, secondSecret } = await keptSheet(leader);
  const found = await createClient(newParts());
  await found.recover('leitung', recovery, next);
  await found.logout();
  await found.login('leitung', next);
  await found.changePassword(next, password);
  const fresh = await createClient(newParts());
  await expect(fresh.login('leitung', next)).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  await expect(fresh.login('leitung', password)).rejects.toMatchObject({ failure: 'second-secret-needed' });
  await fresh.login('leitung', password, secondSecret);
});

test('guardians have no second secret; the code alone brings them back', async () => {
  const mother = await guardian();
  expect(mother.snapshot().isSheetDue).toBe(true);
  const sheet = await keptSheet(mother);
  expect(sheet.secondSecret).toBeNull();
  const fresh = await createClient(newParts());
  await fresh.login('mutter', password);
  await fresh.logout();
  await fresh.recover('mutter', sheet.recovery, next);
  expect(fresh.snapshot().institution?.standing).toBe('guardian');
});

test('a way in is removed, and is none any more', async () => {
  const mother = await guardian();
  const { recovery } = await keptSheet(mother);
  const way = (await mother.ways()).find(({ kind }) => kind === 'recovery');
  await mother.removeWay(way?.id ?? '');
  expect(await kinds(mother)).toEqual(['password']);
  const fresh = await createClient(newParts());
  await expect(fresh.recover('mutter', recovery, next)).rejects.toMatchObject({ failure: 'wrong-name-or-code' });
});

test('after twelve idle hours the device’s own secret opens a session, without a password', async () => {
  const mother = await guardian();
  server.forgetSessions();
  expect(await kinds(mother)).toEqual(['password']);
});

test('a deleted account is gone here and there; nothing of it opens again', async () => {
  const mother = await guardian();
  const { recovery } = await keptSheet(mother);
  const other = await createClient(newParts());
  await other.login('mutter', password);
  await expect(mother.deleteAccount(next)).rejects.toMatchObject({ failure: 'wrong-password' });
  await mother.deleteAccount(password);
  expect(mother.snapshot()).toMatchObject({ phase: 'signed-out', login: null });
  await expect(mother.login('mutter', password)).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  await expect(mother.recover('mutter', recovery, next)).rejects.toMatchObject({ failure: 'wrong-name-or-code' });
  await expect(other.ways()).rejects.toMatchObject({ failure: 'not-allowed' });
  expect(other.snapshot().phase).toBe('ready');
});

test('a signed-in device admits another, which then has the second secret, too', async () => {
  await keptSheet(leader);
  const fresh = await createClient(newParts());
  await expect(fresh.awaitPairing()).rejects.toMatchObject({ failure: 'pairing-over' });
  const code = await fresh.applyForPairing();
  expect(await fresh.awaitPairing()).toEqual({ digits: null, isIn: false });
  await expect(leader.isPairingReady()).rejects.toMatchObject({ failure: 'pairing-over' });
  await expect(fresh.answerPairing(code)).rejects.toMatchObject({ failure: 'not-allowed' });
  await leader.answerPairing(code);
  const { digits } = await fresh.awaitPairing();
  expect(await leader.isPairingReady()).toBe(true);
  await leader.admitPaired(digits ?? '');
  expect(await fresh.awaitPairing()).toMatchObject({ isIn: true });
  expect(fresh.snapshot()).toMatchObject({ phase: 'ready', login: 'leitung' });
  await expect(fresh.awaitPairing()).rejects.toMatchObject({ failure: 'pairing-over' });
  await expect(leader.answerPairing(code)).rejects.toMatchObject({ failure: 'pairing-over' });
  await fresh.logout();
  await fresh.login('leitung', password);
});

test('a passkey opens the account on a device that knows nothing, until it is removed', async () => {
  const mother = await guardian();
  await expect(mother.checkPassword(next)).rejects.toMatchObject({ failure: 'wrong-password' });
  await mother.checkPassword(password);
  const prf = new Uint8Array(32).fill(7);
  await mother.addPasskey(prf);
  expect(await kinds(mother)).toEqual(['passkey', 'password']);
  const fresh = await createClient(newParts());
  await fresh.loginByPasskey(prf);
  expect(fresh.snapshot()).toMatchObject({ phase: 'ready', login: 'mutter' });
  const [passkey] = await fresh.ways();
  await fresh.removeWay(passkey?.id ?? '');
  const other = await createClient(newParts());
  await expect(other.loginByPasskey(prf)).rejects.toMatchObject({ failure: 'unknown-passkey' });
});
