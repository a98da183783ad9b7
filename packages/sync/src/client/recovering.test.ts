/**
 * The way back with the sheet from the safe, through the port: asked for, seen by who is there, approved, refused or waited for; and the
 * sheets that were used or replaced open nothing that comes later.
 */
import { kitId, kitKeys, readKit } from '@obhut/crypto/kit.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import type { KitSheet } from './kit-commands.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { eventsIn, Thief } from '../testing/thief.ts';
import { OfflineError } from '../transport/transport.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let at: ReturnType<typeof world>;
let desk: DeviceOf;
let leader: StartedClient;
let sheet: string[];

beforeEach(async () => {
  at = world();
  desk = at.device();
  leader = await founded(desk, at.server.foundingCode());
  sheet = onlySheet(leader.snapshot().kit);
  await leader.kitKept();
});

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const owners = (client: Client) =>
  client.snapshot().institution?.spaces.find(({ kind }) => kind === 'leadership')?.owners ?? [];
const waiting = (client: Client) => client.snapshot().recovering;
const onlySheet = (sheets: readonly KitSheet[] | null) => [...(sheets?.[0]?.lines ?? [])];
const lastGroups = (lines: string[]) => [lines.at(-1)?.slice(-4) ?? ''];

/** A device that knows nothing, and the sheet. */
async function asks(device: DeviceOf, lines = sheet): Promise<StartedClient> {
  const client = await device.start();
  await client.register(`rettung-${at.today.day}`, 'a long and new password');
  await client.requestRecovery([lines], [note('Petra')]);
  return client;
}

/** Whether somebody with this sheet and all that the server holds opens the newest event of a space. */
function opensNewest(lines: string[], space: string): boolean {
  const kit = readKit(lines);
  if ('wrong' in kit) throw new Error('mistyped');
  const server = at.server.stolen(kit.institution);
  const kems = [{ member: kitId(kit), kem: kitKeys(kit.seed).kem }];
  const newest = eventsIn(server, fromHex(space)).at(-1);
  if (newest === undefined) throw new Error('nothing said');
  return new Thief(server, { kems, epochs: [], buckets: [] }).opens(fromHex(space), newest);
}

test('an owner compares the digits and approves: the waiting device is in, over a reload, and makes a new sheet', async () => {
  const group = await leader.createSpace('group', [note('Bären')]);
  expect(opensNewest(sheet, group)).toBe(true);
  const device = at.device();
  const before = await asks(device);
  expect(waiting(before)).toMatchObject({ state: 'waiting', since: at.today.day, from: at.today.day + 4 });
  const client = await device.start();
  expect(client.snapshot()).toMatchObject({ phase: 'signed-out', recovering: waiting(before) });
  await client.awaitRecovery();
  expect(waiting(client)).toEqual(waiting(before));

  await vi.waitFor(() => expect(leader.snapshot().institution?.recovery?.digits).toBe(waiting(client)?.digits));
  await expect(leader.approveRecovery('1'.repeat(12))).rejects.toMatchObject({ failure: 'digits-of-another' });
  expect(leader.snapshot().institution?.recovery?.isApproved).toBe(false);
  await leader.approveRecovery(waiting(client)?.digits ?? '');
  await client.awaitRecovery();
  expect(client.snapshot()).toMatchObject({ phase: 'ready', recovering: null, isKitDue: true });
  expect(texts(client, 'group')).toEqual(['Bären']);
  await vi.waitFor(() => expect(texts(leader, 'everyone')).toEqual(['Lindenhof', 'Petra']));
  await vi.waitFor(() => expect(owners(leader).toSorted()).toEqual([me(leader), me(client)].toSorted()));
  expect(leader.snapshot().institution).toMatchObject({
    hasKit: false,
    recovery: null,
    recovered: [{ person: me(client), day: at.today.day }],
  });

  expect((await device.start()).snapshot()).toMatchObject({ phase: 'ready', isKitDue: true });
  const again = device.client ?? client;
  const lines = onlySheet(await again.drawKit('one'));
  await expect(again.keepKit(['0000'])).rejects.toMatchObject({ failure: 'wrong-last-group' });
  expect(again.snapshot().isKitDue).toBe(true);
  await again.keepKit(lastGroups(lines));
  expect(again.snapshot()).toMatchObject({ isKitDue: false, institution: { hasKit: true } });
  await again.send({ space: group, ...note('nach dem Blatt') });
  await vi.waitFor(() => expect(again.snapshot().outbox).toEqual([]));
  expect(opensNewest(sheet, group)).toBe(false);
  expect(opensNewest(lines, group)).toBe(true);
  expect((await device.start()).snapshot().isKitDue).toBe(false);
  expect([leader, again].flatMap((each) => each.snapshot().alarms)).toEqual([]);
});

test('whoever waits with the sheet reads leadership’s log, and nothing else that it could open', async () => {
  await leader.createSpace('group', [note('Bären')]);
  const device = at.device();
  const call = device.transport.call.bind(device.transport);
  const read = new Set<string>();
  device.transport.call = (name, request, token) => {
    if ('space' in request) read.add(toHex(request.space));
    return call(name, request, token);
  };
  const client = await asks(device);
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('waiting');
  expect([...read]).toEqual([spaceOf(leader, 'leadership')]);
});

test('with nobody there to approve, four days open it, and not three', async () => {
  await leader.logout();
  const device = at.device();
  const client = await asks(device);
  at.today.day += 3;
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('waiting');
  at.today.day += 1;
  const later = await device.start();
  await later.awaitRecovery();
  expect(later.snapshot()).toMatchObject({ phase: 'ready', recovering: null, institution: { standing: 'staff' } });
  await vi.waitFor(() => expect(texts(later, 'everyone')).toEqual(['Lindenhof', 'Petra']));
});

test('an owner refuses: nobody comes in by it, the sheet is replaced, and then it is good for nothing', async () => {
  const client = await asks(at.device());
  await vi.waitFor(() => expect(leader.snapshot().institution?.recovery).not.toBeNull());
  await leader.vetoRecovery();
  expect(leader.snapshot().institution?.recovery).toBeNull();
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('refused');
  at.today.day += 4;
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('refused');
  expect(owners(leader)).toEqual([me(leader)]);

  await leader.keepKit(lastGroups(onlySheet(await leader.drawKit('one'))));
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('used-up');
  await client.giveUpRecovery();
  expect(waiting(client)).toBeNull();
  await expect(client.requestRecovery([sheet], [])).rejects.toMatchObject({ failure: 'kit-unknown' });
});

test('a sheet that is replaced while somebody waits with it lets nobody in', async () => {
  const client = await asks(at.device());
  await vi.waitFor(() => expect(leader.snapshot().institution?.recovery).not.toBeNull());
  await leader.keepKit(lastGroups(onlySheet(await leader.drawKit('one'))));
  expect(leader.snapshot().institution).toMatchObject({ recovery: null, hasKit: true });
  at.today.day += 4;
  await client.awaitRecovery();
  expect(waiting(client)?.state).toBe('used-up');
});

test('a new sheet at any time: what comes after it, the old one does not open, with all that the server holds', async () => {
  const group = await leader.createSpace('group', [note('Bären')]);
  const letter = await leader.invite([group], [note('Für Ayşe')]);
  const shown = onlySheet(await leader.drawKit('one'));
  await leader.send({ space: group, ...note('noch nicht') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  expect(opensNewest(sheet, group)).toBe(true);
  await leader.keepKit(lastGroups(shown).map((group) => group.toLowerCase()));
  for (const space of [
    group,
    letter.mailbox,
    ...['everyone', 'team', 'leadership'].map((kind) => spaceOf(leader, kind)),
  ]) {
    await leader.send({ space, ...note('danach') });
    await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
    expect(opensNewest(sheet, space)).toBe(false);
    expect(opensNewest(shown, space)).toBe(true);
  }
  const guardian = await at.device().start();
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', 'another long password');
  await guardian.claim([]);
  await expect(guardian.drawKit('one')).rejects.toMatchObject({ failure: 'not-allowed' });
  await expect(guardian.vetoRecovery()).rejects.toMatchObject({ failure: 'not-allowed' });
});

test('the answer to the last step is lost: the device finds out that it is in', async () => {
  const device = at.device();
  const client = await asks(device);
  at.today.day += 4;
  const call = device.transport.call.bind(device.transport);
  device.transport.call = async (name, request, token) => {
    const answer = await call(name, request, token);
    if (name === 'append') throw new OfflineError();
    return answer;
  };
  await expect(client.awaitRecovery()).rejects.toMatchObject({ failure: 'offline' });
  device.transport.call = call;
  const again = await device.start();
  expect(waiting(again)?.state).toBe('waiting');
  await again.awaitRecovery();
  expect(again.snapshot()).toMatchObject({ phase: 'ready', isKitDue: true });
});

test('a slip of the pen is shown in its line; a sheet of nowhere, and a server that leads elsewhere, are refused', async () => {
  const device = at.device();
  const client = await device.start();
  const wrong = sheet.with(2, sheet[2]?.replace(/.$/u, (last) => (last === '0' ? '1' : '0')) ?? '');
  expect(await client.checkKit([wrong])).toEqual({ lines: [[2]], pair: null });
  expect(await client.checkKit([sheet.map((line) => line.toLowerCase())])).toEqual({ lines: [[]], pair: null });
  await client.register('rettung', 'a long and new password');
  await expect(client.requestRecovery([wrong], [])).rejects.toMatchObject({ failure: 'kit-mistyped' });

  const other = await at.device().start();
  await other.register('anderswo', 'a long and new password');
  await other.found({ code: at.server.foundingCode(), facts: [] });
  const call = device.transport.call.bind(device.transport);
  const found = await call('letter/locate', { invite: kitOf(onlySheet(other.snapshot().kit)) }, null);
  device.transport.call = async (name, request, token) => {
    const answer = await call(name, request, token);
    if (name === 'letter/locate' && 'leadership' in answer) Object.assign(answer, found);
    return answer;
  };
  await expect(client.requestRecovery([sheet], [])).rejects.toMatchObject({ failure: 'kit-unknown' });
  expect(waiting(client)).toBeNull();
  // The right id, and another's log behind it.
  device.transport.call = async (name, request, token) => {
    const answer = await call(name, request, token);
    if (name === 'letter/locate' && 'leadership' in answer) Object.assign(answer, { leadership: found.leadership });
    return answer;
  };
  await expect(client.requestRecovery([sheet], [])).rejects.toMatchObject({ failure: 'kit-unknown' });
  expect(leader.snapshot().institution?.recovery).toBeNull();
});

function kitOf(lines: string[]) {
  const kit = readKit(lines);
  if ('wrong' in kit) throw new Error('mistyped');
  return kitId(kit);
}
