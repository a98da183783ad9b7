/**
 * What every honest server must do with files, asked through the port alone by members who seal and open them as they really do.
 * @module
 */
import { blobKey, chunkLength, decryptChunks, sealedSize } from '@obhut/crypto/stream.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { downloadBlob } from '../blobs/download.ts';
import { uploadBlob, type Plain } from '../blobs/upload.ts';
import type { Peer } from '../engine/peer.ts';
import { planInvite } from '../plans/invite.ts';
import { spaceOf, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

/** A file in memory. */
export class File implements Plain {
  readonly bytes: Bytes;
  constructor(length: number) {
    this.bytes = new Uint8Array(length).map((_, i) => (i * 31 + (i >> 9)) & 255);
  }

  get size(): number {
    return this.bytes.length;
  }

  async *read(from: number): AsyncGenerator<Bytes> {
    for (let at = from; at < this.size; at += 100_000) {
      await Promise.resolve();
      yield this.bytes.slice(at, at + 100_000);
    }
  }
}

export async function collected(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = [];
  for await (const part of parts) all.push(part);
  return concat(...all);
}

export function blobContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`blob contract: ${name}`, () => {
    let server: ContractServer;
    let leader: Peer;
    let reader: Peer;
    let space: Bytes;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      const plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      space = spaceOf(leader, 'everyone');
      const invitee = { id: randomBytes(16), keys: memberKeys('invite', randomBytes(32)), until: server.today + 1 };
      const team = spaceOf(leader, 'team');
      await leader.write((act) => planInvite(act, team, [space], invitee, [utterance('letter')]));
      reader = peerOf(plan, server, { id: invitee.id, keys: invitee.keys });
    });

    const placed = (expiry = 0) => ({ space, blob: randomBytes(16), expiry });

    test.each([0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 3_000_000])(
      'a file of %d bytes comes back to whoever reads the space',
      async (length) => {
        const [file, key, place] = [new File(length), randomBytes(32), placed()];
        const sent: number[] = [];
        const fact = await uploadBlob(leader.session, place, key, file, (offset) => sent.push(offset));
        expect(fact.size).toBe(length);
        expect(sent.at(-1)).toBe(sealedSize(length));
        expect(await collected(downloadBlob(reader.session, place, { key, ...fact }))).toEqual(file.bytes);
      },
    );

    test('an upload goes on from where it broke off, and again costs nothing', async () => {
      const [file, key, place] = [new File(5_000_000), randomBytes(32), placed()];
      const first: number[] = [];
      const broken = uploadBlob(leader.session, place, key, file, (offset) => {
        first.push(offset);
        throw new RangeError('the app was closed');
      });
      await expect(broken).rejects.toThrow('the app was closed');
      const second: number[] = [];
      const fact = await uploadBlob(leader.session, place, key, file, (offset) => second.push(offset));
      expect(first).toHaveLength(1);
      expect(Math.min(...second)).toBeGreaterThan(first[0] ?? 0);
      const third: number[] = [];
      expect(await uploadBlob(leader.session, place, key, file, (offset) => third.push(offset))).toEqual(fact);
      expect(third).toEqual([]);
      expect(await collected(downloadBlob(reader.session, place, { key, ...fact }))).toEqual(file.bytes);
    });

    test('on from any byte, not only where a chunk ends', async () => {
      const [file, key, place] = [new File(700_000), randomBytes(32), placed()];
      const other = placed();
      const fact = await uploadBlob(leader.session, other, key, file);
      const sealed = await collected(await leader.session.getBlob(other, 0));
      expect(hash(sealed)).toEqual(fact.hash);
      await leader.session.call('blob/begin', { ...place, size: sealed.length, hash: fact.hash });
      expect(await leader.session.putBlob(place, 0, sealed.slice(0, 300_001))).toBe(300_001);
      await uploadBlob(leader.session, place, key, file);
      expect(await collected(await reader.session.getBlob(place, 0))).toEqual(sealed);
      expect(await collected(await reader.session.getBlob(place, 300_001))).toEqual(sealed.slice(300_001));
      expect(await collected(decryptChunks(await blobKey(key), await reader.session.getBlob(place, 0)))).toEqual(
        file.bytes,
      );
    });

    test('what is not the bytes that were announced is not kept, and what is there is not replaced', async () => {
      const [place, bytes] = [placed(), randomBytes(1000)];
      const announce = (of: Bytes) => leader.session.call('blob/begin', { ...place, size: of.length, hash: hash(of) });
      await announce(bytes);
      await expect(leader.session.putBlob(place, 0, randomBytes(1000))).rejects.toMatchObject({ code: 'refused' });
      await expect(reader.session.getBlob(place, 0)).rejects.toMatchObject({ code: 'not-found' });
      expect(await announce(bytes)).toEqual({ offset: 0 });
      await expect(leader.session.putBlob(place, 1, bytes)).rejects.toMatchObject({ code: 'conflict' });
      await expect(leader.session.putBlob(place, 0, randomBytes(1001))).rejects.toMatchObject({ code: 'too-large' });
      expect(await leader.session.putBlob(place, 0, bytes)).toBe(1000);
      await expect(announce(randomBytes(1000))).rejects.toMatchObject({ code: 'conflict' });
      await expect(leader.session.putBlob(place, 0, bytes)).rejects.toMatchObject({ code: 'conflict' });
      expect(await collected(await reader.session.getBlob(place, 0))).toEqual(bytes);
    });

    test('who reads only, and who has no part in the space, writes nothing', async () => {
      const announced = { ...placed(), size: 10, hash: randomBytes(32) };
      const notFound = { code: 'not-found' };
      await expect(reader.session.call('blob/begin', announced)).rejects.toMatchObject(notFound);
      await leader.session.call('blob/begin', announced);
      await expect(reader.session.putBlob(announced, 0, randomBytes(10))).rejects.toMatchObject(notFound);
      const team = { ...announced, space: spaceOf(leader, 'team') };
      await leader.session.call('blob/begin', team);
      await expect(reader.session.getBlob(team, 0)).rejects.toMatchObject(notFound);
    });

    test('what was over before it came is not taken', async () => {
      const announced = { ...placed(server.today - 2), size: 10, hash: randomBytes(32) };
      await expect(leader.session.call('blob/begin', announced)).rejects.toMatchObject({ code: 'refused' });
    });
  });
}
