/**
 * The same in several spaces: all or nothing on this device, each once at the server, and nothing in one that tells of another.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type DeviceOf, founded, note, world } from '../testing/clients.ts';
import { bytesIn, fileBytes } from '../testing/file-bytes.ts';
import { OfflineError } from '../transport/transport.ts';
import { StorageFullError } from '../store/store.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let desk: DeviceOf;
let leader: StartedClient;
let reader: StartedClient;
let spaces: string[];
const { expiry, notify, type, body } = note('Läuse');
const draft = { type, body, expiry, notify };
const content = fileBytes(300_000);

beforeEach(async () => {
  const made = world();
  desk = made.device();
  leader = await founded(desk, made.server.foundingCode());
  spaces = [];
  for (const name of ['eins', 'zwei', 'drei']) spaces.push(await leader.createSpace('group', [note(name)]));
  const letter = await leader.invite(spaces, []);
  reader = await made.device().start();
  await reader.openLetter({ typed: letter.typed });
  await reader.register('ayse', 'another long password');
  await reader.claim([]);
});

/** Ids of the events of a space, as this client has verified them. */
function saidIn(client: StartedClient, space: string): string[] {
  const facts = client.states().get('files')?.get(space);
  return facts instanceof Map ? [...facts.keys()].map(String) : [];
}

async function taken(bytes = content): Promise<string> {
  return (await leader.takeFile(new Blob([bytes], { type: 'application/pdf' }), 'Blatt.pdf')).id;
}

async function allSent(): Promise<void> {
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
}

test('offline it waits as one, over a reload, and where the line breaks in the middle each is there once', async () => {
  desk.transport.isOffline = true;
  const ids = await leader.sendToEach(spaces, draft);
  expect(new Set(ids).size).toBe(3);
  const again = await desk.start();
  expect(again.snapshot().outbox.map(({ id, space }) => [id, space])).toEqual(ids.map((id, at) => [id, spaces[at]]));

  const call = desk.transport.call.bind(desk.transport);
  let appends = 0;
  desk.transport.call = async (route, request, token) => {
    const answer = await call(route, request, token);
    if (route !== 'append' || ++appends !== 2) return answer;
    // The second has arrived, its answer does not.
    desk.transport.isOffline = true;
    throw new OfflineError('the line broke');
  };
  desk.transport.isOffline = false;
  await again.reconnect();
  await vi.waitFor(() => expect(appends).toBe(2));
  desk.transport.isOffline = false;
  await again.reconnect();
  await vi.waitFor(() => expect(again.snapshot().outbox).toEqual([]));
  for (const [at, space] of spaces.entries())
    await vi.waitFor(() => expect(saidIn(reader, space).filter((id) => ids.includes(id))).toEqual([ids[at]]));
});

test('a file is another one in each space, and the same to whoever opens it', async () => {
  const ids = await leader.sendToEach(spaces, { ...draft, files: [await taken()] });
  await allSent();
  for (const [at, space] of spaces.entries()) {
    await vi.waitFor(() => expect(saidIn(reader, space)).toContain(ids[at]));
    expect(await bytesIn(await reader.openFile(space, ids[at] ?? '', 0))).toEqual(content);
  }
  await expect(reader.openFile(spaces[0] ?? '', ids[1] ?? '', 0)).rejects.toMatchObject({ failure: 'file-gone' });
  const rows = (await desk.store.list('blob', '')).filter(({ key }) => !key.startsWith('of/'));
  const blobs = Map.groupBy(rows, ({ key }) => key.slice(0, 32));
  expect(blobs.size).toBe(3);
  expect(new Set(rows.map(({ bytes }) => toHex(bytes))).size).toBe(rows.length);
});

test('without room for all of them nothing is said and no copy stays', async () => {
  const file = await taken();
  const before = (await desk.store.list('blob', '')).length;
  const write = desk.store.write.bind(desk.store);
  let large = 0;
  desk.store.write = (changes) =>
    changes.some((change) => 'put' in change && change.put.length > 100_000) && ++large > 1
      ? Promise.reject(new StorageFullError('full'))
      : write(changes);
  const sending = leader.sendToEach(spaces, { ...draft, files: [file] });
  await expect(sending).rejects.toMatchObject({ failure: 'storage-full' });
  expect(leader.snapshot().outbox).toEqual([]);
  expect(await desk.store.list('blob', '')).toHaveLength(before);
});

test('nowhere is no place, and a file that is not here goes with nothing', async () => {
  await expect(leader.sendToEach([], draft)).rejects.toMatchObject({ failure: 'not-allowed' });
  const unknown = { ...draft, files: ['ab'.repeat(16)] };
  await expect(leader.sendToEach(spaces, unknown)).rejects.toMatchObject({ failure: 'file-gone' });
  expect(leader.snapshot().outbox).toEqual([]);
});
