/**
 * Random honest histories: who opens what, and that all who saw the same records agree.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { SealedEvent } from '@obhut/protocol/event.ts';
import { activeMembers, membersHash } from '@obhut/protocol/state.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bucketEnd } from './authoring/quarter.ts';
import type { Peer } from './engine/peer.ts';
import { rejections, spaceOf, stops, texts, utterance, World, type Letter } from './testing/world.ts';

beforeAll(cryptoReady);

type Step = { act: 'post' | 'group' | 'letter' | 'claim' | 'reply' | 'remove' | 'tomorrow'; which: number };

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('post', 'post', 'group', 'letter', 'letter', 'claim', 'claim', 'reply', 'remove', 'tomorrow'),
  which: fc.nat(1000),
});

interface Guardian {
  peer: Peer;
  group: Bytes;
  mailbox: Bytes;
  removed: boolean;
}

/** Runs a history, and keeps beside it what each space must say to whoever may read it. */
class History {
  readonly world = new World();
  readonly groups: Bytes[] = [];
  readonly letters: { letter: Letter; group: Bytes; reader: Peer }[] = [];
  readonly guardians: Guardian[] = [];
  readonly said = new Map<string, string[]>();
  /** What was said after somebody was shut out: hex of the space, index of the first such text. */
  readonly shutOut: { peer: Peer; space: Bytes; from: number }[] = [];
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
    const guardian = this.guardians.filter(({ removed }) => !removed)[which % 5];
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
    } else if (act === 'remove' && guardian !== undefined) {
      await this.#remove(guardian);
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
    this.guardians.push({ peer, group, mailbox: letter.mailbox, removed: false });
    for (const space of [group, letter.mailbox])
      this.shutOut.push({ peer: reader, space, from: this.said.get(toHex(space))?.length ?? 0 });
  }

  async #remove(guardian: Guardian): Promise<void> {
    const { leader } = this;
    const member = guardian.peer.institution.self.id;
    await guardian.peer.refresh();
    await leader.prepare(guardian.group, 0);
    await leader.write((act) => {
      act.record(guardian.group, 'remove', () => ({ member }));
      act.rekey(guardian.group, [bucketEnd(0)]);
    });
    guardian.removed = true;
    this.shutOut.push({
      peer: guardian.peer,
      space: guardian.group,
      from: this.said.get(toHex(guardian.group))?.length ?? 0,
    });
  }
}

/** Whether any key that `peer` has ever opened in this space opens the event. */
function opens(peer: Peer, space: Bytes, event: SealedEvent): boolean {
  return peer.institution.replica(space)?.keys.eventKey(event) != null;
}

async function eventsOf(leader: Peer, space: Bytes): Promise<SealedEvent[]> {
  const { items } = await leader.session.call('space/log', { space, after: 0, limit: 1000 });
  return items.flatMap((item) => (item.kind === 'event' ? [item] : []));
}

test('every member opens exactly what the rules allow, and all agree on what the log says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const history = await History.begin();
      for (const each of steps) await history.take(each);
      const { leader } = history;
      await leader.refresh();
      for (const [space, said] of history.said) {
        const replica = leader.institution.replicas.find((candidate) => toHex(candidate.space) === space);
        expect(replica === undefined ? [] : texts(leader, replica.space)).toEqual(said);
      }
      for (const { peer, group, mailbox, removed } of history.guardians) {
        await peer.refresh();
        const readable = removed ? [mailbox] : [mailbox, group];
        for (const space of readable) {
          expect(texts(peer, space)).toEqual(history.said.get(toHex(space)));
          const [mine, theirs] = [peer, leader].map((each) => each.institution.replica(space)?.state);
          expect(mine?.hashes.map(toHex)).toEqual(theirs?.hashes.map(toHex));
          if (mine == null || theirs == null) continue;
          expect(toHex(membersHash(mine, history.world.day))).toEqual(toHex(membersHash(theirs, history.world.day)));
          expect(mine.epochs).toEqual(theirs.epochs);
        }
        // Others' mailboxes are not even named to a guardian.
        const mailboxes = peer.institution.replicas.filter(({ state }) => state?.kind === 'mailbox');
        expect(mailboxes.map(({ space }) => toHex(space))).toEqual([toHex(mailbox)]);
        expect([...stops(peer), ...rejections(peer)]).toEqual([]);
      }
      for (const { peer, space, from } of history.shutOut) {
        const events = await eventsOf(leader, space);
        for (const event of events.slice(from)) expect(opens(peer, space, event)).toBe(false);
        // The same look does find what the same keys may open.
        if (from > 0) expect(events.slice(0, from).every((event) => opens(peer, space, event))).toBe(true);
      }
      expect([...stops(leader), ...rejections(leader)]).toEqual([]);
      expect(activeMembers(leader.act().state(leader.institution.leadership), history.world.day)).toHaveLength(2);
    }),
    { numRuns: 40 },
  );
});
