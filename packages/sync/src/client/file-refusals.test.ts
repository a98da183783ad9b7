/**
 * Files that are not what the signed event says: not given to anybody, named with their author, and everything else goes on.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { sealedChunkLength } from '@obhut/crypto/stream.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { uploadBlob } from '../blobs/upload.ts';
import type { Peer } from '../engine/peer.ts';
import { DeviceOf, founded, note, world } from '../testing/clients.ts';
import { bytesIn, fileBytes } from '../testing/file-bytes.ts';
import type { Store } from '../store/store.ts';
import { spaceOf, utterance, World } from '../testing/world.ts';
import { collected, File } from '../transport/blob.contract.ts';
import { LyingTransport } from '../transport/lying.ts';
import type { BlobPlace } from '../transport/transport.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let desk: DeviceOf;
let line: LyingTransport;
let reader: StartedClient;
let writer: StartedClient;
let everyone: string;
let me: string;
let readerStore: Store;
const content = fileBytes(600_000);
const file = new Blob([content]);

/** One person on two devices; the second one's server lies when it is told to. */
beforeEach(async () => {
  const made = world();
  desk = made.device();
  writer = await founded(desk, made.server.foundingCode());
  me = writer.snapshot().institution?.me ?? '';
  everyone = writer.snapshot().institution?.spaces.find(({ kind }) => kind === 'everyone')?.id ?? '';
  const other = made.device();
  line = new LyingTransport(other.transport);
  other.parts.transport = line;
  other.parts.mostCachedBytes = 1_500_000;
  reader = await other.start();
  await reader.login('leitung', 'correct horse battery');
  readerStore = other.store;
});

async function send(bytes: Blob = file): Promise<string> {
  const { id } = await writer.takeFile(bytes, 'Brief.pdf');
  const event = await writer.send({ space: everyone, ...note('x'), files: [id] });
  await vi.waitFor(() =>
    expect(reader.states().get('files')?.get(everyone)).toEqual(writer.states().get('files')?.get(everyone)),
  );
  await vi.waitFor(() => expect(writer.snapshot().outbox).toEqual([]));
  return event;
}

function lie(change: (sealed: Bytes) => Bytes): void {
  line.lieAboutBlob = async function* (honest) {
    yield change(await collected(honest));
  };
}

const chunk = (sealed: Bytes, i: number) => sealed.slice(i * sealedChunkLength, (i + 1) * sealedChunkLength);

test.each<[string, (sealed: Bytes) => Bytes]>([
  ['changed', (sealed) => sealed.map((byte, i) => (i === 5 ? byte ^ 1 : byte))],
  ['swapped', (sealed) => concat(chunk(sealed, 1), chunk(sealed, 0), chunk(sealed, 2))],
  [
    'cut off',
    (sealed) => (sealed.length > sealedChunkLength ? sealed.slice(0, 2 * sealedChunkLength) : new Uint8Array()),
  ],
  ['longer', (sealed) => concat(sealed, new Uint8Array(1))],
])('%s by the server: refused with its reason, named, not kept; honest again it opens', async (_, change) => {
  const event = await send();
  lie(change);
  await expect(reader.openFile(everyone, event, 0)).rejects.toMatchObject({ failure: 'file-damaged' });
  expect(reader.snapshot().alarms).toEqual([{ space: everyone, why: 'rejected-file', who: me }]);
  expect(reader.snapshot().institution?.spaces.every(({ state }) => state === 'ready')).toBe(true);
  line.lieAboutBlob = (honest) => honest;
  expect(await bytesIn(await reader.openFile(everyone, event, 0))).toEqual(content);
});

test('what was opened opens without a network; what was not says so', async () => {
  const [one, two] = [await send(), await send(new Blob([fileBytes(1000, 2)]))];
  await reader.openFile(everyone, one, 0);
  line.lieAboutBlob = () => {
    throw new TypeError('nothing is asked of the server');
  };
  expect(await bytesIn(await reader.openFile(everyone, one, 0))).toEqual(content);
  const { OfflineError } = await import('../transport/transport.ts');
  line.lieAboutBlob = () => {
    throw new OfflineError('offline');
  };
  await expect(reader.openFile(everyone, two, 0)).rejects.toMatchObject({ failure: 'file-not-here' });
});

test('the device keeps no more than it may: what was used longest ago goes first', async () => {
  const asked: string[] = [];
  const openAll = async (...events: string[]) => {
    for (const event of events) {
      line.lieAboutBlob = (honest) => {
        asked.push(event);
        return honest;
      };
      expect((await reader.openFile(everyone, event, 0)).size).toBe(600_000);
    }
  };
  const [one, two, three] = [await send(), await send(), await send()];
  await openAll(one, two, three);
  expect(asked).toEqual([one, two, three]);
  await openAll(three, two);
  expect(asked).toHaveLength(3);
  await openAll(one);
  expect(asked).toHaveLength(4);
});

test('an event whose author says another size or hash than is true', async () => {
  const old = new World();
  const leader: Peer = await old.found();
  const space = spaceOf(leader, 'everyone');
  const place: BlobPlace = { space, blob: randomBytes(16) };
  const key = randomBytes(32);
  const honest = await uploadBlob(leader.session, { ...place, expiry: 0 }, key, new File(300_000));
  const ref = { id: place.blob, key, ...honest, mediaType: 'image/png', name: 'x' };
  const { download } = await import('../blobs/cache.ts');
  expect((await download(leader.session, space, ref)).size).toBe(300_000);
  for (const wrong of [
    { ...ref, size: 300_001 },
    { ...ref, size: 299_999 },
    { ...ref, size: 2 ** 40 },
    { ...ref, hash: randomBytes(32) },
    { ...ref, key: randomBytes(32) },
  ])
    await expect(download(leader.session, space, wrong)).rejects.toMatchObject({ name: 'StreamError' });
  // What a browser could run is only bytes.
  expect((await download(leader.session, space, { ...ref, mediaType: 'text/html' })).type).toBe(
    'application/octet-stream',
  );
  const said = { ...utterance('x'), blobs: [ref] };
  await leader.say(space, said);
  expect(leader.institution.replica(space)?.facts.at(-1)?.blobs).toEqual([ref]);
});

test('spoilt on this device: fetched anew', async () => {
  const event = await send();
  await reader.openFile(everyone, event, 0);
  let asked = 0;
  line.lieAboutBlob = (honest) => {
    asked++;
    return honest;
  };
  const store = readerStore;
  const rows = await store.list('blob', '');
  const row = rows.find(({ key }) => key.endsWith('/000001'));
  await store.write([{ table: 'blob', key: row?.key ?? '', put: randomBytes(sealedChunkLength) }]);
  expect(await bytesIn(await reader.openFile(everyone, event, 0))).toEqual(content);
  expect(asked).toBe(1);
  await store.write([{ table: 'blob', key: row?.key ?? '', delete: true }]);
  expect(await bytesIn(await reader.openFile(everyone, event, 0))).toEqual(content);
  expect(asked).toBe(2);
});
