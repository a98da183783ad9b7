import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import { DeviceOf, founded, note, spaceOf, texts, world } from '../testing/clients.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

test('found, invite, look, claim, answer, read', async () => {
  const { server, device } = world();
  const leader = await founded(device(), server.foundingCode());
  expect(leader.snapshot()).toMatchObject({ phase: 'ready', login: 'leitung', alarms: [] });
  const group = await leader.createSpace('group', [note('Bären')]);
  const letter = await leader.invite([group], [note('Für Ayşe')]);

  const guardian = await device().start();
  expect(guardian.snapshot().phase).toBe('signed-out');
  await guardian.openLetter({ fragment: letter.fragment, code: letter.code.toLowerCase() });
  expect(guardian.snapshot()).toMatchObject({ phase: 'letter', institution: { standing: 'letter' } });
  expect(texts(guardian, 'group')).toEqual(['Bären']);
  expect(texts(guardian, 'everyone')).toEqual(['Lindenhof']);

  await guardian.register('ayse', 'another long password');
  await guardian.claim([note('Ayşe Yılmaz')]);
  expect(guardian.snapshot()).toMatchObject({ phase: 'ready', institution: { standing: 'guardian' } });
  await vi.waitFor(() => expect(texts(leader, 'mailbox')).toEqual(['Für Ayşe', 'Ayşe Yılmaz']));

  await leader.send({ space: group, ...note('Morgen Zoo') });
  await vi.waitFor(() => expect(texts(guardian, 'group')).toEqual(['Bären', 'Morgen Zoo']));
  expect([leader, guardian].flatMap((client) => client.snapshot().alarms)).toEqual([]);
});

test('a letter typed by hand opens as well; a wrong code, a used and an expired letter do not', async () => {
  const { server, today, device } = world();
  const leader = await founded(device(), server.foundingCode());
  const letter = await leader.invite([], [note('a')]);
  const late = await leader.invite([], [note('b')]);
  const guardian = await device().start();
  const wrong = `${letter.code.slice(0, 7)}${letter.code.endsWith('0') ? '1' : '0'}`;
  await expect(guardian.openLetter({ fragment: letter.fragment, code: wrong })).rejects.toMatchObject({
    failure: 'wrong-letter-or-code',
  });
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', 'another long password');
  await guardian.claim([]);
  const second = await device().start();
  await expect(second.openLetter({ typed: letter.typed })).rejects.toMatchObject({ failure: 'letter-used-or-expired' });
  today.day += 43;
  await expect(second.openLetter({ typed: late.typed })).rejects.toMatchObject({ failure: 'letter-used-or-expired' });
});

test('what is written offline waits on the device, survives a reload, and arrives once', async () => {
  const { server, device } = world();
  const leader = await founded(device(), server.foundingCode());
  const letter = await leader.invite([], [note('x')]);
  const phone = device();
  const before = await phone.start();
  await before.openLetter({ typed: letter.typed });
  await before.register('ayse', 'another long password');
  await before.claim([]);
  const mailbox = spaceOf(before, 'mailbox');

  phone.transport.isOffline = true;
  await before.send({ space: mailbox, ...note('geschrieben im Keller') });
  expect(before.snapshot().outbox).toHaveLength(1);
  const after = await phone.start();
  expect(after.snapshot()).toMatchObject({
    phase: 'ready',
    outbox: [{ body: { text: 'geschrieben im Keller' } }],
  });
  expect(texts(after, 'everyone')).toEqual(['Lindenhof']);
  await vi.waitFor(() => expect(after.snapshot().connection).toBe('offline'));

  phone.transport.isOffline = false;
  await after.reconnect();
  await vi.waitFor(() => expect(after.snapshot().outbox).toEqual([]));
  await vi.waitFor(() => expect(texts(leader, 'mailbox')).toEqual(['x', 'geschrieben im Keller']));
});

test('what was over before it could be sent does not stay on the device, and is named', async () => {
  const clock = { day: 20_000 };
  const server = new MemoryServer({ today: () => clock.day });
  const desk = new DeviceOf(server, () => clock.day);
  const leader = await founded(desk, server.foundingCode());
  desk.transport.isOffline = true;
  await leader.send({ space: spaceOf(leader, 'everyone'), ...note('heute Eis'), expiry: clock.day });
  await leader.send({ space: spaceOf(leader, 'everyone'), ...note('bleibt') });
  // Behind what was tried at once, and in vain.
  await leader.reconnect();
  clock.day += 1;
  desk.transport.isOffline = false;
  await leader.reconnect();
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  expect(leader.snapshot().alarms.map(({ why }) => why)).toContain('not-sent');
  expect(texts(leader, 'everyone')).toEqual(['Lindenhof', 'bleibt']);
});

test('a founding that is cut off goes on with the same bytes, never half, and the kit is shown until it is kept', async () => {
  const { server, device } = world();
  const desk = device();
  const code = server.foundingCode();
  const first = await desk.start();
  await first.register('leitung', 'correct horse battery');
  // The answer is lost: the server has founded, the device does not know.
  const call = desk.transport.call.bind(desk.transport);
  desk.transport.call = async (name, request, token) => {
    const answer = await call(name, request, token);
    if (name === 'institution/found') desk.transport.isOffline = true;
    if (desk.transport.isOffline)
      await call('session/challenge', { institution: new Uint8Array(16), persona: new Uint8Array(16) }, null);
    return answer;
  };
  await expect(first.found({ code, facts: [note('Lindenhof')] })).rejects.toMatchObject({ failure: 'offline' });
  desk.transport.call = call;
  desk.transport.isOffline = false;

  const again = await desk.start();
  expect(again.snapshot().phase).toBe('signed-out');
  await again.register('leitung', 'correct horse battery');
  await again.found({ code, facts: [note('Lindenhof')] });
  const { kit } = again.snapshot();
  expect(kit?.map(({ lines }) => lines.length)).toEqual([6]);
  expect(texts(again, 'everyone')).toEqual(['Lindenhof']);
  const reloaded = await desk.start();
  expect(reloaded.snapshot()).toMatchObject({ phase: 'ready', kit });
  await reloaded.kitKept();
  expect((await desk.start()).snapshot().kit).toBeNull();
});

test('wrong name or password, a taken name, a wrong founding code: each says so', async () => {
  const { server, device } = world();
  await founded(device(), server.foundingCode());
  const other = await device().start();
  await expect(other.login('leitung', 'wrong password')).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  await expect(other.login('nobody', 'wrong password')).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  await expect(other.register('leitung', 'wrong password')).rejects.toMatchObject({ failure: 'name-taken' });
  await other.register('second', 'a fourth password');
  await expect(other.found({ code: 'none', facts: [] })).rejects.toMatchObject({ failure: 'wrong-founding-code' });
  await other.login('leitung', 'correct horse battery');
  expect(texts(other, 'everyone')).toEqual(['Lindenhof']);
});

test('a clock that is wrong by more than a day is named', async () => {
  const { server, today, device } = world();
  const leader = await founded(device(), server.foundingCode());
  const desk = device();
  desk.parts.clock.today = () => today.day + 3;
  const wrong = await desk.start();
  await wrong.login('leitung', 'correct horse battery');
  await expect(wrong.createSpace('group', [])).rejects.toMatchObject({ failure: 'clock' });
  expect(leader.snapshot().alarms).toEqual([]);
});

async function joined(leader: Client, device: DeviceOf, group: string, name: string): Promise<StartedClient> {
  const letter = await leader.invite([group], [note(`Für ${name}`)]);
  const guardian = await device.start();
  await guardian.openLetter({ fragment: letter.fragment, code: letter.code });
  await guardian.register(name, 'another long password');
  await guardian.claim([note(name)]);
  await vi.waitFor(() => expect(texts(leader, 'mailbox')).toContain(name));
  return guardian;
}

test('access is ended by one call, with progress, and only theirs', async () => {
  const { server, device } = world();
  const leader = await founded(device(), server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  const mother = await joined(leader, device(), group, 'mother');
  const father = await joined(leader, device(), group, 'father');
  const me = mother.snapshot().institution?.me ?? '';
  const seen: number[] = [];
  leader.subscribe(() => seen.push(leader.snapshot().mending?.done ?? -1));
  await leader.endAccess(me);
  expect(seen.some((done) => done >= 0)).toBe(true);
  expect(leader.snapshot().mending).toBeNull();
  expect(leader.snapshot().institution?.spaces.flatMap(({ personas }) => personas)).not.toContain(me);
  await leader.send({ space: group, ...note('Morgen Zoo') });
  await vi.waitFor(() => expect(texts(father, 'group')).toEqual(['Bären', 'Morgen Zoo']));
  expect(texts(mother, 'group')).toEqual(['Bären']);
});

test('somebody who comes back by a new letter is one person with who they were', async () => {
  const { server, device } = world();
  const leader = await founded(device(), server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  const before = await joined(leader, device(), group, 'mother');
  const again = await joined(leader, device(), group, 'mother-again');
  const [old, next] = [before, again].map((client) => client.snapshot().institution?.me ?? '');
  await leader.replacePerson(old ?? '', next ?? '');
  const members = leader.snapshot().institution?.spaces.flatMap(({ personas }) => personas) ?? [];
  expect(members).toContain(old);
  expect(members).not.toContain(next);
  await vi.waitFor(() => expect(again.snapshot().institution?.me).toBe(old));
  await vi.waitFor(() => expect(texts(again, 'mailbox')).toContain('mother'));
  await expect(leader.replacePerson(old ?? '', old ?? '')).rejects.toMatchObject({ failure: 'not-allowed' });
});
