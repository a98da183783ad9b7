/**
 * Random honest histories: who opens what, and that all who saw the same records agree.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { lineOf } from '@obhut/protocol/line.ts';
import { activeMembers, membersHash } from '@obhut/protocol/state.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bucketEnd } from './authoring/quarter.ts';
import type { Peer } from './engine/peer.ts';
import { planAdd } from './plans/add.ts';
import { memberNamed, planReplace, spacesToReplaceIn } from './plans/replace.ts';
import { newcomer } from './testing/forge.ts';
import { eventsIn, lootOf, Thief, type Loot } from './testing/thief.ts';
import { rejections, spaceOf, stops, texts, utterance, World, type Letter } from './testing/world.ts';

beforeAll(cryptoReady);

const acts = [
  'post',
  'group',
  'letter',
  'claim',
  'reply',
  'remove',
  'expel',
  'comeback',
  'teacher',
  'teach',
  'leave',
  'tomorrow',
] as const;
const often = ['post', 'post', 'post', 'letter', 'letter', 'claim', 'claim'] as const;
type Step = { act: (typeof acts)[number]; which: number };

const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts, ...often), which: fc.nat(1000) });

/** So many histories, of so many steps at most. `HISTORIES=1000` takes minutes. */
const histories = Number(process.env['HISTORIES'] ?? '40');

interface Guardian {
  peer: Peer;
  group: Bytes;
  mailbox: Bytes;
  removed: boolean;
  /** Expelled, or somebody else by now: nothing more is theirs. */
  gone: boolean;
}

/** Runs a history, and keeps beside it what each space must say to whoever may read it. */
class History {
  readonly world = new World();
  readonly groups: Bytes[] = [];
  readonly letters: { letter: Letter; group: Bytes; reader: Peer }[] = [];
  readonly guardians: Guardian[] = [];
  readonly said = new Map<string, string[]>();
  /** What was said after somebody was shut out: index of the first such text of each space, and their keys of that moment. */
  readonly shutOut: { loot: Loot; peer: Peer; from: ReadonlyMap<string, number> }[] = [];
  readonly teachers: Peer[] = [];
  readonly leader: Peer;
  #count = 0;

  static async begin(): Promise<History> {
    const world = new World();
    return new History(world, await world.found());
  }

  private constructor(world: World, leader: Peer) {
    this.world = world;
    this.leader = leader;
    this.#note(spaceOf(leader, 'everyone'), 'founded');
  }

  #note(space: Bytes, text: string): void {
    this.said.set(toHex(space), [...(this.said.get(toHex(space)) ?? []), text]);
  }

  async #say(peer: Peer, space: Bytes): Promise<void> {
    const text = `text ${this.#count++}`;
    await peer.refresh();
    await peer.say(space, utterance(text));
    this.#note(space, text);
  }

  async take({ act, which }: Step): Promise<void> {
    const { leader, world } = this;
    const group = this.groups[which % Math.max(1, this.groups.length)];
    const inside = this.guardians.filter(({ gone }) => !gone);
    const guardian = inside[which % Math.max(1, inside.length)];
    const teacher = this.teachers[which % Math.max(1, this.teachers.length)];
    await leader.refresh();
    if (act === 'group' && this.groups.length < 3) {
      const made = await world.group(leader);
      this.groups.push(made);
      this.#note(made, 'group');
    } else if (act === 'post') {
      await this.#say(leader, group ?? spaceOf(leader, 'everyone'));
    } else if (act === 'letter' && group !== undefined) {
      const letter = await world.letter(leader, [group]);
      this.#note(letter.mailbox, 'letter');
      this.letters.push({ letter, group, reader: await world.reader(leader, letter) });
    } else if (act === 'claim') {
      await this.#claim();
    } else if (act === 'reply' && guardian !== undefined) {
      await this.#say(guardian.peer, guardian.mailbox);
    } else if (act === 'remove' && guardian?.removed === false) {
      await this.#remove(guardian, which % 2 === 0);
    } else if (act === 'expel' && guardian !== undefined) {
      await this.#expel(guardian);
    } else if (act === 'comeback' && guardian?.removed === false) {
      await this.#comeback(guardian);
    } else if (act === 'teacher' && this.teachers.length < 2) {
      await this.#teacher();
    } else if (act === 'teach' && teacher !== undefined) {
      await this.#say(teacher, group ?? spaceOf(leader, 'everyone'));
    } else if (act === 'leave' && teacher !== undefined) {
      await this.#leave(teacher, which % 2 === 0);
    } else if (act === 'tomorrow') {
      world.day++;
    }
  }

  async #claim(): Promise<void> {
    const claimed = this.letters.shift();
    if (claimed === undefined) return;
    const { letter, group, reader } = claimed;
    await reader.refresh();
    const peer = await this.world.claim(reader);
    this.guardians.push({ peer, group, mailbox: letter.mailbox, removed: false, gone: false });
    this.#shut(reader, [group, letter.mailbox, spaceOf(this.leader, 'everyone')]);
  }

  /** From now on nothing that is said in these spaces may be opened with what `peer` has. */
  #shut(peer: Peer, spaces: readonly Bytes[]): void {
    const from = new Map(spaces.map((space) => [toHex(space), this.said.get(toHex(space))?.length ?? 0]));
    this.shutOut.push({ loot: lootOf(peer), peer, from });
  }

  async #expel(guardian: Guardian): Promise<void> {
    const { leader } = this;
    const { self, leadership } = { self: guardian.peer.institution.self, leadership: leader.institution.leadership };
    await guardian.peer.refresh();
    await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: self.id })));
    guardian.gone = true;
    const group = guardian.removed ? [] : [guardian.group];
    this.#shut(guardian.peer, [...group, guardian.mailbox, spaceOf(leader, 'everyone')]);
  }

  /** They lost their phone: a new letter, claimed, and one word of the leader's. */
  async #comeback(guardian: Guardian): Promise<void> {
    const { leader, world } = this;
    await guardian.peer.refresh();
    const letter = await world.letter(leader, [guardian.group]);
    this.#note(letter.mailbox, 'letter');
    const peer = await world.claim(await world.reader(leader, letter));
    await leader.refresh();
    const [old, next] = [guardian.peer, peer].map((each) => each.institution.self.id);
    const person = next === undefined ? null : memberNamed(leader.institution, next, world.day);
    if (person === null || old === undefined) throw new Error('not in');
    const spaces = spacesToReplaceIn(leader.institution, old, world.day);
    for (const space of spaces) await leader.prepare(space, 0);
    await leader.write((act) => planReplace(act, spaces, old, person));
    guardian.gone = true;
    this.guardians.push({ ...guardian, peer, gone: false });
    this.#shut(guardian.peer, [guardian.group, guardian.mailbox, spaceOf(leader, 'everyone')]);
  }

  async #teacher(): Promise<void> {
    const { leader, world } = this;
    const who = newcomer(leader);
    await leader.write((act) => planAdd(act, spaceOf(leader, 'team'), who.entry('writer'), who.keys.kem));
    const peer = world.peer(leader.institution, who.id, who.keys);
    await peer.refresh();
    this.teachers.push(peer);
  }

  async #leave(teacher: Peer, isWhole: boolean): Promise<void> {
    const { leader } = this;
    await teacher.refresh();
    const team = spaceOf(leader, 'team');
    await leader.prepare(team, 0);
    await leader.write((act) => {
      act.record(team, 'remove', () => ({ member: teacher.institution.self.id }));
      if (isWhole) act.rekey(team, [null]);
    });
    this.teachers.splice(this.teachers.indexOf(teacher), 1);
    this.#shut(teacher, [...this.said.keys()].map(fromHex));
  }

  async #remove(guardian: Guardian, isWhole: boolean): Promise<void> {
    const { leader } = this;
    const member = guardian.peer.institution.self.id;
    await guardian.peer.refresh();
    await leader.prepare(guardian.group, 0);
    await leader.write((act) => {
      act.record(guardian.group, 'remove', () => ({ member }));
      // Broken off here, whoever writes next has to see that it is stale.
      if (isWhole) act.rekey(guardian.group, [bucketEnd(0)]);
    });
    guardian.removed = true;
    this.#shut(guardian.peer, [guardian.group]);
  }
}

test('every member opens exactly what the rules allow, and all agree on what the log says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const history = await History.begin();
      for (const each of steps) await history.take(each);
      const { leader } = history;
      await leader.refresh();
      for (const [space, said] of history.said) {
        const replica = leader.institution.replicas.find((candidate) => toHex(candidate.space) === space);
        expect(replica === undefined ? [] : texts(leader, replica.space)).toEqual(said);
      }
      for (const { peer, group, mailbox, removed, gone } of history.guardians) {
        await peer.refresh();
        if (gone) {
          expect((await peer.session.call('space/list', {})).spaces).toEqual([]);
          continue;
        }
        const readable = removed ? [mailbox] : [mailbox, group];
        for (const space of readable) {
          expect(texts(peer, space)).toEqual(history.said.get(toHex(space)));
          const [mine, theirs] = [peer, leader].map((each) => each.institution.replica(space)?.state);
          expect(mine?.hashes.map(toHex)).toEqual(theirs?.hashes.map(toHex));
          if (mine == null || theirs == null) continue;
          expect(toHex(membersHash(mine, history.world.day))).toEqual(toHex(membersHash(theirs, history.world.day)));
          expect(mine.epochs).toEqual(theirs.epochs);
        }
        // Others' mailboxes are not even named to a guardian; one's own are those of one's letters.
        const mailboxes = peer.institution.replicas.filter(({ state }) => state?.kind === 'mailbox');
        for (const { state } of mailboxes)
          expect(state === null ? [] : lineOf(state, peer.institution.self.id, history.world.day)).toHaveLength(1);
        expect([...stops(peer), ...rejections(peer)]).toEqual([]);
      }
      const server = history.world.server.stolen(leader.institution.id);
      for (const { loot, peer, from } of history.shutOut) {
        const thief = new Thief(server, loot);
        for (const [space, index] of from) {
          const events = eventsIn(server, fromHex(space));
          for (const event of events.slice(index)) expect(thief.opens(fromHex(space), event)).toBe(false);
          // The same thief does open what these keys could open then.
          const was = peer.institution.replica(fromHex(space))?.facts.length ?? 0;
          if (was > 0)
            expect(events.slice(0, Math.min(was, index)).every((event) => thief.opens(fromHex(space), event))).toBe(
              true,
            );
        }
      }
      expect([...stops(leader), ...rejections(leader)]).toEqual([]);
      expect(activeMembers(leader.act().state(leader.institution.leadership), history.world.day)).toHaveLength(2);
    }),
    { numRuns: histories },
  );
}, 900_000);
