/**
 * Every row of the table of spaces (protocol.md, section 4), made by an honest client: who reads, writes and adds there, and who does not,
 * whatever their client tries.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { spaceKinds, type Role } from '@obhut/protocol/kinds.ts';
import type { MemberEntry } from '@obhut/protocol/records.ts';
import type { Member } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { spaceEntry } from '../authoring/entries.ts';
import { headsOf } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planJoin, planLeave } from '../plans/join.ts';
import { planSpace, type NewSpace } from '../plans/make.ts';
import { memberNamed } from '../plans/replace.ts';
import type { MadeKind } from '../plans/space-table.ts';
import { forge, judge, newcomer, stateOf, verdict } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

const actors = ['leader', 'teacher', 'named', 'substitute', 'tablet', 'mother', 'father', 'other'] as const;
type Actor = (typeof actors)[number];

interface Row {
  made: (at: Places) => Partial<Omit<NewSpace, 'kind' | 'nonce'>>;
  /** Who makes it, unless it is the leader. */
  by?: Actor;
  read: Actor[];
  write: Actor[];
  add: Actor[];
}

interface Places {
  team: Bytes;
  day: Bytes;
  member: (actor: Actor) => Member;
}

const led = ({ team }: Places) => ({ teams: [team] });
const both = ({ member }: Places) => [member('mother'), member('father')];
const staff: Actor[] = ['leader', 'teacher', 'named'];

const rows: Record<MadeKind, Row> = {
  team: {
    made: ({ member }) => ({ staff: [member('named')] }),
    read: ['leader', 'named'],
    write: ['leader', 'named'],
    add: ['leader'],
  },
  day: {
    made: ({ member }) => ({ staff: [member('substitute')] }),
    read: ['leader', 'substitute'],
    write: ['leader', 'substitute'],
    add: ['leader'],
  },
  everyone: {
    made: (at) => ({ ...led(at), people: both(at) }),
    read: [...staff, 'mother', 'father'],
    write: staff,
    add: staff,
  },
  group: {
    made: (at) => ({ ...led(at), people: both(at) }),
    by: 'teacher',
    read: [...staff, 'mother', 'father'],
    write: staff,
    add: staff,
  },
  mailbox: {
    made: (at) => ({ ...led(at), people: [at.member('mother')] }),
    by: 'teacher',
    read: [...staff, 'mother'],
    write: [...staff, 'mother'],
    add: staff,
  },
  'ward/day': {
    made: (at) => ({ ...led(at), day: at.day, people: both(at) }),
    read: [...staff, 'substitute', 'tablet', 'mother', 'father'],
    write: [...staff, 'substitute', 'tablet', 'mother', 'father'],
    add: staff,
  },
  ward: {
    made: (at) => ({ ...led(at), people: both(at) }),
    read: [...staff, 'mother', 'father'],
    write: [...staff, 'mother', 'father'],
    add: staff,
  },
  'ward/sensitive': {
    made: (at) => ({ staff: [at.member('named')], people: both(at) }),
    read: ['leader', 'named', 'mother', 'father'],
    write: ['leader', 'named', 'mother', 'father'],
    add: ['leader'],
  },
  'ward/protection': {
    made: ({ member }) => ({ staff: [member('named')] }),
    read: ['leader', 'named'],
    write: ['leader', 'named'],
    add: ['leader'],
  },
  conversation: {
    made: ({ member }) => ({ staff: [member('named'), member('teacher')], people: [member('mother')] }),
    by: 'named',
    read: ['named', 'teacher', 'mother'],
    write: ['named', 'teacher', 'mother'],
    add: ['named'],
  },
  booking: {
    made: (at) => ({ ...led(at), people: both(at) }),
    by: 'teacher',
    read: [...staff, 'mother', 'father'],
    write: [...staff, 'mother', 'father'],
    add: staff,
  },
};

export function spaceTableContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`the table of spaces on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let peers: Record<Actor, Peer>;
    let places: Places;

    async function join(leader: Peer, space: Bytes, role: Role, memberClass: 'persona' | 'device' = 'persona') {
      const who = newcomer(leader, memberClass);
      await leader.write((act) => planAdd(act, space, who.entry(role), who.keys.kem));
      return peerOf(plan, server, who);
    }

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      const leader = peerOf(plan, server);
      await leader.refresh();
      const [team, everyone] = [spaceOf(leader, 'team'), spaceOf(leader, 'everyone')];
      const empty = { nonce: randomBytes(16), teams: [], day: null, staff: [], people: [] };
      const { result: day } = await leader.write((act) => planSpace(act, { ...empty, kind: 'day' }, []));
      peers = {
        leader,
        teacher: await join(leader, team, 'writer'),
        named: await join(leader, team, 'writer'),
        substitute: await join(leader, day, 'writer'),
        tablet: await join(leader, day, 'writer', 'device'),
        mother: await join(leader, everyone, 'reader'),
        father: await join(leader, everyone, 'reader'),
        other: await join(leader, everyone, 'reader'),
      };
      for (const actor of actors) await peers[actor].refresh();
      places = {
        team,
        day,
        member: (actor) => {
          const found = memberNamed(leader.institution, peers[actor].institution.self.id, server.today);
          if (found === null) throw new Error('no such member');
          return found;
        },
      };
    });

    function entry(actor: Actor): MemberEntry {
      const { id, sign, kem } = places.member(actor);
      return { id, class: 'persona', role: 'reader', sign, kem, until: null };
    }

    async function make(kind: MadeKind): Promise<Bytes> {
      const { made, by = 'leader' } = rows[kind];
      const space = { nonce: randomBytes(16), teams: [], day: null, staff: [], people: [], kind, ...made(places) };
      const { result } = await peers[by].write((act) => planSpace(act, space, [utterance('made')]));
      for (const actor of actors) await peers[actor].refresh();
      return result;
    }

    /** Whether an append with this record is taken, and counts for whoever folds it. */
    async function mayAdd(actor: Peer, witness: Peer, space: Bytes): Promise<boolean> {
      await witness.refresh();
      await actor.refresh();
      const state = stateOf(witness, space);
      const { leadership } = witness.institution;
      const heads = headsOf(
        witness.institution,
        space,
        [leadership, places.team, places.day],
        witness.institution.logs,
      );
      // Only staff gets into protection.
      const member = state.kind === 'ward/protection' ? entry('teacher') : newcomer(witness).entry('reader');
      const named = heads.filter(({ space: of }) => state.level > 1 || equalBytes(of, leadership));
      const record = forge(actor, space, 'add', { member }, { state, common: { heads: named } });
      const counts = verdict(judge(witness, space, record, state)) === 'applied';
      const parts = [{ space, index: state.hashes.length, items: [{ kind: 'control' as const, record }] }];
      const taken = await actor.session.call('append', { parts }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Error && error.name === 'ApiError') return false;
          throw error;
        },
      );
      expect(taken).toBe(counts);
      return counts;
    }

    test.each(spaceKinds.filter((kind) => kind !== 'leadership'))('%s', async (kind) => {
      const { read, write, add, by = 'leader' } = rows[kind];
      const space = await make(kind);
      const reading = actors.filter((actor) => texts(peers[actor], space).includes('made'));
      expect(reading).toEqual(actors.filter((actor) => read.includes(actor)));
      const writing: Actor[] = [];
      for (const actor of actors) {
        const said = await peers[actor].say(space, utterance(`by ${actor}`)).catch(() => false);
        if (said) writing.push(actor);
      }
      expect(writing).toEqual(actors.filter((actor) => write.includes(actor)));
      await peers[by].refresh();
      expect(texts(peers[by], space)).toEqual(['made', ...writing.map((actor) => `by ${actor}`)]);
      const adding: Actor[] = [];
      for (const actor of actors) if (await mayAdd(peers[actor], peers[by], space)) adding.push(actor);
      expect(adding).toEqual(actors.filter((actor) => add.includes(actor)));
      for (const actor of read) {
        await peers[actor].refresh();
        expect([...stops(peers[actor]), ...rejections(peers[actor])]).toEqual([]);
      }
    });

    test('nobody who is not staff gets into protection, whoever adds them', async () => {
      const space = await make('ward/protection');
      const state = stateOf(peers.leader, space);
      const record = forge(peers.leader, space, 'add', { member: entry('mother') }, { state });
      expect(verdict(judge(peers.leader, space, record, state))).toBe('ignored: not-staff');
      const people = { nonce: randomBytes(16), teams: [], day: null, staff: [places.member('mother')], people: [] };
      await expect(
        peers.leader.write((act) => planSpace(act, { ...people, kind: 'ward/protection' }, [])),
      ).rejects.toThrow('without effect');
      const { id: teacher } = places.member('teacher');
      await peers.leader.write((act) => planAdd(act, space, { ...entry('teacher'), role: 'writer' }, null));
      await peers.teacher.refresh();
      expect(texts(peers.teacher, space)).toEqual(['made']);
      const said = await peers.teacher.say(space, utterance('a ban'));
      await peers.leader.refresh();
      const facts = peers.leader.institution.replica(space)?.facts ?? [];
      expect(said).toBe(true);
      expect(facts.at(-1)?.standing).toMatchObject({ persona: toHex(teacher), class: 'staff', through: 'none' });
    });

    test('leadership takes part in a conversation once it is asked in', async () => {
      const space = await make('conversation');
      const { leadership } = peers.leader.institution;
      await peers.named.write((act) => {
        act.record(space, 'add', () => ({ member: spaceEntry(leadership, 'writer') }));
        act.rekey(space, [null]);
      });
      await peers.leader.refresh();
      expect(texts(peers.leader, space)).toEqual(['made']);
      expect(await peers.leader.say(space, utterance('thank you'))).toBe(true);
    });

    test('a day team joins a ward’s day later, by a teacher, and is no part of it any more', async () => {
      const parts = { teams: [places.team], day: null, staff: [], people: [places.member('mother')] };
      const wish = { kind: 'ward/day' as const, nonce: randomBytes(16), ...parts };
      const { result: ward } = await peers.leader.write((act) => planSpace(act, wish, [utterance('made')]));
      await peers.teacher.refresh();
      await peers.tablet.refresh();
      expect(texts(peers.tablet, ward)).toEqual([]);
      await peers.teacher.write((act) => planJoin(act, ward, places.day));
      for (const actor of ['tablet', 'substitute'] as const) {
        await peers[actor].refresh();
        expect([texts(peers[actor], ward)[0], await peers[actor].say(ward, utterance(actor))]).toEqual(['made', true]);
      }
      await peers.teacher.write((act) => planLeave(act, ward, places.day));
      for (const actor of ['tablet', 'substitute'] as const)
        expect(await peers[actor].say(ward, utterance('still here?')).catch(() => false)).toBe(false);
      await peers.mother.refresh();
      expect(texts(peers.mother, ward)).toEqual(['made', 'tablet', 'substitute']);
    });

    test('of two who book the same place the first by seq has it, for all; names are in neither’s sight', async () => {
      const space = await make('booking');
      const mailbox = await make('mailbox');
      await Promise.all([
        peers.father.say(space, utterance('9:00 father')),
        peers.mother.say(space, utterance('9:00 mother')),
      ]);
      for (const actor of ['leader', 'mother', 'father'] as const) await peers[actor].refresh();
      const seen = texts(peers.leader, space).slice(1);
      expect(seen.toSorted()).toEqual(['9:00 father', '9:00 mother']);
      for (const actor of ['mother', 'father'] as const) expect(texts(peers[actor], space).slice(1)).toEqual(seen);
      expect(peers.father.institution.replica(mailbox)).toBeUndefined();
    });

    test('a guardian makes no space of any kind', async () => {
      for (const kind of ['conversation', 'ward', 'booking'] as const) {
        const space = { nonce: randomBytes(16), teams: [], day: null, staff: [], kind, people: both(places) };
        await expect(peers.mother.write((act) => planSpace(act, space, []))).rejects.toThrow('not-allowed');
      }
    });
  });
}
