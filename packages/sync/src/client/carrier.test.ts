/**
 * Somebody of the carrier who reads along with leadership: reads what leadership reads, writes nothing there, and lets whoever holds the
 * sheet from the safe in by the digits of their screen.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let at: ReturnType<typeof world>;
let leader: StartedClient;
let sheet: string[];
let carrier: StartedClient;

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const digits = (client: Client) => client.snapshot().institution?.digits ?? '';
const leadershipOf = (client: Client) =>
  client.snapshot().institution?.spaces.find(({ kind }) => kind === 'leadership');

async function comes(name: string): Promise<StartedClient> {
  const letter = await leader.invite([], [note(`Für ${name}`)]);
  const client = await at.device().start();
  await client.openLetter({ typed: letter.typed });
  await client.register(name, 'another long password');
  await client.claim([]);
  await vi.waitFor(() =>
    expect(leader.snapshot().institution?.spaces.some(({ personas }) => personas.includes(me(client)))).toBe(true),
  );
  return client;
}

async function readsAlong(name: string): Promise<StartedClient> {
  const client = await comes(name);
  await leader.admit(me(client), 'carrier', digits(client));
  await vi.waitFor(() => expect(client.snapshot().institution?.standing).toBe('carrier'));
  return client;
}

async function asks(device: DeviceOf): Promise<StartedClient> {
  const client = await device.start();
  await client.register('rettung', 'a long and new password');
  await client.requestRecovery([sheet], [note('Petra')]);
  return client;
}

beforeEach(async () => {
  at = world();
  leader = await founded(at.device(), at.server.foundingCode());
  sheet = [...(leader.snapshot().kit?.[0]?.lines ?? [])];
  await leader.kitKept();
  carrier = await readsAlong('traeger');
});

test('reads what leadership reads, from before and after, in every space', async () => {
  const group = await leader.createSpace('group', [note('Bären')]);
  const family = await leader.invite([group], [note('Für Ayşe')]);
  for (const kind of ['team', 'leadership']) await leader.send({ space: spaceOf(leader, kind), ...note(kind) });
  await vi.waitFor(() => expect(texts(carrier, 'leadership')).toEqual(['leadership']));
  await vi.waitFor(() => expect(texts(carrier, 'team')).toEqual(['team']));
  await vi.waitFor(() => expect(texts(carrier, 'group')).toEqual(['Bären']));
  await vi.waitFor(() => expect(texts(carrier, 'mailbox').toSorted()).toEqual(['Für Ayşe', 'Für traeger']));
  expect(family.mailbox).not.toBe('');
  expect(leadershipOf(leader)?.readers).toEqual([me(carrier)]);
  expect([leader, carrier].flatMap((client) => client.snapshot().alarms)).toEqual([]);
});

test('writes nothing but in the own mailbox, admits nobody, ends nobody’s access, makes no sheet, refuses nobody', async () => {
  const other = await comes('ayse');
  await vi.waitFor(() => expect(carrier.snapshot().institution?.spaces.length).toBeGreaterThan(4));
  const refused = { failure: 'not-allowed' };
  await expect(carrier.admit(me(other), 'carrier', digits(other))).rejects.toMatchObject(refused);
  await expect(carrier.endAccess(me(other))).rejects.toThrow();
  await expect(carrier.createSpace('group', [note('x')])).rejects.toThrow();
  await expect(carrier.invite([], [note('x')])).rejects.toThrow();
  await expect(carrier.drawKit('one')).rejects.toMatchObject(refused);
  await asks(at.device());
  await vi.waitFor(() => expect(carrier.snapshot().institution?.recovery).not.toBeNull());
  await expect(carrier.vetoRecovery()).rejects.toMatchObject(refused);
  expect(leader.snapshot().institution?.spaces.filter(({ kind }) => kind === 'group')).toEqual([]);
});

test('approves with the digits of whoever asks, and with no others: they are in at once, with nobody of leadership there', async () => {
  await leader.logout();
  const client = await asks(at.device());
  await vi.waitFor(() => expect(carrier.snapshot().institution?.recovery).not.toBeNull());
  await expect(carrier.approveRecovery('0'.repeat(12))).rejects.toMatchObject({ failure: 'digits-of-another' });
  await client.awaitRecovery();
  expect(client.snapshot().recovering?.state).toBe('waiting');
  await carrier.approveRecovery(client.snapshot().recovering?.digits ?? '');
  await client.awaitRecovery();
  expect(client.snapshot()).toMatchObject({ phase: 'ready', isKitDue: true, institution: { standing: 'staff' } });
  await vi.waitFor(() => expect(leadershipOf(carrier)?.owners).toContain(me(client)));
  expect(carrier.snapshot().alarms).toEqual([]);
});

test('a deputy approves nothing: neither owner nor put there by the carrier', async () => {
  const deputy = await comes('miriam');
  await leader.admit(me(deputy), 'deputy', digits(deputy));
  await vi.waitFor(() => expect(leadershipOf(deputy)?.role).toBe('admin'));
  const client = await asks(at.device());
  await vi.waitFor(() => expect(deputy.snapshot().institution?.recovery).not.toBeNull());
  await expect(deputy.approveRecovery(client.snapshot().recovering?.digits ?? '')).rejects.toThrow();
  await client.awaitRecovery();
  expect(client.snapshot().recovering?.state).toBe('waiting');
});

test('becomes a deputy by an owner’s word alone; whoever leaves reads nothing that comes after', async () => {
  const deputy = await comes('miriam');
  await leader.admit(me(deputy), 'deputy', digits(deputy));
  await vi.waitFor(() => expect(leadershipOf(deputy)?.role).toBe('admin'));
  const asDeputy = deputy.admit(me(carrier), 'deputy', digits(carrier));
  await expect(asDeputy).rejects.toMatchObject({ failure: 'not-allowed' });
  await leader.admit(me(carrier), 'deputy', digits(carrier));
  await vi.waitFor(() => expect(leadershipOf(carrier)?.role).toBe('admin'));
  expect(carrier.snapshot().institution?.standing).toBe('staff');
  await leader.admit(me(carrier), 'carrier', digits(carrier));
  await leader.reconnect();
  expect(leadershipOf(leader)?.readers).toEqual([]);

  const second = await readsAlong('zweiter');
  await leader.endAccess(me(second));
  await leader.send({ space: spaceOf(leader, 'team'), ...note('danach') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  await second.reconnect();
  expect(texts(second, 'team')).toEqual([]);
});
