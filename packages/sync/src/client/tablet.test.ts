/**
 * A shared tablet: it works as itself without a person, as a person by their PIN, and gives nobody what is another's.
 */
import { opaqueReady } from '@obhut/crypto/opaque.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, utf8 } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { unlockDevice } from '../account/device.ts';
import type { Client } from '../client.ts';
import { tables } from '../store/store.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { dayTeam, metAt, setUp, settle } from '../testing/tablet.ts';
import type { StartedClient } from './create-client.ts';
import { nobodyHere } from './here-commands.ts';

const pin = '271828';
const notAllowed = { failure: 'not-allowed' };

let at: ReturnType<typeof world>;
let leader: StartedClient;
let device: DeviceOf;
let tablet: StartedClient;
let day: string;
let tabletId: string;

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const digitsOf = (client: Client) => client.snapshot().institution?.digits ?? '';
const kinds = (client: Client) =>
  client.snapshot().institution?.spaces.flatMap(({ kind, role }) => (role === null ? [] : [kind]));

beforeAll(async () => {
  await Promise.all([cryptoReady(), opaqueReady]);
});

beforeEach(async () => {
  at = world();
  leader = await founded(at.device(), at.server.foundingCode());
  day = await dayTeam(leader);
  device = at.device();
  tablet = await device.start();
  tabletId = await setUp(tablet, leader, day);
});

async function teacher(name: string): Promise<StartedClient> {
  const letter = await leader.invite([], []);
  const client = await at.device().start();
  await client.openLetter({ typed: letter.typed });
  await client.register(name, 'another long password');
  await client.claim([]);
  await vi.waitFor(() =>
    expect(leader.snapshot().institution?.spaces.find(({ kind }) => kind === 'everyone')?.personas).toContain(
      me(client),
    ),
  );
  await leader.admit(me(client), 'team', digitsOf(client));
  await vi.waitFor(() => expect(client.snapshot().institution?.standing).toBe('staff'));
  return client;
}

test('it reads and writes its day team as itself, also after a restart, and reads nothing else', async () => {
  expect(tablet.snapshot()).toMatchObject({ phase: 'ready', login: null, tablet: { day, persons: [], person: null } });
  expect(tablet.snapshot().institution).toMatchObject({ me: tabletId, standing: 'device' });
  await leader.send({ space: spaceOf(leader, 'team'), ...note('unter uns') });
  await leader.send({ space: day, ...note('Elif ist da') });
  await vi.waitFor(() => expect(texts(tablet, 'day')).toEqual(['Tagesteam', 'Elif ist da']));
  await tablet.send({ space: day, ...note('Theo auch') });
  await vi.waitFor(() => expect(texts(leader, 'day')).toContain('Theo auch'));
  expect(kinds(tablet)).toEqual(['day']);
  const again = await device.start();
  expect(texts(again, 'day')).toEqual(['Tagesteam', 'Elif ist da', 'Theo auch']);
  expect(leader.snapshot().institution?.spaces.find(({ id }) => id === day)?.devices).toEqual([tabletId]);
  await expect(tablet.logout()).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('only the digits on its screen let it in, and only a code of its kind', async () => {
  const other = await at.device().start();
  const digits = await metAt(other, leader, 'tablet');
  const wrong = digits.replace(/^\d/u, (first) => ((Number(first) + 1) % 10).toString());
  await expect(leader.admitTablet(day, wrong)).rejects.toMatchObject({ failure: 'wrong-digits' });
  expect(leader.snapshot().institution?.spaces.find(({ id }) => id === day)?.devices).toEqual([tabletId]);
  expect((await other.awaitTabletCode()).isIn).toBe(false);
  const code = await other.showTabletCode('tablet');
  await expect(leader.answerPairing(code)).rejects.toMatchObject({ failure: 'code-mistyped' });
  await expect(leader.answerTablet('tablet-pin', code)).rejects.toMatchObject({ failure: 'code-mistyped' });
  await expect(other.showTabletCode('tablet-pin')).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(leader.showTabletCode('tablet')).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('who only helps sets up no tablet and makes no day team', async () => {
  const jonas = await teacher('jonas');
  await expect(jonas.createDayTeam([])).rejects.toMatchObject({ failure: 'not-allowed' });
  const other = await at.device().start();
  const digits = await metAt(other, jonas, 'tablet');
  await expect(jonas.admitTablet(day, digits)).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(jonas.removeFromDay(day, tabletId)).rejects.toMatchObject({ failure: 'not-allowed' });
  const again = await metAt(other, leader, 'tablet');
  await expect(leader.admitTablet(spaceOf(leader, 'team'), again)).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('a person sets a PIN once, works as themselves, locks, and comes back by it', async () => {
  const jonas = await teacher('jonas');
  await leader.send({ space: spaceOf(leader, 'team'), ...note('unter uns') });
  await settle(tablet, jonas, 'Jonas', pin);
  expect(tablet.snapshot().tablet).toMatchObject({ person: me(jonas), persons: [{ id: me(jonas), label: 'Jonas' }] });
  expect(tablet.snapshot().institution).toMatchObject({ me: me(jonas), standing: 'staff' });
  await vi.waitFor(() => expect(texts(tablet, 'team')).toEqual(['unter uns']));
  await tablet.send({ space: spaceOf(tablet, 'everyone'), ...note('von Jonas') });
  await vi.waitFor(() => expect(texts(leader, 'everyone')).toContain('von Jonas'));

  await tablet.lock();
  expect(tablet.snapshot().tablet?.person).toBeNull();
  expect(kinds(tablet)).toEqual(['day']);
  expect(texts(tablet, 'team')).toEqual([]);
  const fromNobody = tablet.send({ space: spaceOf(leader, 'everyone'), ...note('von wem?') });
  await expect(fromNobody).rejects.toMatchObject({ failure: 'not-allowed' });
  expect(await tablet.unlockByPin(me(jonas), '000000')).toEqual({ isIn: false, left: 9 });
  expect(tablet.snapshot().tablet?.person).toBeNull();
  expect(await tablet.unlockByPin(me(jonas), pin)).toMatchObject({ isIn: true });
  expect(texts(tablet, 'team')).toEqual(['unter uns']);
  expect(tablet.snapshot().alarms).toEqual([]);
});

test('after ten wrong PINs it opens by none; a new one is set as the first', async () => {
  const jonas = await teacher('jonas');
  await settle(tablet, jonas, 'Jonas', pin);
  await tablet.lock();
  for (let left = 9; left >= 0; left--)
    expect(await tablet.unlockByPin(me(jonas), '999999')).toEqual({ isIn: false, left });
  expect(tablet.snapshot().tablet?.persons).toEqual([{ id: me(jonas), label: 'Jonas', isOver: true }]);
  await expect(tablet.unlockByPin(me(jonas), pin)).rejects.toMatchObject({ failure: 'not-allowed' });
  await settle(tablet, jonas, 'Jonas', '314159');
  await tablet.lock();
  expect(tablet.snapshot().tablet?.persons).toEqual([{ id: me(jonas), label: 'Jonas', isOver: false }]);
  expect(await tablet.unlockByPin(me(jonas), '314159')).toMatchObject({ isIn: true });
});

test('who does not work here sets none, and nothing shorter than six digits is one', async () => {
  const letter = await leader.invite([], []);
  const mother = await at.device().start();
  await mother.openLetter({ typed: letter.typed });
  await mother.register('mutter', 'another long password');
  await mother.claim([]);
  await expect(settle(tablet, mother, 'Ayşe', pin)).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(settle(tablet, leader, 'Sabine', '27182')).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(settle(tablet, leader, 'Sabine', '27182x')).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(tablet.setPin('')).rejects.toMatchObject({ failure: 'not-allowed' });
  expect(tablet.snapshot().tablet?.persons).toEqual([]);
});

test('somebody of another institution hands nothing over', async () => {
  const elsewhere = await founded(at.device(), at.server.foundingCode());
  await expect(settle(tablet, elsewhere, 'Fremd', pin)).rejects.toMatchObject({ failure: 'pairing-refused' });
});

test('drafts wait for the person who wrote them, and nobody else finds them', async () => {
  const jonas = await teacher('jonas');
  await settle(tablet, jonas, 'Jonas', pin);
  await tablet.keepDraft(me(jonas), 'post text', 'Morgen fällt der Ausflug aus');
  await tablet.keepDraft(me(jonas), 'post title', 'weg');
  await tablet.keepDraft(me(jonas), 'post title', '');
  await expect(tablet.keepDraft(me(leader), 'reply', 'untergeschoben')).rejects.toMatchObject(notAllowed);
  await tablet.lock();
  expect(tablet.snapshot().here).toMatchObject({ writer: null, drafts: [] });
  await expect(tablet.keepDraft(me(jonas), 'reply', 'zu spät')).rejects.toMatchObject(notAllowed);
  await settle(tablet, leader, 'Sabine', '314159');
  expect(tablet.snapshot().here).toMatchObject({ writer: me(leader), drafts: [] });
  await tablet.lock();
  tablet = await device.start();
  await tablet.unlockByPin(me(jonas), pin);
  expect(tablet.snapshot().here.drafts).toEqual([{ key: 'post text', text: 'Morgen fällt der Ausflug aus' }]);
  await tablet.lock();
  const rows = await Promise.all(tables.map((table) => device.store.list(table, '')));
  const stored = rows
    .flat()
    .map(({ key, bytes }) => `${key} ${toHex(bytes)}`)
    .join('\n');
  for (const text of ['Ausflug', 'post text', 'Jonas', 'Sabine', pin]) expect(stored).not.toContain(toHex(utf8(text)));
});

test('what waits to be sent when it is locked is sent when the person is back, and as nobody else', async () => {
  await settle(tablet, leader, 'Sabine', pin);
  const everyone = spaceOf(leader, 'everyone');
  device.transport.isOffline = true;
  await tablet.send({ space: everyone, ...note('ohne Netz') });
  expect(tablet.snapshot().outbox).toHaveLength(1);
  await tablet.lock();
  expect(tablet.snapshot().outbox).toEqual([]);
  device.transport.isOffline = false;
  await tablet.reconnect();
  await tablet.unlockByPin(me(leader), pin);
  await vi.waitFor(() => expect(texts(leader, 'everyone')).toContain('ohne Netz'));
});

test('it locks itself when nobody touches it, and not before', async () => {
  device.parts.lockAfterMs = 50;
  tablet = await device.start();
  await settle(tablet, leader, 'Sabine', pin);
  await vi.waitFor(() => expect(tablet.snapshot().tablet?.person).toBeNull());
  const later = at.device();
  later.parts.lockAfterMs = 100_000_000;
  const other = await later.start();
  await setUp(other, leader, day);
  await settle(other, leader, 'Sabine', pin);
  await other.stillHere();
  expect(other.snapshot().tablet?.person).toBe(me(leader));
  // It slept: whoever wakes it is too late.
  const { clock } = later.parts;
  const before = clock.now();
  clock.now = () => before + 100_000_001;
  await other.stillHere();
  await vi.waitFor(() => expect(other.snapshot().tablet?.person).toBeNull());
});

test('the accounts of the same browser lie apart from it, locked, and come back when it is no tablet any more', async () => {
  const pc = at.device();
  const jonas = await pc.start();
  const letter = await leader.invite([], []);
  await jonas.openLetter({ typed: letter.typed });
  await jonas.register('jonas', 'another long password');
  await jonas.claim([]);
  const account = jonas.snapshot().here.account ?? '';
  await jonas.keepDraft(account, 'reply', 'von mir');
  await jonas.leave();
  await setUp(jonas, leader, day);
  expect(jonas.snapshot().here).toEqual(nobodyHere);
  await expect(jonas.openHere(account)).rejects.toMatchObject(notAllowed);
  await expect(jonas.login('jonas', 'another long password')).rejects.toMatchObject(notAllowed);
  await expect(jonas.unlock(account, 'another long password')).rejects.toMatchObject(notAllowed);
  await expect(jonas.unlockByPasskey(account, new Uint8Array(32))).rejects.toMatchObject(notAllowed);
  await expect(jonas.loginByPasskey(new Uint8Array(32))).rejects.toMatchObject(notAllowed);
  await expect(jonas.register('noch eine', 'another long password')).rejects.toMatchObject(notAllowed);
  await expect(jonas.recover('jonas', '', 'another long password')).rejects.toMatchObject(notAllowed);
  await expect(jonas.awaitPairing()).rejects.toMatchObject(notAllowed);
  const home = { store: await pc.rooms.store(account), keys: pc.rooms.keys(account) };
  expect(await unlockDevice(home.store, home.keys)).toBeNull();
  const again = await pc.start();
  expect(again.snapshot()).toMatchObject({ phase: 'ready', login: null, tablet: { day, persons: [] } });
  await settle(again, leader, 'Sabine', pin);
  // Its lock is its own, after two minutes: not the accounts'.
  expect(again.snapshot().here).toEqual({ ...nobodyHere, writer: me(leader) });
  await again.leaveTablet();
  expect([...pc.rooms.stores.keys()]).toEqual([account]);
  expect(again.snapshot().here.accounts).toEqual([{ id: account, name: 'jonas', state: 'locked' }]);
  await again.unlock(account, 'another long password');
  expect(again.snapshot()).toMatchObject({
    tablet: null,
    here: { account, drafts: [{ key: 'reply', text: 'von mir' }] },
  });
});

test('who goes away without choosing a PIN leaves no keys behind, the second time neither', async () => {
  for (const _ of [1, 2]) {
    await leader.handPersona(await metAt(tablet, leader, 'tablet-pin'), 'Sabine');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    expect((await tablet.awaitTabletCode()).isIn).toBe(true);
    vi.advanceTimersByTime(120_000);
    vi.useRealTimers();
    await expect(tablet.setPin(pin)).rejects.toMatchObject({ failure: 'not-allowed' });
  }
});

test('a person takes their PIN away', async () => {
  await settle(tablet, leader, 'Sabine', pin);
  await tablet.removePin();
  expect(tablet.snapshot().tablet).toMatchObject({ persons: [], person: null });
  await expect(tablet.removePin()).rejects.toMatchObject({ failure: 'not-allowed' });
  const rows = await device.store.list('meta', 'person ');
  expect(rows).toEqual([]);
});

test('who has gone is shown out, and their PIN opens nothing', async () => {
  const jonas = await teacher('jonas');
  const person = me(jonas);
  await settle(tablet, jonas, 'Jonas', pin);
  await leader.endAccess(person);
  await tablet.reconnect();
  await vi.waitFor(() => expect(tablet.snapshot().tablet?.person).toBeNull());
  await vi.waitFor(() => expect(tablet.snapshot().connection).toBe('online'));
  await expect(tablet.unlockByPin(person, pin)).rejects.toMatchObject({ failure: 'pin-of-another-time' });
  expect(tablet.snapshot().tablet?.persons).toEqual([]);
  expect(tablet.snapshot().alarms).toEqual([]);
});

test('a removed tablet stops, whoever works on it, and forgets everything when it is told to', async () => {
  await settle(tablet, leader, 'Sabine', pin);
  await leader.removeFromDay(day, tabletId);
  expect(leader.snapshot().institution?.spaces.find(({ id }) => id === day)?.devices).toEqual([]);
  await vi.waitFor(() => expect(tablet.snapshot().tablet?.person).toBeNull());
  await vi.waitFor(() => expect(tablet.snapshot().tablet?.isOut).toBe(true));
  await expect(tablet.unlockByPin(me(leader), pin)).rejects.toMatchObject({ failure: 'not-allowed' });
  await leader.send({ space: day, ...note('danach') });
  await tablet.reconnect();
  expect(texts(tablet, 'day')).not.toContain('danach');
  await tablet.leaveTablet();
  expect(tablet.snapshot()).toMatchObject({ phase: 'signed-out', tablet: null });
  expect([...device.rooms.stores]).toEqual([]);
});
