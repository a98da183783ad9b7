/**
 * What every honest server must do with what somebody deletes before its day: for its author or an admin, and for nobody else.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { Role } from '@obhut/protocol/kinds.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planAudience } from '../plans/audience.ts';
import { newcomer } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { feedOf, founding, logOf, peerOf, type ContractServer } from './institution.contract.ts';

export function deletionContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`deletion on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let group: Bytes;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      group = (await leader.write((act) => planAudience(act, 'group', spaceOf(leader, 'team'), []))).result;
    });

    async function member(role: Role): Promise<Peer> {
      await leader.refresh();
      const who = newcomer(leader);
      await leader.write((act) => planAdd(act, group, who.entry(role), who.keys.kem));
      const peer = peerOf(plan, server, who);
      await peer.refresh();
      return peer;
    }

    async function said(peer: Peer, text: string, expiry = 0): Promise<number> {
      await peer.refresh();
      expect(await peer.say(group, utterance(text, expiry))).toBe(true);
      return peer.institution.replica(group)?.seq ?? 0;
    }

    async function says(peer: Peer, seq: number, expiry = 0): Promise<void> {
      await peer.refresh();
      const body = { seq, event: '', blobs: [] };
      const deletion = { ...utterance('', expiry), id: deletionId(group, seq), type: 'event/deleted@1', body };
      expect(await peer.say(group, deletion)).toBe(true);
    }

    async function put(peer: Peer): Promise<Bytes> {
      const bytes = randomBytes(100);
      const blob = randomBytes(16);
      await peer.session.call('blob/begin', { space: group, blob, expiry: 0, size: 100, hash: hash(bytes) });
      await peer.session.putBlob({ space: group, blob }, 0, bytes);
      await peer.session.getBlob({ space: group, blob }, 0);
      return blob;
    }

    const drop = (peer: Peer, seq: number, blobs: Bytes[] = []) =>
      peer.session.call('event/delete', { space: group, seq, blobs });
    const kindAt = async (seq: number) => (await logOf(leader, group)).items[seq - 1]?.kind;

    test('its author’s word, then the call: the ciphertext is gone, and the chain still holds', async () => {
      const author = await member('writer');
      const seq = await said(author, 'too soon');
      await said(leader, 'after');
      await expect(drop(author, seq)).rejects.toMatchObject({ code: 'refused' });
      await says(author, seq);
      expect(await kindAt(seq)).toBe('event');
      await drop(author, seq);
      expect(await kindAt(seq)).toBe('gone');
      const inFeed = (await feedOf(leader, 1000)).filter(({ space }) => toHex(space) === toHex(group));
      expect(inFeed.map(({ item }) => item)).toEqual((await logOf(leader, group)).items);
      // Said again, it is the same.
      await drop(author, seq);
      for (const reader of [leader, peerOf(plan, server)]) {
        await reader.refresh();
        expect(texts(reader, group)).toEqual(['after']);
        expect([...stops(reader), ...rejections(reader)]).toEqual([]);
      }
    });

    test('an admin deletes what others said, a writer does not', async () => {
      const [author, other, admin] = [await member('writer'), await member('writer'), await member('admin')];
      const seq = await said(author, 'said');
      await says(other, seq);
      await expect(drop(other, seq)).rejects.toMatchObject({ code: 'refused' });
      // Somebody else’s word is not one’s own.
      await expect(drop(admin, seq)).rejects.toMatchObject({ code: 'refused' });
      expect(await kindAt(seq)).toBe('event');
      await says(admin, seq);
      await drop(admin, seq);
      expect(await kindAt(seq)).toBe('gone');
    });

    test('not by a word that is over sooner, not what deletes, not a control record', async () => {
      const seq = await said(leader, 'lasting');
      await says(leader, seq, server.today + 5);
      await expect(drop(leader, seq)).rejects.toMatchObject({ code: 'refused' });
      const other = await said(leader, 'other');
      await says(leader, other);
      await says(leader, other + 1);
      await expect(drop(leader, other + 1)).rejects.toMatchObject({ code: 'refused' });
      for (const missing of [1, 10_000])
        await expect(drop(leader, missing)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('whoever is not in the space is told that there is none', async () => {
      const seq = await said(leader, 'said');
      const who = newcomer(leader);
      await leader.write((act) => planAdd(act, spaceOf(leader, 'everyone'), who.entry('writer'), who.keys.kem));
      const stranger = peerOf(plan, server, who);
      await stranger.refresh();
      await expect(drop(stranger, seq)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('files go with it: one’s own, or as an admin anybody’s', async () => {
      const author = await member('writer');
      const isThere = (blob: Bytes) =>
        leader.session.getBlob({ space: group, blob }, 0).then(
          () => true,
          () => false,
        );
      const [theirs, mine, other] = [await put(author), await put(leader), await put(author)];
      const seq = await said(author, 'with files');
      await says(author, seq);
      await drop(author, seq, [theirs, mine]);
      expect([await isThere(theirs), await isThere(mine)]).toEqual([false, true]);
      await drop(leader, seq, [other]);
      expect(await isThere(other)).toBe(false);
    });
  });
}
