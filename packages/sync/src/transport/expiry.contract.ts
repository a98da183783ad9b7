/**
 * What every honest server must do with what is over, asked through the port alone by members who write and read as they really do.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { noticeDays } from '@obhut/protocol/expiry.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketFor } from '../authoring/seal-event.ts';
import type { Peer } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { feedOf, founding, logOf, peerOf, type ContractServer } from './institution.contract.ts';

export interface AgingServer extends ContractServer {
  /** So many days pass, and the server does what it does once a day. */
  later(days: number): Promise<void>;
}

export function expiryContract(name: string, start: () => Promise<AgingServer>): void {
  describe(`expiry contract: ${name}`, () => {
    let server: AgingServer;
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
      const made = await leader.write((act) => planAudience(act, 'group', spaceOf(leader, 'team'), []));
      group = made.result;
    });

    /** A device that has read nothing so far, on the server's day. */
    async function newDevice(): Promise<Peer> {
      const device = peerOf(plan, server);
      await device.refresh();
      expect([...stops(device), ...rejections(device)]).toEqual([]);
      return device;
    }

    const kinds = async (peer: Peer) => (await logOf(peer, group)).items.map((item) => item.kind);
    const goneIn = async (peer: Peer) => (await kinds(peer)).filter((kind) => kind === 'gone').length;

    test('an event is deleted a day after its last reader stopped counting it, and the chain still holds', async () => {
      await leader.say(group, utterance('short', server.today + 1));
      await leader.say(group, utterance('long', server.today + 400));
      await leader.say(group, utterance('lasting'));
      const { seen } = leader.institution.replica(group) ?? { seen: null };
      await server.later(2);
      const early = await newDevice();
      expect(await goneIn(early)).toBe(0);
      expect(texts(early, group)).toEqual(['long', 'lasting']);
      await server.later(1);
      const late = await newDevice();
      expect(await goneIn(late)).toBe(1);
      expect(texts(late, group)).toEqual(['long', 'lasting']);
      expect(late.institution.replica(group)?.seen).toEqual(seen);
      const feed = (await feedOf(late, 1000)).filter((item) => toHex(item.space) === toHex(group));
      expect(feed.map(({ item }) => item)).toEqual((await logOf(late, group)).items);
      await late.say(group, utterance('on it goes'));
      expect(texts(await newDevice(), group)).toEqual(['long', 'lasting', 'on it goes']);
    });

    test('the keys of a bucket that is over are deleted in every epoch', async () => {
      const expiry = server.today + 1;
      await leader.say(group, utterance('short', expiry));
      const state = leader.institution.replica(group)?.state;
      const bucket = state == null ? null : bucketFor(state, expiry);
      await leader.write((act) => act.rekey(group, [null]));
      const epoch = leader.institution.replica(group)?.state;
      const newest = epoch == null ? 0 : (currentEpoch(epoch)?.epoch ?? 0);
      const entries = async (peer: Peer) => {
        const found: string[] = [];
        for (let number = 1; number <= newest; number++) {
          const answer = await peer.session.call('space/entries', { space: group, epoch: number });
          found.push(...answer.entries.map((entry) => toHex(entry.bucket)));
        }
        return found;
      };
      const dead = toHex(bucket?.id ?? group);
      expect((await entries(leader)).filter((id) => id === dead)).toHaveLength(2);
      await server.later((bucket?.until ?? 0) - server.today + 2);
      const device = await newDevice();
      const left = await entries(device);
      expect(left).not.toContain(dead);
      expect(left.length).toBeGreaterThan(0);
      expect(device.institution.replica(group)?.keys.bucket(bucket?.id ?? group)).toBeNull();
    });

    test('with a space ends what lasts as long as the space', async () => {
      await leader.say(group, utterance('lasting'));
      const on = server.today + 1;
      await leader.write((act) => act.record(group, 'retire', () => ({ on })));
      await server.later(2);
      expect(await goneIn(await newDevice())).toBe(0);
      await server.later(1);
      const device = peerOf(plan, server);
      await device.refresh();
      expect(stops(device)).toEqual([]);
      expect(texts(device, group)).toEqual([]);
    });

    test('a space of which nothing is left goes as a whole, and those who knew it go on without it', async () => {
      await leader.say(group, utterance('long', server.today + 5));
      const on = server.today + 1;
      await leader.write((act) => act.record(group, 'retire', () => ({ on })));
      const until = [...(leader.institution.replica(group)?.state?.buckets.values() ?? [])].map(
        (bucket) => bucket.until ?? 0,
      );
      await server.later(3);
      expect(texts(await newDevice(), group)).toEqual(['long']);
      await server.later(Math.max(...until) + 2 - server.today);
      const device = await newDevice();
      expect(device.institution.replica(group)).toBeUndefined();
      await expect(logOf(device, group)).rejects.toMatchObject({ code: 'not-found' });
      await leader.refresh();
      expect(stops(leader)).toEqual([]);
    });

    test('an institution ends with notice, and then nobody gets in', async () => {
      const end = (on: number) => leader.write((act) => act.record(plan.leadership, 'retire', () => ({ on })));
      await expect(end(server.today + noticeDays - 1)).rejects.toMatchObject({ code: 'refused' });
      await end(server.today + noticeDays);
      await server.later(noticeDays + 1);
      await newDevice();
      await server.later(1);
      await expect(peerOf(plan, server).refresh()).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('what is over is not taken any more', async () => {
      await server.later(3);
      const device = await newDevice();
      await expect(device.say(group, utterance('late', server.today - 1))).rejects.toMatchObject({ code: 'refused' });
    });
  });
}
