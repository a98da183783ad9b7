/**
 * One account in two institutions: one login for both, and what is done to the account is done in both.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { look } from '../notices/look.ts';
import { note, texts } from '../testing/clients.ts';
import { beside, inBoth, institutionOf, notesBeside, password, withTwoLetters } from '../testing/houses.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

function allDigits(client: StartedClient): (string | undefined)[] {
  return [client.snapshot(), ...client.beside().map(({ snapshot }) => snapshot)].map(
    ({ institution }) => institution?.digits,
  );
}

test('a letter of another institution is taken into the account that is open, and both go on', async () => {
  const { kita, school, mother } = await withTwoLetters();
  expect(mother.snapshot()).toMatchObject({ phase: 'letter', login: 'ayse', institution: { id: school.id } });
  expect(beside(mother, kita)?.snapshot).toMatchObject({ phase: 'ready', login: 'ayse' });
  await mother.claim([note('Ayşe in der Schule')]);
  expect(mother.snapshot()).toMatchObject({ phase: 'ready', login: 'ayse', institution: { id: school.id } });
  expect(mother.snapshot().here.accounts.map(({ name }) => name)).toEqual(['ayse']);
  expect(texts(mother, 'mailbox')).toContain('Brief der Schule');
  // What comes in the other one is seen at once, and stays there.
  await kita.leader.send({ space: kita.group, ...note('Morgen Zoo') });
  await vi.waitFor(() => expect(notesBeside(mother, kita)).toEqual(['Gruppe kita', 'Morgen Zoo']));
  expect(mother.states().get('notes')?.has(kita.group)).toBe(false);
  expect(beside(mother, kita)?.states.get('notes')?.has(school.group)).toBe(false);
  expect(
    [mother.snapshot(), ...mother.beside().map(({ snapshot }) => snapshot)].flatMap(({ alarms }) => alarms),
  ).toEqual([]);
});

test('a letter in hand is put away, and nothing was taken', async () => {
  const { kita, school, mother } = await withTwoLetters();
  await mother.bringForward(kita.id);
  expect(mother.snapshot()).toMatchObject({ phase: 'ready', institution: { id: kita.id } });
  expect(mother.beside()).toEqual([]);
  await expect(mother.bringForward(school.id)).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('one tap brings the other to the front, offline too, and the next start begins with it', async () => {
  const { kita, school, phone, mother } = await inBoth();
  await mother.reconnect();
  phone.transport.isOffline = true;
  await mother.bringForward(kita.id);
  expect(texts(mother, 'group')).toEqual(['Gruppe kita']);
  expect(beside(mother, school)?.snapshot.login).toBe('ayse');
  const again = await phone.start();
  expect(again.snapshot()).toMatchObject({ phase: 'ready', institution: { id: kita.id } });
  await vi.waitFor(() => expect(notesBeside(again, school)).toEqual(['Gruppe schule']));
  await again.bringForward(school.id);
  expect(institutionOf(await phone.start())).toBe(school.id);
});

test('one login opens both on another device, and a device that was there before finds what was joined elsewhere', async () => {
  const { kita, school, mother, device } = await withTwoLetters();
  const another = device();
  const tablet = await another.start();
  await tablet.login('ayse', password);
  expect(institutionOf(tablet)).toBe(kita.id);
  expect(tablet.beside()).toEqual([]);
  await mother.claim([]);
  const later = await another.start();
  await vi.waitFor(() => expect(notesBeside(later, school)).toEqual(['Gruppe schule']));
  expect(institutionOf(later)).toBe(kita.id);
  const desk = await device().start();
  await desk.login('ayse', password);
  await vi.waitFor(() => expect(notesBeside(desk, school)).toEqual(['Gruppe schule']));
});

test('a device that is at work opens what was joined elsewhere when it comes to the front, and turns to nothing by itself', async () => {
  const { kita, school, mother, device } = await withTwoLetters();
  const another = device();
  const tablet = await another.start();
  await tablet.login('ayse', password);
  await mother.claim([]);
  another.transport.isOffline = true;
  await tablet.reconnect();
  expect(tablet.beside()).toEqual([]);
  another.transport.isOffline = false;
  await tablet.reconnect();
  await vi.waitFor(() => expect(notesBeside(tablet, school)).toEqual(['Gruppe schule']));
  expect(institutionOf(tablet)).toBe(kita.id);
  await tablet.reconnect();
  expect(tablet.beside()).toHaveLength(1);
  expect(tablet.snapshot().alarms).toEqual([]);
});

test('it does so, too, when it reads the vault to tell of what it has read', async () => {
  const { kita, school, mother, device } = await withTwoLetters();
  const another = device();
  another.parts.tellWithinMs = 1;
  const tablet = await another.start();
  await tablet.login('ayse', password);
  await mother.claim([]);
  // Somebody else has joined: members have changed, which is told soon.
  await kita.leader.invite([kita.group], [note('für den Vater')]);
  await vi.waitFor(() => expect(notesBeside(tablet, school)).toEqual(['Gruppe schule']));
});

test('what was meant for one institution is never said in the other, whichever is in front by then', async () => {
  const { kita, school, mother } = await inBoth();
  await expect(mother.send({ space: kita.group, ...note('verirrt') })).rejects.toMatchObject({
    failure: 'not-allowed',
  });
  const both = mother.sendToEach([school.group, kita.group], note('verirrt'));
  await expect(both).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(mother.deleteEvent(kita.group, 'a'.repeat(32))).rejects.toMatchObject({ failure: 'not-allowed' });
  expect(
    [mother.snapshot(), ...mother.beside().map(({ snapshot }) => snapshot)].flatMap(({ outbox }) => outbox),
  ).toEqual([]);
  await mother.bringForward(kita.id);
  const mailbox = mother.snapshot().institution?.spaces.find(({ kind }) => kind === 'mailbox')?.id ?? '';
  await mother.send({ space: mailbox, ...note('hier richtig') });
  await vi.waitFor(() => expect(texts(kita.leader, 'mailbox')).toContain('hier richtig'));
});

test('a second letter of the same institution is another person’s: it is not used up', async () => {
  const { kita, mother } = await inBoth();
  const { typed } = await kita.leader.invite([kita.group], [note('für den Vater')]);
  await mother.openLetter({ typed });
  await expect(mother.claim([])).rejects.toMatchObject({ failure: 'not-allowed' });
  // It stays in hand for whom it is.
  await mother.leave();
  expect(mother.snapshot()).toMatchObject({ phase: 'letter', login: null });
  await mother.register('vater', password);
  await mother.claim([]);
  expect(mother.snapshot()).toMatchObject({ login: 'vater', institution: { id: kita.id } });
  expect(mother.beside()).toEqual([]);
  expect(mother.snapshot().here.accounts).toHaveLength(2);
});

test('locking, leaving and logging out close both', async () => {
  const { phone, mother } = await inBoth();
  const account = mother.snapshot().here.account ?? '';
  await mother.leave();
  expect(mother.beside()).toEqual([]);
  expect(mother.snapshot().phase).toBe('signed-out');
  await mother.openHere(account);
  await vi.waitFor(() => expect(mother.beside()).toHaveLength(1));
  await mother.lock();
  expect(mother.beside()).toEqual([]);
  await mother.unlock(account, password);
  expect(mother.beside()).toHaveLength(1);
  await mother.logout();
  expect(mother.beside()).toEqual([]);
  expect((await phone.start()).snapshot()).toMatchObject({ phase: 'signed-out', here: { accounts: [] } });
});

test('a wake-up is asked for in both, and what is new in either is told', async () => {
  const { kita, school, phone, mother, server } = await inBoth();
  const endpoint = 'https://fcm.googleapis.com/fcm/send/abc';
  await mother.startNotices(endpoint);
  expect((await mother.readNotices(endpoint)).isOn).toBe(true);
  await mother.bringForward(kita.id);
  expect((await mother.readNotices(endpoint)).isOn).toBe(true);
  await kita.leader.send({ space: kita.group, ...note('Zoo') });
  await school.leader.send({ space: school.group, ...note('Elternabend') });
  const looks = await look({ ...phone.parts, transport: server.transport() });
  expect(new Map(looks?.map(({ institution, news }) => [institution.id, news.map(({ fact }) => fact.body)]))).toEqual(
    new Map([
      [kita.id, [{ text: 'Zoo' }]],
      [school.id, [{ text: 'Elternabend' }]],
    ]),
  );
  // A page that shows both has shown it.
  await vi.waitFor(() => expect(notesBeside(mother, school)).toContain('Elternabend'));
  await vi.waitFor(() => expect(texts(mother, 'group')).toContain('Zoo'));
  await mother.looked();
  const after = await look({ ...phone.parts, transport: server.transport() });
  expect(after?.flatMap(({ news }) => news)).toEqual([]);
  await mother.stopNotices();
  expect((await mother.readNotices(endpoint)).isOn).toBe(false);
  await mother.bringForward(school.id);
  expect((await mother.readNotices(endpoint)).isOn).toBe(false);
});

test('after a theft there are new keys in both, and the drafts stay', async () => {
  const { kita, school, mother, phone } = await inBoth();
  const before = allDigits(mother);
  await mother.keepDraft(mother.snapshot().here.writer ?? '', 'post text', 'bleibt');
  await mother.renew(password);
  await vi.waitFor(() => expect(allDigits(mother).filter((digits) => before.includes(digits))).toEqual([]));
  expect(institutionOf(mother)).toBe(school.id);
  expect(mother.snapshot().here.drafts).toEqual([{ key: 'post text', text: 'bleibt' }]);
  await kita.leader.send({ space: kita.group, ...note('nach dem Diebstahl') });
  await vi.waitFor(() => expect(notesBeside(mother, kita)).toEqual(['Gruppe kita', 'nach dem Diebstahl']));
  const again = await phone.start();
  await vi.waitFor(() => expect(notesBeside(again, kita)).toEqual(['Gruppe kita', 'nach dem Diebstahl']));
  expect(again.snapshot().here.drafts).toEqual([{ key: 'post text', text: 'bleibt' }]);
});
