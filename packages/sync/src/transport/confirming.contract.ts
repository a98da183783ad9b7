/**
 * What every honest server must do with keys whose place others have taken: keep them until somebody else of the staff has opened the new
 * ones, or their time is over; and then let them go.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { confirmedDays, supersededDays } from '@obhut/protocol/confirming.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyedEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import type { Self } from '../institution.ts';
import { planAdd } from '../plans/add.ts';
import { planAudience } from '../plans/audience.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import type { AgingServer } from './expiry.contract.ts';
import { founding, peerOf } from './institution.contract.ts';

export function confirmingContract(name: string, start: () => Promise<AgingServer>): void {
  describe(`confirming contract: ${name}`, () => {
    let server: AgingServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let team: Bytes;
    let group: Bytes;
    let teacher: Self;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = await enter();
      team = spaceOf(leader, 'team');
      group = (await leader.write((act) => planAudience(act, 'group', team, [utterance('hello')]))).result;
      teacher = await joins(team, 'writer');
    });

    /** A device that has nothing, on the server's day. */
    async function enter(self?: Self): Promise<Peer> {
      const peer = peerOf(plan, server, self);
      await peer.refresh();
      return peer;
    }

    async function joins(space: Bytes, role: 'reader' | 'writer'): Promise<Self> {
      const keys = memberKeys('persona', randomBytes(32));
      const id = memberId('persona', plan.institution, keys.sign.publicKey, keys.kem.hash);
      await leader.write((act) => planAdd(act, space, keyedEntry(id, 'persona', role, keys, null), keys.kem));
      return { id, keys };
    }

    /** How many boxes and entries of the first epoch the server still has for whoever asks. */
    async function olden(space: Bytes): Promise<number[]> {
      const { session } = await enter();
      const { boxes } = await session.call('space/boxes', { space, epoch: 1 });
      const { entries } = await session.call('space/entries', { space, epoch: 1 });
      return [boxes.length, entries.length].map(Math.sign);
    }

    const there = [1, 1];
    const gone = [0, 0];
    const confirm = async (self: Self, space: Bytes, epoch = 2) =>
      await (await enter(self)).session.call('key/confirm', { places: [{ space, epoch }] });

    test('a week after another one of the staff has opened the new keys, the old ones go; everybody goes on as before', async () => {
      await leader.write((act) => act.rekey(team, [null]));
      await leader.mendKeys();
      await server.later(confirmedDays);
      // Whoever made the epoch is not enough.
      expect(await olden(team)).toEqual(there);
      await (await enter(teacher)).mendKeys();
      await server.later(confirmedDays - 1);
      expect(await olden(team)).toEqual(there);
      await server.later(1);
      expect(await olden(team)).toEqual(gone);
      // The group is boxed to the team's first epoch still: a new device, and a new colleague, open it by the seed in the keyring.
      for (const self of [teacher, undefined]) {
        const device = await enter(self);
        expect(texts(device, group)).toEqual(['hello']);
        expect([...stops(device), ...rejections(device)]).toEqual([]);
      }
      leader = await enter();
      const late = await enter(await joins(team, 'writer'));
      expect(texts(late, group)).toEqual(['hello']);
      expect(await late.say(group, utterance('on it goes'))).toBe(true);
    });

    test('nobody has confirmed: they go on the 35th day of the new epoch, and what they opened is opened by the new ones', async () => {
      await leader.write((act) => act.rekey(group, [null]));
      await server.later(supersededDays - 1);
      expect(await olden(group)).toEqual(there);
      await server.later(1);
      expect(await olden(group)).toEqual(gone);
      expect(texts(await enter(teacher), group)).toEqual(['hello']);
    });

    test('as long as somebody misses something of the new keys, a confirmation counts for nothing', async () => {
      await leader.write((act) => act.rekey(group, [null]));
      await confirm(teacher, group);
      const reader = await joins(group, 'reader');
      const ask = { space: group, epoch: 2 };
      await (await enter(reader)).session.call('key/ask', { ...ask, need: 'box' });
      await server.later(confirmedDays);
      expect(await olden(group)).toEqual(there);
      await (await enter(reader)).session.call('key/ask', { ...ask, need: 'nothing' });
      await server.later(1);
      expect(await olden(group)).toEqual(gone);
    });

    test('who is not of the staff confirms nothing; nobody does so where they read nothing; an epoch that is not the newest is none', async () => {
      await leader.write((act) => act.rekey(group, [null]));
      const reader = await joins(group, 'reader');
      await expect(confirm(reader, group)).rejects.toMatchObject({ code: 'refused' });
      await expect(confirm(reader, team)).rejects.toMatchObject({ code: 'not-found' });
      await confirm(teacher, group, 1);
      await confirm(teacher, group, 3);
      await server.later(confirmedDays);
      expect(await olden(group)).toEqual(there);
    });
  });
}
