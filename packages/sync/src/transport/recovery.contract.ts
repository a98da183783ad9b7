/**
 * What every honest server must do for whoever holds the sheet from the safe, asked through the port alone.
 * @module
 */
import { kitId, kitKeys } from '@obhut/crypto/kit.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyedEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import type { Self } from '../institution.ts';
import { planAdd } from '../plans/add.ts';
import { planExecute, planNewKit, planRequest } from '../plans/recover.ts';
import { spaceOf, texts, utterance } from '../testing/world.ts';
import type { AgingServer } from './expiry.contract.ts';
import { founding, peerOf } from './institution.contract.ts';

export function recoveryContract(name: string, start: () => Promise<AgingServer>): void {
  describe(`recovery contract: ${name}`, () => {
    let server: AgingServer;
    let plan: ReturnType<typeof founding>;
    let kit: Self;
    let next: Self;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      kit = { id: kitId({ seed: plan.kitSeed, institution: plan.institution }), keys: kitKeys(plan.kitSeed) };
      const keys = memberKeys('persona', randomBytes(32));
      next = { id: memberId('persona', plan.institution, keys.sign.publicKey, keys.kem.hash), keys };
    });

    /** On the server's day; has read everything. */
    async function enter(self: Self): Promise<Peer> {
      const peer = peerOf(plan, server, self);
      await peer.refresh();
      return peer;
    }

    const leadershipOf = (peer: Peer) => peer.institution.logs(plan.leadership);
    const locate = (invite: Self) => server.transport.call('letter/locate', { invite: invite.id }, null);
    const asksFor = async () => (await enter(kit)).write((act) => planRequest(act, next));
    const executes = async () => (await enter(kit)).write((act) => planExecute(act, next), 'leave');

    /** Reads all that leadership may, and the kit is no way in any more. */
    async function isIn(): Promise<Peer> {
      const owner = await enter(next);
      expect(texts(owner, spaceOf(owner, 'everyone'))).toEqual(['first']);
      expect(leadershipOf(owner)?.recovered.map(({ persona }) => toHex(persona))).toEqual([toHex(next.id)]);
      await expect(peerOf(plan, server, kit).session.token()).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(locate(kit)).rejects.toMatchObject({ code: 'not-found' });
      return owner;
    }

    test('a kit is found by its id, and reads leadership', async () => {
      expect(await locate(kit)).toEqual({ institution: plan.institution, leadership: plan.leadership });
      const reader = await enter(kit);
      expect(reader.institution.replica(plan.leadership)?.keys.epoch(1)).not.toBeNull();
      await expect(locate(plan.self)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('an owner approves, and the new one is in at once; a new kit takes the place of the old', async () => {
      await asksFor();
      await expect(executes()).rejects.toThrow(/recovery/u);
      const leader = await enter(plan.self);
      const request = leadershipOf(leader)?.recovery?.index ?? -1;
      await leader.write((act) => act.record(plan.leadership, 'recovery-approve', () => ({ request })));
      await executes();
      const owner = await isIn();
      const seed = randomBytes(32);
      await owner.write((act) => planNewKit(act, kitKeys(seed)));
      const fresh = { id: kitId({ seed, institution: plan.institution }), keys: kitKeys(seed) };
      const reader = await enter(fresh);
      const epoch = currentEpoch(leadershipOf(reader) ?? expect.unreachable())?.epoch ?? 0;
      expect(reader.institution.replica(plan.leadership)?.keys.epoch(epoch)).not.toBeNull();
    });

    async function joins(role: 'reader' | 'admin'): Promise<Self> {
      const keys = memberKeys('persona', randomBytes(32));
      const id = memberId('persona', plan.institution, keys.sign.publicKey, keys.kem.hash);
      const leader = await enter(plan.self);
      await leader.write((act) => {
        planAdd(act, plan.leadership, keyedEntry(id, 'persona', role, keys, null), keys.kem);
      });
      return { id, keys };
    }

    async function approves(self: Self): Promise<void> {
      const peer = await enter(self);
      const request = leadershipOf(peer)?.recovery?.index ?? -1;
      await peer.write((act) => act.record(plan.leadership, 'recovery-approve', () => ({ request })));
    }

    test('a reader of leadership, whom the carrier has put there, approves; reads everything, and writes nothing else', async () => {
      const carrier = await joins('reader');
      const reader = await enter(carrier);
      const everyone = spaceOf(reader, 'everyone');
      expect(texts(reader, everyone)).toEqual(['first']);
      await expect(reader.say(everyone, utterance('x'))).rejects.toThrow();
      await asksFor();
      const request = leadershipOf(await enter(carrier))?.recovery?.index ?? -1;
      const veto = (await enter(carrier)).write((act) => act.record(plan.leadership, 'veto', () => ({ request })));
      await expect(veto).rejects.toThrow();
      await approves(carrier);
      await executes();
      await isIn();
    });

    test('a deputy does not approve', async () => {
      const deputy = await joins('admin');
      await asksFor();
      await expect(approves(deputy)).rejects.toThrow();
      await expect(executes()).rejects.toThrow(/recovery/u);
    });

    test('without anybody’s word: on the fourth day, not on the third', async () => {
      await asksFor();
      await server.later(3);
      await expect(executes()).rejects.toThrow(/recovery/u);
      await server.later(1);
      await executes();
      await isIn();
    });

    test('an owner’s veto ends it, however long one waits', async () => {
      await asksFor();
      const leader = await enter(plan.self);
      const request = leadershipOf(leader)?.recovery?.index ?? -1;
      await leader.write((act) => act.record(plan.leadership, 'veto', () => ({ request })));
      await server.later(4);
      await expect(executes()).rejects.toThrow(/recovery/u);
      await expect(peerOf(plan, server, next).session.token()).rejects.toMatchObject({ code: 'unauthenticated' });
    });
  });
}
