/**
 * Somebody of the carrier as a writer in `everyone`: what they read, what they write, and that they write nothing else, whatever their client
 * tries; asked of an honest server and of a client that folds the same records.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Role } from '@obhut/protocol/kinds.ts';
import type { RecordType } from '@obhut/protocol/records.ts';
import { staleness } from '@obhut/protocol/stale.ts';
import { headIndex, memberAt } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Particular } from '../authoring/records.ts';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planSpace } from '../plans/make.ts';
import type { PlanStep, StepOf } from '../plans/plan.ts';
import type { MadeKind } from '../plans/space-table.ts';
import { planStep } from '../plans/steps.ts';
import { forge, judge, newcomer, stateOf, verdict } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

async function perform(by: Peer, steps: readonly PlanStep[]): Promise<void> {
  const of = { plan: { id: toHex(randomBytes(16)), steps: [...steps] }, time: 0, letters: new Map() };
  await by.write((act) => {
    for (const step of steps) if (step.do !== 'say') planStep(act, of, step, new Map());
  });
}

/** As its writer would say it; what it says of keys is never looked at. */
function forgedRekey(): Particular<'rekey'> {
  const commit = randomBytes(32);
  return { epoch: 99, commit, kem: null, membersHash: randomBytes(32), boxedTo: [], buckets: [] };
}

const idOf = (peer: Peer) => peer.institution.self.id;
const refused = { name: 'ApiError' };

export function carrierContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`the carrier, who writes to everyone, on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let everyone: Bytes;
    let leader: Peer;
    let deputy: Peer;
    let teacher: Peer;
    let mother: Peer;
    let carrier: Peer;

    async function join(space: Bytes, role: Role): Promise<Peer> {
      const who = newcomer(leader);
      await leader.write((act) => planAdd(act, space, who.entry(role), who.keys.kem));
      const peer = peerOf(plan, server, who);
      await peer.refresh();
      return peer;
    }

    async function appoint(as: 'carrier' | 'people', by = leader): Promise<void> {
      const person = toHex(idOf(carrier));
      const step: StepOf<'appoint'> = { do: 'appoint', space: { space: toHex(everyone) }, person, as, digits: null };
      await perform(by, [step]);
    }
    const refresh = async () => {
      for (const peer of [leader, deputy, teacher, mother, carrier]) await peer.refresh();
    };
    const roleNow = () => {
      const state = stateOf(leader, everyone);
      return memberAt(state, idOf(carrier), headIndex(state), server.today)?.role ?? null;
    };

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      everyone = spaceOf(leader, 'everyone');
      deputy = await join(plan.leadership, 'admin');
      teacher = await join(spaceOf(leader, 'team'), 'writer');
      mother = await join(everyone, 'reader');
      carrier = await join(everyone, 'reader');
    });

    test.each(['an owner', 'a deputy'])(
      '%s lets them write; they miss nothing, and everybody reads it as theirs',
      async (by) => {
        await leader.say(everyone, utterance('before'));
        await deputy.refresh();
        await appoint('carrier', by === 'an owner' ? leader : deputy);
        await refresh();
        expect(roleNow()).toBe('writer');
        expect(staleness(stateOf(leader, everyone), leader.institution.logs, server.today)).toBe('fresh');
        expect(await carrier.say(everyone, utterance('by the carrier'))).toBe(true);
        await refresh();
        for (const peer of [leader, deputy, teacher, mother, carrier]) {
          expect(texts(peer, everyone)).toEqual(['first', 'before', 'by the carrier']);
          const standing = peer.institution.replica(everyone)?.facts.at(-1)?.standing;
          expect(standing).toMatchObject({ persona: toHex(idOf(carrier)), class: 'carrier', through: 'none' });
          expect([...stops(peer), ...rejections(peer)]).toEqual([]);
        }
        // Asked for again it is done already.
        const { seq } = leader.institution.replica(everyone) ?? {};
        await appoint('carrier');
        expect(leader.institution.replica(everyone)?.seq).toBe(seq);
      },
    );

    test('who reads along with leadership besides speaks here for the carrier, and nowhere else', async () => {
      carrier = await join(plan.leadership, 'reader');
      await expect(carrier.say(everyone, utterance('x'))).rejects.toThrow();
      await appoint('carrier');
      await carrier.refresh();
      expect(await carrier.say(everyone, utterance('by the carrier'))).toBe(true);
      await mother.refresh();
      expect(mother.institution.replica(everyone)?.facts.at(-1)?.standing).toMatchObject({ class: 'carrier' });
      for (const space of [plan.leadership, spaceOf(leader, 'team')])
        await expect(carrier.say(space, utterance('x'))).rejects.toThrow();
    });

    test('they are served what is for everyone, and of nothing else more than who is in it', async () => {
      const parts = { nonce: randomBytes(16), teams: [spaceOf(leader, 'team')], day: null, staff: [], people: [] };
      for (const kind of ['group', 'mailbox', 'ward', 'booking'] as const)
        await leader.write((act) => planSpace(act, { ...parts, kind }, [utterance(kind)]));
      await appoint('carrier');
      await carrier.refresh();
      const { spaces } = await carrier.session.call('space/list', {});
      const full = spaces.filter(({ access }) => access === 'full').map(({ space }) => toHex(space));
      expect(full).toEqual([toHex(everyone)]);
    });

    /** What a client makes of it; the server takes what counts there, and nothing else. */
    async function writes<Type extends RecordType>(type: Type, particular: Particular<Type>): Promise<string> {
      await carrier.refresh();
      await leader.refresh();
      const record = forge(carrier, everyone, type, particular);
      const state = stateOf(leader, everyone);
      const said = verdict(judge(leader, everyone, record));
      const items = [{ kind: 'control' as const, record }];
      const sent = carrier.session.call('append', { parts: [{ space: everyone, index: state.hashes.length, items }] });
      if (said === 'applied') await sent;
      else await expect(sent).rejects.toMatchObject(refused);
      return said;
    }

    test('no record of theirs counts but new keys, and that they leave', async () => {
      await appoint('carrier');
      const someone = newcomer(leader);
      const until = server.today + 7;
      const invite = { ...newcomer(leader).entry('reader', until), class: 'invite' as const };
      expect(await writes('add', { member: someone.entry('reader') })).toBe('ignored: right');
      expect(await writes('invite', { member: invite, grants: 'reader' })).toBe('ignored: right');
      expect(await writes('remove', { member: idOf(mother) })).toBe('ignored: right');
      expect(await writes('remove', { member: plan.leadership })).toBe('ignored: right');
      expect(await writes('role', { member: idOf(carrier), role: 'admin' })).toBe('ignored: right');
      expect(await writes('role', { member: idOf(mother), role: 'writer' })).toBe('ignored: right');
      expect(await writes('retire', { on: server.today + 1 })).toBe('ignored: right');
      expect(await writes('expel', { persona: idOf(mother) })).toBe('ignored: right');
      expect(await writes('remove', { member: idOf(carrier) })).toBe('applied');
      await expect(carrier.say(everyone, utterance('still here?'))).rejects.toThrow();
      // Whoever writes next exchanges the keys first.
      await leader.refresh();
      const { length } = stateOf(leader, everyone).epochs;
      expect(await leader.say(everyone, utterance('among us'))).toBe(true);
      expect(stateOf(leader, everyone).epochs.length).toBe(length + 1);
    });

    test('they begin no space of any kind', async () => {
      await appoint('carrier');
      await refresh();
      for (const kind of [
        'everyone',
        'group',
        'mailbox',
        'ward',
        'conversation',
        'booking',
      ] as const satisfies MadeKind[]) {
        const parts = { nonce: randomBytes(16), teams: [], day: null, staff: [], people: [] };
        await expect(carrier.write((act) => planSpace(act, { ...parts, kind }, []))).rejects.toThrow('not-allowed');
      }
    });

    test('before they write they exchange the keys that are due, so that whoever has left reads nothing of it', async () => {
      await appoint('carrier');
      await mother.refresh();
      await leader.write((act) => act.record(everyone, 'remove', () => ({ member: idOf(mother) })));
      await carrier.refresh();
      const before = stateOf(carrier, everyone).epochs.length;
      expect(await carrier.say(everyone, utterance('without her'))).toBe(true);
      await leader.refresh();
      expect(stateOf(leader, everyone).epochs.length).toBe(before + 1);
      expect(texts(leader, everyone).at(-1)).toBe('without her');
    });

    test('when it is taken from them they read on, and write nothing more', async () => {
      await appoint('carrier');
      await refresh();
      expect(await carrier.say(everyone, utterance('while they might'))).toBe(true);
      await deputy.refresh();
      await appoint('people', deputy);
      await refresh();
      expect(roleNow()).toBe('reader');
      await expect(carrier.say(everyone, utterance('once more'))).rejects.toThrow();
      expect(await writes('rekey', forgedRekey())).toBe('ignored: right');
      await leader.say(everyone, utterance('to all of you'));
      await refresh();
      expect(texts(carrier, everyone)).toEqual(['first', 'while they might', 'to all of you']);
      expect([...stops(carrier), ...rejections(mother)]).toEqual([]);
    });

    test('the end of their access is the end of this too, with new keys', async () => {
      await appoint('carrier');
      await refresh();
      const keys = carrier.institution.replica(everyone)?.keys.knownBuckets.size;
      const before = stateOf(leader, everyone).epochs.length;
      await leader.write((act) => act.record(plan.leadership, 'expel', () => ({ persona: idOf(carrier) })));
      await mend(leader, server.today, () => undefined);
      expect(stateOf(leader, everyone).epochs.length).toBe(before + 1);
      await leader.say(everyone, utterance('after'));
      await carrier.refresh();
      expect(texts(carrier, everyone)).not.toContain('after');
      expect(carrier.institution.replica(everyone)?.keys.knownBuckets.size ?? keys).toBe(keys);
      expect((await carrier.session.call('space/list', {})).spaces).toEqual([]);
      await expect(carrier.say(everyone, utterance('still here?'))).rejects.toMatchObject(refused);
    });

    test('the next year has them from its first record on', async () => {
      await appoint('carrier');
      await refresh();
      const key = 'everyone';
      const make: PlanStep = {
        do: 'make',
        key,
        kind: 'everyone',
        teams: [{ space: toHex(spaceOf(leader, 'team')) }],
        day: null,
        staff: [],
        people: [],
        facts: [],
      };
      const made = new Map<string, Bytes>();
      const person = toHex(idOf(carrier));
      const steps: PlanStep[] = [make, { do: 'appoint', space: { made: key }, person, as: 'carrier', digits: null }];
      const of = { plan: { id: toHex(randomBytes(16)), steps }, time: 0, letters: new Map() };
      await leader.write((act) => {
        for (const step of steps) if (step.do !== 'say') planStep(act, of, step, made);
      });
      const next = made.get(key) ?? expect.unreachable();
      await carrier.refresh();
      expect(await carrier.say(next, utterance('next year'))).toBe(true);
    });

    test('only where the table has a place for the carrier, and only by those who add there', async () => {
      await refresh();
      await expect(appoint('carrier', mother)).rejects.toThrow();
      await expect(appoint('carrier', carrier)).rejects.toThrow();
      const person = toHex(idOf(carrier));
      for (const kind of ['team', 'leadership'] as const) {
        const step = { do: 'appoint', space: { space: toHex(spaceOf(leader, kind)) }, person, digits: null } as const;
        for (const as of ['carrier', 'people'] as const)
          await expect(perform(leader, [{ ...step, as }])).rejects.toMatchObject({ failure: 'not-allowed' });
      }
      expect(roleNow()).toBe('reader');
    });
  });
}
