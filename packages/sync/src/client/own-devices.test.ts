/**
 * What a new device of a person knows from the vault alone, with a server that then lies to it.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { memoryHomes } from '../account/rooms-memory.ts';
import { VaultKeeper } from '../account/vault.ts';
import type { VaultContent } from '../account/vault-content.ts';
import { openAccount } from '../account/login.ts';
import { accountSecret, type Opened } from '../account/secret.ts';
import { MemoryStore } from '../store/memory.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';
import { createClient, type StartedClient } from './create-client.ts';
import type { ClientParts } from './client-parts.ts';

beforeAll(cryptoReady);

const password = 'vier grüne Äpfel';

/** On a busy machine. */
const patiently = { timeout: 20_000, interval: 100 };

let make: () => DeviceOf;
let opened: Opened | null;
let secret: Bytes | null;
let leader: StartedClient;
let phone: { parts: ClientParts; line: LyingTransport; client: StartedClient };

function newDevice(): { parts: ClientParts; line: LyingTransport } {
  const { parts } = make();
  const line = new LyingTransport(parts.transport);
  const own = { transport: line, homes: memoryHomes(), tellWithinMs: 1 };
  return { line, parts: { ...parts, ...own } };
}

/** What the vault holds now, read by somebody who logs in once. */
async function vaultOf(name: string): Promise<VaultContent> {
  const { parts } = newDevice();
  opened ??= await openAccount(parts.transport, name, password);
  const { account, token, device } = opened;
  secret ??= (await accountSecret(parts.transport, opened, null, null)).secret;
  return await new VaultKeeper(parts.transport, new MemoryStore(), { id: account, secret, token, device }).refresh();
}

async function pinsOf(name: string): Promise<{ space: string; index: number; seq: number }[]> {
  const { pins } = await vaultOf(name);
  return pins.map(({ space, index, seen }) => ({ space: toHex(space), index, seq: seen?.seq ?? 0 }));
}

async function say(text: string): Promise<void> {
  await leader.send({ ...note(text), space: spaceOf(leader, 'group') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]), patiently);
  await vi.waitFor(() => expect(texts(phone.client, 'group')).toContain(text), patiently);
}

beforeEach(async () => {
  [opened, secret] = [null, null];
  const { server, device } = world();
  make = device;
  leader = await founded(device(), server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  const { fragment, code } = await leader.invite([group], []);
  const made = newDevice();
  phone = { ...made, client: await createClient(made.parts) };
  await phone.client.openLetter({ fragment, code });
  await phone.client.register('mutter', password);
  await phone.client.claim([]);
});

/** The group as it was when the phone had read so much of it; `seq` and `index` are the heads of then. */
function frozen(group: string, { seq, index }: { seq: number; index: number }): Lies {
  const isIt = (space: Bytes) => toHex(space) === group;
  return {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => (isIt(head.space) ? { ...head, seq, index } : head)),
    }),
    'space/log': (request, honest) =>
      isIt(request.space) ? { items: honest.items.filter((item) => item.seq <= seq), more: false } : honest,
  };
}

async function headOf(group: string): Promise<{ seq: number; index: number }> {
  let head = { seq: 0, index: 0 };
  phone.line.lies = {
    'space/list': (_request, honest) => {
      head = honest.spaces.find(({ space }) => toHex(space) === group) ?? head;
      return honest;
    },
  };
  await phone.client.reconnect();
  phone.line.lies = {};
  return head;
}

test('a new device stops a space that goes back behind what the other has read; an honest server it reads to the end', async () => {
  const group = spaceOf(phone.client, 'group');
  const before = await headOf(group);
  await say('newer');
  const after = await headOf(group);
  await vi.waitFor(async () => {
    const pin = (await pinsOf('mutter')).find(({ space }) => space === group);
    expect(pin).toMatchObject({ index: after.index - 1, seq: after.seq });
  }, patiently);

  const honest = newDevice();
  const desk = await createClient(honest.parts);
  await desk.login('mutter', password);
  expect(texts(desk, 'group')).toEqual(['Bären', 'newer']);
  expect(desk.snapshot().alarms).toEqual([]);

  const lied = newDevice();
  lied.line.lies = frozen(group, before);
  const tablet = await createClient(lied.parts);
  await tablet.login('mutter', password);
  expect(tablet.snapshot().alarms).toEqual([{ space: group, why: 'rollback', isStop: true }]);
  await vi.waitFor(
    () => expect(tablet.snapshot().evidence).toMatchObject([{ space: group, why: 'rollback' }]),
    patiently,
  );
  expect(texts(tablet, 'everyone')).toEqual(['Lindenhof']);
});

test('what a stopped device has seen is told to nobody, and what others have told stays', async () => {
  const group = spaceOf(phone.client, 'group');
  const before = await headOf(group);
  await say('newer');
  await vi.waitFor(
    async () => expect((await pinsOf('mutter')).find(({ space }) => space === group)?.seq).toBeGreaterThan(before.seq),
    patiently,
  );
  const pins = await pinsOf('mutter');
  const lied = newDevice();
  lied.line.lies = frozen(group, before);
  const tablet = await createClient(lied.parts);
  await tablet.login('mutter', password);
  await leader.send({ ...note('to everyone'), space: spaceOf(leader, 'everyone') });
  const everyone = spaceOf(phone.client, 'everyone');
  await vi.waitFor(async () => {
    const now = await pinsOf('mutter');
    expect(now.find(({ space }) => space === everyone)?.seq).toBeGreaterThan(
      pins.find(({ space }) => space === everyone)?.seq ?? 0,
    );
    expect(now.find(({ space }) => space === group)).toEqual(pins.find(({ space }) => space === group));
  }, patiently);
});

test('a server that gives an older vault is named, and the spaces are read all the same', async () => {
  await vi.waitFor(async () => expect(await pinsOf('mutter')).not.toEqual([]), patiently);
  await say('newer');
  await vi.waitFor(async () => {
    const group = spaceOf(phone.client, 'group');
    expect((await pinsOf('mutter')).find(({ space }) => space === group)?.seq).toBeGreaterThan(4);
  }, patiently);
  phone.line.lies = { 'vault/read': (_request, honest) => ({ ...honest, version: honest.version - 1 }) };
  const again = await createClient(phone.parts);
  await again.reconnect();
  expect(again.snapshot().alarms).toEqual([{ space: null, why: 'vault-older' }]);
  expect(again.snapshot()).toMatchObject({ connection: 'online', caughtUp: true });
  expect(texts(again, 'group')).toEqual(['Bären', 'newer']);
});

async function sizeOf(): Promise<number> {
  const { token } = await openAccount(phone.parts.transport, 'mutter', password);
  return (await phone.parts.transport.call('vault/read', {}, token)).bytes.length;
}

test('a new device begins with what the other has written for it, and new keys leave none of it', async () => {
  await vi.waitFor(async () => expect((await vaultOf('mutter')).snapshots).toHaveLength(1), patiently);
  const [before] = (await vaultOf('mutter')).snapshots ?? [];
  const made = newDevice();
  const fetched: string[] = [];
  made.line.lies = {
    'space/log': (request, honest) => {
      fetched.push(toHex(request.space));
      return honest;
    },
  };
  const desk = await createClient(made.parts);
  await desk.login('mutter', password);
  expect(texts(desk, 'group')).toEqual(['Bären']);
  expect(fetched).toEqual([]);
  await desk.renew(password);
  [opened, secret] = [null, null];
  await vi.waitFor(async () => expect((await vaultOf('mutter')).snapshots).toHaveLength(1), patiently);
  const [after] = (await vaultOf('mutter')).snapshots ?? [];
  expect(after?.key).not.toEqual(before?.key);
  expect(after?.tag).not.toEqual(before?.tag);
  expect(desk.snapshot().alarms).toEqual([]);
});

test('in the vault’s size nobody sees how many spaces one is in', async () => {
  const before = await sizeOf();
  await vi.waitFor(async () => expect((await pinsOf('mutter')).length).toBeGreaterThan(3), patiently);
  expect(await sizeOf()).toBe(before);
});
