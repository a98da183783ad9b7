/**
 * A lost device, as screens see it: one act on another device, cut off wherever the network may be cut.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { RouteName } from '@obhut/protocol/routes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { memoryHomes } from '../account/rooms-memory.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { LyingTransport } from '../transport/lying.ts';
import { OfflineError } from '../transport/transport.ts';
import { createClient, type StartedClient } from './create-client.ts';
import type { ClientParts } from './client-parts.ts';

beforeAll(cryptoReady);

const password = 'vier grüne Äpfel';

let leader: StartedClient;
let desk: { parts: ClientParts; line: LyingTransport; client: StartedClient };
let phone: StartedClient;
let make: () => DeviceOf;

function lyingParts(): { parts: ClientParts; line: LyingTransport } {
  const { parts } = make();
  const line = new LyingTransport(parts.transport);
  return { line, parts: { ...parts, transport: line, homes: memoryHomes() } };
}

beforeEach(async () => {
  const { server, device } = world();
  make = device;
  leader = await founded(device(), server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  const { fragment, code } = await leader.invite([group], []);
  const made = lyingParts();
  desk = { ...made, client: await createClient(made.parts) };
  await desk.client.openLetter({ fragment, code });
  await desk.client.register('mutter', password);
  await desk.client.claim([note('mine')]);
  const sheet = await desk.client.drawSheet(password);
  await desk.client.keepSheet(sheet.recovery.slice(-4));
  phone = await createClient(lyingParts().parts);
  await phone.login('mutter', password);
});

async function sayInGroup(text: string): Promise<void> {
  await leader.reconnect();
  await leader.send({ ...note(text), space: spaceOf(leader, 'group') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
}

async function expectRenewed(client: StartedClient): Promise<void> {
  await sayInGroup('after');
  await client.reconnect();
  await vi.waitFor(() => expect(texts(client, 'group')).toEqual(['Bären', 'after']), 5000);
  expect(client.snapshot()).toMatchObject({ phase: 'ready', isSheetDue: true, alarms: [] });
  expect((await client.ways()).map(({ kind }) => kind)).toEqual(['password']);
  await client.send({ ...note('still me'), space: spaceOf(client, 'mailbox') });
  await vi.waitFor(() => expect(client.snapshot().outbox).toEqual([]));
  await leader.reconnect();
  expect(texts(leader, 'mailbox')).toContain('still me');
  const anew = await createClient(make().parts);
  await anew.login('mutter', password);
  expect(texts(anew, 'group')).toEqual(['Bären', 'after']);
}

test('the lost device is out, and the person goes on', async () => {
  expect(texts(phone, 'group')).toEqual(['Bären']);
  const me = desk.client.snapshot().institution?.me;
  await desk.client.renew(password);
  expect(desk.client.snapshot().institution?.me).toBe(me);
  await expectRenewed(desk.client);
  await phone.reconnect();
  expect(texts(phone, 'group')).not.toContain('after');
  await expect(phone.ways()).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(phone.changePassword(password, 'fünf rote Birnen')).rejects.toMatchObject({
    failure: 'server',
  });
});

test('not with another password, and then nothing has changed', async () => {
  await expect(desk.client.renew('fünf rote Birnen')).rejects.toMatchObject({ failure: 'wrong-password' });
  expect((await desk.client.ways()).map(({ kind }) => kind)).toEqual(['password', 'recovery']);
  await sayInGroup('after');
  await phone.reconnect();
  expect(texts(phone, 'group')).toEqual(['Bären', 'after']);
});

test('the only owner is told to take in another first', async () => {
  await expect(leader.renew('correct horse battery')).rejects.toMatchObject({ failure: 'last-owner' });
});

test.each(['account/renew', 'append', 'vault/write'] as const satisfies RouteName[])(
  'an answer to %s that never came is made up for, here or after a reload',
  async (name) => {
    desk.line.lies = {
      [name]: () => {
        desk.line.lies = {};
        throw new OfflineError('cut off');
      },
    };
    await expect(desk.client.renew(password)).rejects.toMatchObject({ failure: 'offline' });
    const again = await createClient(desk.parts);
    await again.reconnect();
    await expectRenewed(again);
  },
);

test.each(['account/renew', 'append', 'vault/write'] as const satisfies RouteName[])(
  'a %s that never arrived is made up for by trying again',
  async (name) => {
    const { transport } = desk.parts;
    const call = transport.call.bind(transport);
    const cut = vi.spyOn(transport, 'call').mockImplementation(async (asked, request, token) => {
      if (asked !== name) return await call(asked, request, token);
      cut.mockRestore();
      throw new OfflineError('cut off');
    });
    await expect(desk.client.renew(password)).rejects.toMatchObject({ failure: 'offline' });
    if (name === 'account/renew') await desk.client.renew(password);
    await expectRenewed(desk.client);
  },
);
