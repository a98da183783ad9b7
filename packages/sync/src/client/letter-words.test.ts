/**
 * What somebody did with a letter in hand counts once they have joined: as of then, once, and known to nobody before.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Homes } from '../account/homes.ts';
import type { Client, Letter } from '../client.ts';
import { MemoryStore } from '../store/memory.ts';
import { type DeviceOf, founded, world } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

/** Every fact of a space: what, by whom and as of when. */
const times: Model<readonly string[]> = {
  name: 'times',
  empty: [],
  types: ['note/said@1'],
  fold: (state, { body, author, time }) => {
    const text = typeof body === 'object' && body !== null && 'text' in body ? String(body.text) : '';
    return { result: 'applied', state: [...state, lineOf(text, author, time)] };
  },
  expire: (state) => state,
};

function lineOf(text: string, author: string, time: number): string {
  return `${text} | ${author} | ${time}`;
}

const secret = 'Gelesen: Läuse in der Igelgruppe';
const dayMs = 86_400_000;
const word = (text: string) => ({ type: 'note/said@1', body: { text }, expiry: 0, notify: 'none' }) as const;

let at: ReturnType<typeof world>;
let leader: StartedClient;
let phone: DeviceOf;
/** What the phone has outside of every account. */
let directory: MemoryStore;
let letter: Letter;

beforeEach(async () => {
  at = world();
  const desk = at.device();
  desk.parts.models = [times];
  leader = await founded(desk, at.server.foundingCode());
  letter = await leader.invite([], []);
  phone = at.device();
  directory = new MemoryStore();
  Object.assign(phone.parts, { models: [times], homes: new Homes(directory, phone.rooms) });
});

async function withLetter(by: Letter = letter): Promise<StartedClient> {
  const reader = await phone.start();
  await reader.openLetter({ typed: by.typed });
  return reader;
}

function saidIn(client: Client, mailbox: string): readonly string[] {
  const state = client.states().get('times')?.get(mailbox);
  return Array.isArray(state) ? state.map(String) : [];
}

async function leftOver(): Promise<string[]> {
  return (await directory.list('meta', 'letter/')).map(({ key }) => key);
}

test('kept over a reload, it is said after joining with the time at which it was so, and once', async () => {
  const then = at.today.day * dayMs;
  const reader = await withLetter();
  await Promise.all([reader.sayOnceIn('a', word(secret)), reader.sayOnceIn('a', word('noch einmal'))]);
  at.today.day += 1;
  const again = await withLetter();
  await again.sayOnceIn('a', word('am nächsten Tag'));
  await again.sayOnceIn('b', word('zweites'));
  await again.register('ayse', 'another long password');
  await again.claim([word('Name')]);
  const me = again.snapshot().institution?.me ?? '';
  await vi.waitFor(() => expect(saidIn(leader, letter.mailbox)).toHaveLength(3));
  expect(saidIn(leader, letter.mailbox)).toEqual([
    lineOf('Name', me, then + dayMs),
    lineOf(secret, me, then),
    lineOf('zweites', me, then + dayMs),
  ]);
  expect(await leftOver()).toEqual([]);
  const later = await phone.start();
  await later.reconnect();
  expect(saidIn(leader, letter.mailbox)).toHaveLength(3);
});

test('before that it lies sealed on this device alone: the server is sent nothing by it', async () => {
  const reader = await withLetter();
  const call = vi.spyOn(phone.transport, 'call');
  await reader.sayOnceIn('a', word(secret));
  expect(call).not.toHaveBeenCalled();
  const rows = await directory.list('meta', '');
  expect(rows.map(({ key }) => key)).toEqual(await leftOver());
  const places = [...rows.map(({ bytes }) => bytes), ...at.server.dump()];
  for (const place of places) expect(Buffer.from(place).includes('Igelgruppe')).toBe(false);
});

test('another letter on the same device neither reads nor says it', async () => {
  const reader = await withLetter();
  await reader.sayOnceIn('a', word(secret));
  const other = await leader.invite([], []);
  const theirs = await withLetter(other);
  await theirs.sayOnceIn('a', word('anderes'));
  await theirs.register('uwe', 'another long password');
  await theirs.claim([]);
  await vi.waitFor(() => expect(saidIn(leader, other.mailbox)).toEqual([expect.stringMatching(/^anderes /u)]));
  expect(saidIn(leader, letter.mailbox)).toEqual([]);
  expect(await leftOver()).toHaveLength(1);
});

test('what is spoilt, or sealed by somebody else, is as if nothing had been said; what is over goes', async () => {
  const reader = await withLetter();
  await reader.sayOnceIn('a', word(secret));
  const [key = ''] = await leftOver();
  await directory.write([{ table: 'meta', key, put: new Uint8Array(80) }]);
  const again = await withLetter();
  await again.sayOnceIn('b', word('neu'));
  expect(await leftOver()).toEqual([key]);
  at.today.day += 43;
  const other = await leader.invite([], []);
  await withLetter(other);
  expect(await leftOver()).toEqual([]);
});

test('without a letter in hand there is nothing to say it by', async () => {
  await expect(leader.sayOnceIn('a', word(secret))).rejects.toMatchObject({ failure: 'not-allowed' });
  const nobody = await at.device().start();
  await expect(nobody.sayOnceIn('a', word(secret))).rejects.toMatchObject({ failure: 'not-allowed' });
});
