/**
 * What a first look needs of every way to an honest server: control records alone, and the chain's value where it begins.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstLook } from '../engine/first-look.ts';
import type { Peer } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { planInvite } from '../plans/invite.ts';
import { spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { feedOf, founding, peerOf, place, type ContractServer } from './institution.contract.ts';

const missing = { code: 'not-found' };

export function firstLookContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`first look on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let guest: Peer;
    let group: Bytes;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      const team = spaceOf(leader, 'team');
      const first = [utterance('group')];
      group = (await leader.write((act) => planAudience(act, 'group', team, first))).result;
      for (const text of ['one', 'two']) await leader.say(group, utterance(text));
      const seed = randomBytes(32);
      const invitee = { id: randomBytes(16), keys: memberKeys('invite', seed), until: server.today + 1 };
      const everyone = spaceOf(leader, 'everyone');
      await leader.write((act) => planInvite(act, team, [everyone], invitee, [utterance('letter')]));
      guest = peerOf(plan, server, { id: invitee.id, keys: invitee.keys });
      await guest.refresh();
    });

    test('control records alone are those of the feed, in pages, and of no more spaces', async () => {
      for (const peer of [leader, guest]) {
        const alone: FeedItem[] = [];
        let after = 0;
        for (let more = true; more;) {
          const page = await peer.session.call('feed/read', { after, limit: 3, only: 'control' });
          expect(page.items.length).toBeLessThanOrEqual(3);
          alone.push(...page.items);
          ({ position: after, more } = page);
        }
        const control = (await feedOf(peer, 1000)).filter(({ item }) => item.kind === 'control');
        expect(alone.map(place)).toEqual(control.map(place));
        expect(alone).toEqual(control);
        expect(after).toBe((await peer.session.call('space/list', {})).position);
      }
    });

    test('the chain’s value is the one that its readers have', async () => {
      const replica = leader.institution.replica(group);
      const seqs = Array.from({ length: replica?.seq ?? 0 }, (_, before) => before + 1);
      expect(seqs.length).toBeGreaterThan(3);
      for (const seq of seqs) {
        const { chain } = await leader.session.call('space/chain', { space: group, seq });
        expect(chain).toEqual(replica?.at(seq));
      }
      const beyond = { space: group, seq: seqs.length + 1 };
      await expect(leader.session.call('space/chain', beyond)).rejects.toMatchObject(missing);
    });

    test('of a space that one is not in, or of which one reads the control log alone, there is none', async () => {
      expect(guest.institution.replica(spaceOf(guest, 'everyone'))?.access).toBe('full');
      await guest.session.call('space/chain', { space: spaceOf(guest, 'everyone'), seq: 1 });
      expect(guest.institution.replica(plan.leadership)?.access).toBe('control');
      for (const space of [group, plan.leadership, randomBytes(16)])
        await expect(guest.session.call('space/chain', { space, seq: 1 })).rejects.toMatchObject(missing);
    });

    test('a new device looks first, and then reads everything', async () => {
      const device = peerOf(plan, server);
      const { institution, session } = device;
      const limits = { mostItems: 1, worthIt: 1 };
      const look = await firstLook({ institution, session, today: server.today, limits });
      const facts = look?.shown.flatMap((replica) => replica.facts) ?? [];
      expect(facts.map(({ fact }) => fact.body)).toContainEqual({ text: 'two' });
      expect(facts.map(({ fact }) => fact.body)).not.toContainEqual({ text: 'one' });
      await device.refresh();
      expect(texts(device, group)).toEqual(['group', 'one', 'two']);
      expect(stops(device)).toEqual([]);
    });
  });
}
