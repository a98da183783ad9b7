import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { chunkLength, sealedChunkLength, StreamError } from '@obhut/crypto/stream.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { Session } from '../engine/session.ts';
import type { Peer } from '../engine/peer.ts';
import { spaceOf, World } from '../testing/world.ts';
import { collected, File } from '../transport/blob.contract.ts';
import { LyingTransport } from '../transport/lying.ts';
import { OfflineError, type BlobPlace } from '../transport/transport.ts';
import { downloadBlob, type BlobFact } from './download.ts';
import { uploadBlob } from './upload.ts';

let line: LyingTransport;
let session: Session;
let leader: Peer;
let place: BlobPlace & { expiry: number };
let fact: BlobFact;
const file = new File(3 * chunkLength);

beforeAll(cryptoReady);
beforeEach(async () => {
  const world = new World();
  leader = await world.found();
  line = new LyingTransport(world.transport());
  session = new Session(line, leader.institution.id, leader.institution.self);
  place = { space: spaceOf(leader, 'everyone'), blob: randomBytes(16), expiry: 0 };
  const key = randomBytes(32);
  fact = { key, ...(await uploadBlob(session, place, key, file)) };
});

const download = () => collected(downloadBlob(session, place, fact));

/** The blob as the server has it, changed as a whole. */
function lie(change: (sealed: Bytes) => Bytes): void {
  line.lieAboutBlob = async function* (honest) {
    yield change(await collected(honest));
  };
}

function chunkOf(sealed: Bytes, i: number): Bytes {
  return sealed.slice(i * sealedChunkLength, (i + 1) * sealedChunkLength);
}

test('chunks that are swapped, left out, repeated, cut off or changed do not open', async () => {
  expect(await download()).toEqual(file.bytes);
  const order = (...places: number[]) => {
    lie((sealed) => concat(...places.map((i) => chunkOf(sealed, i))));
    return download();
  };
  await expect(order(1, 0, 2)).rejects.toThrow(StreamError);
  await expect(order(0, 0, 2)).rejects.toThrow(StreamError);
  await expect(order(0, 1, 2, 2)).rejects.toThrow(StreamError);
  await expect(order(0, 2)).rejects.toThrow();
  lie((sealed) => sealed.map((byte, i) => (i === 700_000 ? byte ^ 1 : byte)));
  await expect(download()).rejects.toThrow(StreamError);
});

test('a blob that opens but is not the one of the event is refused', async () => {
  const again = await uploadBlob(session, { ...place, blob: randomBytes(16) }, fact.key, new File(5));
  expect(again.hash).not.toEqual(fact.hash);
  const wrong = { ...fact, hash: again.hash };
  await expect(collected(downloadBlob(session, place, wrong))).rejects.toThrow(StreamError);
});

test('a download goes on after each break, until nothing more comes', async () => {
  let breaks = 0;
  line.lieAboutBlob = async function* (honest) {
    let length = 0;
    for await (const part of honest) {
      yield part;
      length += part.length;
      if (length < 200_000) continue;
      breaks++;
      throw new OfflineError('the line broke');
    }
  };
  expect(await download()).toEqual(file.bytes);
  expect(breaks).toBe(3);
  line.lieAboutBlob = async function* () {
    await Promise.reject(new OfflineError('the line broke'));
    yield new Uint8Array();
  };
  await expect(download()).rejects.toThrow(OfflineError);
});
