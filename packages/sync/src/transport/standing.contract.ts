/**
 * What every server must do when somebody's standing changes: who was replaced or expelled is out at once, and the kit brings an owner.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { MemberClass, Role } from '@obhut/protocol/kinds.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { forge, newcomer, proofOf, stateOf } from '../testing/forge.ts';
import { spaceOf, utterance } from '../testing/world.ts';
import { eventIn, founding, peerOf, type ContractServer } from './institution.contract.ts';

const refused = { code: 'unauthenticated' };
const asks = async (reader: Peer) => (await reader.session.call('key/asks', {})).asks;

export function standingContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`standing on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let group: Bytes;
    let leadership: Bytes;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      ({ leadership } = leader.institution);
      const made = await leader.write((act) => planAudience(act, 'group', spaceOf(leader, 'team'), []));
      group = made.result;
    });

    async function join(space: Bytes, role: Role, memberClass: Exclude<MemberClass, 'space' | 'invite'> = 'persona') {
      const who = newcomer(leader, memberClass);
      await leader.write((act) => {
        act.record(space, 'add', () => ({ member: who.entry(role) }));
        act.publish(space, who.keys.kem);
        act.box(space, act.memberNamed(space, who.id));
      });
      const peer = peerOf(plan, server, who);
      await peer.refresh();
      return { who, peer };
    }

    /** The session that is open already sees nothing more, and no other is opened. */
    async function expectOut(peer: Peer): Promise<void> {
      expect((await peer.session.call('space/list', {})).spaces).toEqual([]);
      await expect(peerOf(plan, server, peer.institution.self).session.token()).rejects.toMatchObject(refused);
      await expect(peer.session.call('space/log', { space: group, after: 0, limit: 9 })).rejects.toMatchObject({
        code: 'not-found',
      });
      const { part } = eventIn(peer, group, server.today);
      await expect(peer.session.call('append', { parts: [part] })).rejects.toMatchObject({ code: 'not-found' });
    }

    const expel = (id: Bytes) => leader.write((act) => act.record(leadership, 'expel', () => ({ persona: id })));

    test('whoever is expelled is out of every space at once', async () => {
      const { who, peer } = await join(group, 'writer');
      expect(await peer.say(group, utterance('before'))).toBe(true);
      await expel(who.id);
      await expectOut(peer);
    });

    test('and so is whoever they made of themselves, and the letters they made', async () => {
      const { who, peer } = await join(group, 'admin');
      const next = newcomer(leader);
      await peer.write(
        (act) =>
          act.record(group, 'replace', () => ({
            old: who.id,
            member: next.entry('admin'),
            proof: proofOf(peer, 'replace', group, who.id, next),
          })),
        'leave',
      );
      const again = peerOf(plan, server, next);
      await again.refresh();
      const letter = newcomer(leader);
      const member = { ...letter.entry('reader', server.today + 9), class: 'invite' as const };
      await again.write((act) => act.record(group, 'invite', () => ({ member, grants: 'reader' as const })));
      const reader = peerOf(plan, server, letter);
      await reader.refresh();
      await leader.refresh();
      await expel(who.id);
      expect((await again.session.call('space/list', {})).spaces).toEqual([]);
      expect((await reader.session.call('space/list', {})).spaces).toEqual([]);
      await expect(peerOf(plan, server, letter).session.token()).rejects.toMatchObject(refused);
    });

    test('whoever has not seen an expulsion does not write as if it had not been', async () => {
      const { who } = await join(group, 'reader');
      const other = newcomer(leader);
      const stale = forge(leader, group, 'add', { member: other.entry('reader') });
      await expel(who.id);
      const parts = [
        {
          space: group,
          index: stateOf(leader, group).hashes.length,
          items: [{ kind: 'control' as const, record: stale }],
        },
      ];
      await expect(leader.session.call('append', { parts })).rejects.toMatchObject({ code: 'conflict' });
      await leader.prepare(group, 0);
      const members = activeMembers(stateOf(leader, group), server.today);
      expect(members.every(({ class: kind }) => kind === 'space')).toBe(true);
    });

    test('whoever has not seen what happened in a member space writes nothing that stands on before', async () => {
      const team = spaceOf(leader, 'team');
      const other = newcomer(leader);
      const record = forge(leader, group, 'add', { member: other.entry('reader') });
      await leader.write((act) => act.rekey(team, [null]));
      const items = [{ kind: 'control' as const, record }];
      const parts = [{ space: group, index: stateOf(leader, group).hashes.length, items }];
      await expect(leader.session.call('append', { parts })).rejects.toMatchObject({ code: 'conflict' });
    });

    test('whoever replaced themselves goes on by the new keys, and the old ones are worth nothing', async () => {
      const { who, peer } = await join(group, 'writer');
      const next = newcomer(leader);
      await peer.write((act) => {
        act.record(group, 'replace', () => ({
          old: who.id,
          member: next.entry('writer'),
          proof: proofOf(peer, 'replace', group, who.id, next),
        }));
        act.publish(group, next.keys.kem);
        act.box(group, act.memberNamed(group, next.id));
      }, 'leave');
      await expectOut(peer);
      const again = peerOf(plan, server, next);
      await again.refresh();
      expect(await again.say(group, utterance('by the new keys'))).toBe(true);
    });

    test('the kit asks, a second person approves, and the new owner leads', async () => {
      const { who: kit, peer } = await join(leadership, 'reader', 'kit');
      const owner = newcomer(leader);
      const proof = proofOf(peer, 'recovery-request', leadership, kit.id, owner);
      await peer.write((act) =>
        act.record(leadership, 'recovery-request', () => ({ member: owner.entry('owner'), proof })),
      );
      const request = stateOf(peer, leadership).hashes.length - 1;
      await expect(
        peer.session.call('append', {
          parts: [
            {
              space: leadership,
              index: request + 1,
              items: [
                { kind: 'control', record: forge(peer, leadership, 'recovery-execute', { request }, { common: {} }) },
              ],
            },
          ],
        }),
      ).rejects.toMatchObject({ code: 'refused' });
      await leader.refresh();
      await leader.write((act) => act.record(leadership, 'recovery-approve', () => ({ request })));
      await peer.refresh();
      await peer.write((act) => {
        act.record(leadership, 'recovery-execute', () => ({ request }));
        act.publish(leadership, owner.keys.kem);
        act.box(leadership, act.memberNamed(leadership, owner.id));
      }, 'leave');
      const again = peerOf(plan, server, owner);
      await again.refresh();
      await again.prepare(leadership, 0);
      await again.refresh();
      const members = activeMembers(stateOf(again, leadership), server.today);
      expect(members.map(({ class: kind, role }) => `${kind} ${role}`).sort()).toEqual([
        'kit reader',
        'persona owner',
        'persona owner',
      ]);
      expect(members.some(({ id }) => equalBytes(id, kit.id))).toBe(false);
      await expect(peerOf(plan, server, kit).session.token()).rejects.toMatchObject(refused);
      expect(await again.say(leadership, utterance('by the new owner'))).toBe(true);
    });

    test('what a member needs is seen by those who may write there, until it is there or said anew', async () => {
      const { who, peer } = await join(group, 'reader');
      const { peer: other } = await join(group, 'reader');
      const { peer: stranger } = await join(spaceOf(leader, 'everyone'), 'writer');
      const ask = { space: group, epoch: 1, need: 'box' as const };
      const asked = { space: group, epoch: 1, member: who.id };
      await peer.session.call('key/ask', ask);
      expect(await asks(leader)).toEqual([{ ...asked, need: 'box' }]);
      await peer.session.call('key/ask', { ...ask, need: 'rekey' });
      expect(await asks(leader)).toEqual([{ ...asked, need: 'rekey' }]);
      for (const reader of [peer, other, stranger]) expect(await asks(reader)).toEqual([]);
      await expect(stranger.session.call('key/ask', ask)).rejects.toMatchObject({ code: 'not-found' });
      await peer.session.call('key/ask', { ...ask, need: 'nothing' });
      expect(await asks(leader)).toEqual([]);
    });
  });
}
