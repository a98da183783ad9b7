/**
 * Files from one person's device to another's, through the client: kept, sent, opened, and gone with what they belong to.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { sealedChunkLength, sealedSize } from '@obhut/crypto/stream.ts';
import { fromHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import { DeviceOf, founded, note, world } from '../testing/clients.ts';
import { bytesIn, fileBytes } from '../testing/file-bytes.ts';
import { OfflineError } from '../transport/transport.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let made: ReturnType<typeof world>;
let desk: DeviceOf;
let leader: StartedClient;
let phone: DeviceOf;
let guardian: StartedClient;
let group: string;

beforeEach(async () => {
  made = world();
  desk = made.device();
  leader = await founded(desk, made.server.foundingCode());
  group = await leader.createSpace('group', [note('Bären')]);
  const letter = await leader.invite([group], []);
  phone = made.device();
  guardian = await phone.start();
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', 'another long password');
  await guardian.claim([]);
});

const content = fileBytes(700_000);
const pdf = (bytes = content) => new Blob([bytes], { type: 'application/pdf' });

/** Event and files as the models of a device are shown them. */
function filesOf(client: Client, event: string) {
  const facts = client.states().get('files')?.get(group);
  return facts instanceof Map ? (facts as ReadonlyMap<string, unknown>).get(event) : undefined;
}

async function sendFile(client: Client, bytes = content, expiry = 0): Promise<string> {
  const { id } = await client.takeFile(pdf(bytes), 'Elternbrief.pdf');
  return client.send({ space: group, ...note('mit Datei'), expiry, files: [id] });
}

async function arrived(event: string): Promise<void> {
  await vi.waitFor(() => expect(filesOf(guardian, event)).toBeDefined());
}

async function rowsOf(device: DeviceOf): Promise<number> {
  return (await device.store.list('blob', '')).length;
}

test('a file arrives with its event, whole, and lies nowhere readable', async () => {
  const canary = new TextEncoder().encode('Kanarienvogel im Elternbrief');
  const bytes = fileBytes(700_000);
  bytes.set(canary, 300_000);
  const taken = await leader.takeFile(pdf(bytes), 'a/b\u202efdp.exe');
  expect(taken).toMatchObject({ name: 'a-bfdp.exe', size: 700_000, thumbnail: null });
  const event = await leader.send({ space: group, ...note('mit Datei'), files: [taken.id] });
  await arrived(event);
  expect(filesOf(guardian, event)).toEqual([
    { index: 0, name: 'a-bfdp.exe', mediaType: 'application/pdf', size: 700_000, thumbnail: null },
  ]);
  expect(await bytesIn(await guardian.openFile(group, event, 0))).toEqual(bytes);
  const stored = await Promise.all([desk, phone].map(({ store }) => store.list('blob', '')));
  const places = [...made.server.dump(), ...stored.flatMap((rows) => rows.map((row) => row.bytes))];
  expect(places.some((place) => Buffer.from(place).includes(canary))).toBe(false);
  // The same search finds it where it is.
  expect(Buffer.from(await bytesIn(await leader.openFile(group, event, 0))).includes(canary)).toBe(true);
  await expect(guardian.openFile(group, event, 1)).rejects.toMatchObject({ failure: 'file-gone' });
});

test('a picture’s thumbnail is a blob of the same event', async () => {
  desk.parts.cleaner = (file, name) =>
    Promise.resolve({ content: file, name, mediaType: 'image/jpeg', thumbnail: new Blob([fileBytes(50, 7)]) });
  const again = await desk.start();
  const plain = await again.takeFile(pdf(fileBytes(10)), 'eins.jpg');
  const other = await again.takeFile(pdf(fileBytes(20)), 'zwei.jpg');
  const event = await again.send({ space: group, ...note('Bilder'), files: [plain.id, other.id] });
  await arrived(event);
  expect(filesOf(guardian, event)).toMatchObject([
    { index: 0, name: 'eins.jpg', thumbnail: 2 },
    { index: 1, name: 'zwei.jpg', thumbnail: 3 },
  ]);
  expect(await bytesIn(await guardian.openFile(group, event, 3))).toEqual(fileBytes(50, 7));
});

test('written offline it waits over a reload, goes on where the line broke, and says how far it is', async () => {
  const large = fileBytes(5_000_000, 3);
  desk.transport.isOffline = true;
  const event = await sendFile(leader, large);
  expect(leader.snapshot().outbox).toMatchObject([{ upload: { sent: 0, of: sealedSize(large.length) } }]);
  const again = await desk.start();
  expect(again.snapshot().outbox).toMatchObject([{ id: event, files: [{ name: 'Elternbrief.pdf' }] }]);
  expect(await bytesIn(await again.openFile(group, event, 0))).toEqual(large);

  const offsets: number[] = [];
  const put = desk.transport.putBlob.bind(desk.transport);
  desk.transport.putBlob = async (place, offset, bytes, token) => {
    offsets.push(offset);
    // The second piece arrives, its answer does not.
    const length = await put(place, offset, bytes, token);
    if (offsets.length !== 2) return length;
    desk.transport.isOffline = true;
    throw new OfflineError('the line broke');
  };
  desk.transport.isOffline = false;
  await again.reconnect();
  await vi.waitFor(() => expect(offsets).toHaveLength(2));
  const third = await desk.start();
  expect(third.snapshot().outbox).toHaveLength(1);
  desk.transport.isOffline = false;
  await third.reconnect();
  await arrived(event);
  expect(offsets).toEqual([0, 8 * sealedChunkLength, 16 * sealedChunkLength]);
  await vi.waitFor(() => expect(third.snapshot().outbox).toEqual([]));
  expect(await bytesIn(await guardian.openFile(group, event, 0))).toEqual(large);
});

test('what has no files goes out while files are still on their way', async () => {
  const put = desk.transport.putBlob.bind(desk.transport);
  const held = Promise.withResolvers<void>();
  desk.transport.putBlob = async (...args) => {
    await held.promise;
    return put(...args);
  };
  const first = await sendFile(leader);
  const second = await leader.send({ space: group, ...note('ohne Datei') });
  await arrived(second);
  expect(filesOf(guardian, first)).toBeUndefined();
  held.resolve();
  await arrived(first);
});

test('a device without room says so and loses nothing', async () => {
  const { store } = desk;
  const write = store.write.bind(store);
  const { StorageFullError } = await import('../store/store.ts');
  let isFull = true;
  store.write = (changes) => {
    const isLarge = changes.some((change) => 'put' in change && change.put.length > 100_000);
    return isFull && isLarge ? Promise.reject(new StorageFullError('full')) : write(changes);
  };
  await expect(leader.takeFile(pdf(), 'x.pdf')).rejects.toMatchObject({ failure: 'storage-full' });
  expect(await rowsOf(desk)).toBe(0);
  const plain = await leader.send({ space: group, ...note('ohne Datei') });
  await arrived(plain);
  isFull = false;
  const event = await sendFile(leader);
  await arrived(event);

  // Who reads and has no room reads all the same.
  const full = phone.store;
  const writePhone = full.write.bind(full);
  full.write = (changes) =>
    changes.some((change) => 'put' in change && change.put.length > 100_000)
      ? Promise.reject(new StorageFullError('full'))
      : writePhone(changes);
  expect(await bytesIn(await guardian.openFile(group, event, 0))).toEqual(content);
  expect(await rowsOf(phone)).toBe(0);
});

test('an empty file, one that changed meanwhile, and one that goes with another event are refused', async () => {
  await expect(leader.takeFile(new Blob([]), 'leer.pdf')).rejects.toMatchObject({ failure: 'file-empty' });
  const changed = new Blob([fileBytes(10)]);
  Object.defineProperty(changed, 'size', { value: 11 });
  await expect(leader.takeFile(changed, 'x.pdf')).rejects.toMatchObject({ failure: 'file-unreadable' });
  const huge = new Blob([fileBytes(10)]);
  Object.defineProperty(huge, 'size', { value: 268_435_456 });
  await expect(leader.takeFile(huge, 'x.pdf')).rejects.toMatchObject({ failure: 'file-too-large' });
  expect(await rowsOf(desk)).toBe(0);
  desk.transport.isOffline = true;
  const { id } = await leader.takeFile(pdf(), 'x.pdf');
  await leader.send({ space: group, ...note('a'), files: [id] });
  await expect(leader.send({ space: group, ...note('b'), files: [id] })).rejects.toMatchObject({
    failure: 'file-gone',
  });
});

test('what is not sent after all leaves the device', async () => {
  await leader.setIdle(0);
  const { id } = await leader.takeFile(pdf(), 'x.pdf');
  expect(await rowsOf(desk)).toBeGreaterThan(0);
  await leader.dropFile(id);
  expect(await rowsOf(desk)).toBe(0);
  desk.transport.isOffline = true;
  const event = await sendFile(leader);
  await leader.unsend(event);
  expect(leader.snapshot().outbox).toEqual([]);
  expect(await rowsOf(desk)).toBe(0);
  await expect(leader.unsend(event)).rejects.toMatchObject({ failure: 'not-allowed' });
  const { id: forgotten } = await leader.takeFile(pdf(), 'x.pdf');
  await desk.start();
  expect(await rowsOf(desk)).toBeGreaterThan(0);
  made.today.day += 2;
  const later = await desk.start();
  expect(await rowsOf(desk)).toBe(0);
  await expect(later.send({ space: group, ...note('b'), files: [forgotten] })).rejects.toMatchObject({
    failure: 'file-gone',
  });
});

test('deleted with its event: from the server, and from the devices that had opened it', async () => {
  const event = await sendFile(leader);
  await arrived(event);
  await guardian.openFile(group, event, 0);
  expect(await rowsOf(phone)).toBeGreaterThan(0);
  const stolen = () => [...made.server.stolen(fromHex(leader.snapshot().institution?.id ?? '')).blobs.dump()];
  expect(stolen()).toHaveLength(1);
  await leader.deleteEvent(group, event);
  await vi.waitFor(() => expect(filesOf(guardian, event)).toBeUndefined());
  await vi.waitFor(async () => expect(await Promise.all([desk, phone].map(rowsOf))).toEqual([0, 0]));
  await vi.waitFor(() => expect(stolen()).toEqual([]));
  await expect(guardian.openFile(group, event, 0)).rejects.toMatchObject({ failure: 'file-gone' });
});

test('what is over leaves the device with its files', async () => {
  const event = await sendFile(leader, content, made.today.day + 1);
  await arrived(event);
  await guardian.openFile(group, event, 0);
  made.today.day += 2;
  await guardian.reconnect();
  await vi.waitFor(async () => expect(await rowsOf(phone)).toBe(0));
});
