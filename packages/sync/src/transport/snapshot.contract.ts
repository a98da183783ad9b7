/**
 * What every way to an honest server must do with snapshots: one of each persona, for that persona alone, swapped by its tag, until it is over.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { mostSnapshotBytes, type StoredSnapshot } from '@obhut/protocol/snapshot-routes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { spaceOf } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

function some(until = 0, bytes = randomBytes(1000)): StoredSnapshot {
  return { tag: randomBytes(16), until, bytes };
}

async function read(peer: Peer): Promise<StoredSnapshot | null> {
  return (await peer.session.call('snapshot/read', {})).snapshot;
}

async function write(peer: Peer, snapshot: StoredSnapshot, before: Bytes | null = null): Promise<void> {
  await peer.session.call('snapshot/write', { before, snapshot });
}

export function snapshotContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`snapshots on ${name}`, () => {
    let server: ContractServer;
    let person: Peer;
    let other: Peer;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      const plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      person = peerOf(plan, server);
      await person.refresh();
      const who = newcomer(person);
      await person.write((act) => planAdd(act, spaceOf(person, 'team'), who.entry('writer'), who.keys.kem));
      other = peerOf(plan, server, who);
    });

    test('who has written one reads it, and nobody else', async () => {
      expect(await read(person)).toBeNull();
      const [mine, theirs] = [some(), some()];
      await write(person, mine);
      expect(await read(person)).toEqual(mine);
      expect(await read(other)).toBeNull();
      await write(other, theirs);
      expect([await read(person), await read(other)]).toEqual([mine, theirs]);
      await expect(server.transport.call('snapshot/read', {}, null)).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('of two devices that write at once, one is told that the other was first', async () => {
      const [first, one, two] = [some(), some(), some()];
      await write(person, first);
      await expect(write(person, one)).rejects.toMatchObject({ code: 'conflict' });
      await expect(write(person, one, randomBytes(16))).rejects.toMatchObject({ code: 'conflict' });
      const results = await Promise.allSettled([write(person, one, first.tag), write(person, two, first.tag)]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect([one, two]).toContainEqual(await read(person));
    });

    test('one that ends today is there today; one that is over is not taken', async () => {
      const last = some(server.today);
      await write(person, last);
      expect(await read(person)).toEqual(last);
      await expect(write(person, some(server.today - 1), last.tag)).rejects.toMatchObject({ code: 'refused' });
    });

    test('what is too large is not taken', async () => {
      await expect(write(person, some(0, new Uint8Array(mostSnapshotBytes + 1)))).rejects.toMatchObject({
        name: 'ApiError',
      });
      expect(await read(person)).toBeNull();
    });
  });
}
