/**
 * Groups with teams of their own: who of the staff reads what, and that whoever leaves one team reads on by the other, and opens nothing that
 * is sealed in the first and its wards after that.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { planAudience } from '../plans/audience.ts';
import { planSpace } from '../plans/make.ts';
import type { PlanStep } from '../plans/plan.ts';
import { planStep } from '../plans/steps.ts';
import { newcomer } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

const actors = ['leader', 'bear', 'hedgehog', 'both', 'neither'] as const;
type Actor = (typeof actors)[number];
const groups = ['bears', 'hedgehogs'] as const;
type Group = (typeof groups)[number];

/** What a group's team reads. */
interface Places {
  team: Bytes;
  group: Bytes;
  day: Bytes;
  ward: Bytes;
}

const lead = (space: Bytes, team: Bytes): PlanStep => ({
  do: 'lead',
  space: { space: toHex(space) },
  team: { space: toHex(team) },
});

async function perform(by: Peer, steps: readonly PlanStep[]): Promise<Map<string, Bytes>> {
  const of = { plan: { id: toHex(randomBytes(16)), steps: [...steps] }, time: 0, letters: new Map() };
  const made = new Map<string, Bytes>();
  await by.write((act) => {
    for (const step of steps) if (step.do !== 'say') planStep(act, of, step, made);
  });
  return made;
}

const idOf = (peer: Peer) => toHex(peer.institution.self.id);

export function groupTeamContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`teams of groups on ${name}`, () => {
    let server: ContractServer;
    let staffTeam: Bytes;
    let peers: Record<Actor, Peer>;
    let at: Record<Group, Places>;

    const refreshed = async () => {
      for (const actor of actors) await peers[actor].refresh();
    };

    /** Led by all staff. */
    async function makeGroup(leader: Peer, group: Group): Promise<Omit<Places, 'team'>> {
      const { result } = await leader.write((act) => {
        const make = (kind: 'ward/day' | 'ward') => {
          const space = { kind, nonce: randomBytes(16), teams: [staffTeam], day: null, staff: [], people: [] };
          return planSpace(act, space, [utterance(group)]);
        };
        return {
          group: planAudience(act, 'group', staffTeam, [utterance(group)]),
          day: make('ward/day'),
          ward: make('ward'),
        };
      });
      return result;
    }

    /** One append, as a plan of the app has it: the team is made and leads what is the group's. */
    async function giveTeam(places: Omit<Places, 'team'>, staff: Actor[]): Promise<Places> {
      const leads = [places.group, places.day, places.ward].map((space): PlanStep => ({
        do: 'lead',
        space: { space: toHex(space) },
        team: { made: 'team' },
      }));
      const members = staff.map((actor) => idOf(peers[actor]));
      const make: PlanStep = {
        do: 'make',
        key: 'team',
        kind: 'team',
        teams: [],
        day: null,
        staff: members,
        people: [],
        facts: [],
      };
      const made = await perform(peers.leader, [make, ...leads]);
      const team = made.get('team');
      if (team === undefined) throw new Error('no team');
      return { ...places, team };
    }

    const wardSpaces = ({ group, day, ward }: Places) => [group, day, ward];

    /** Who is served all of these spaces and opens what is said there; nobody opens a part of them. */
    async function readersOf(spaces: readonly Bytes[], text: string): Promise<Actor[]> {
      await refreshed();
      const counts = actors.map((actor) => spaces.filter((space) => texts(peers[actor], space).includes(text)).length);
      expect(counts.every((count) => count === 0 || count === spaces.length)).toBe(true);
      return actors.filter((_, index) => counts[index] !== 0);
    }

    async function sayIn(spaces: readonly Bytes[], text: string): Promise<void> {
      for (const space of spaces) expect(await peers.leader.say(space, utterance(text))).toBe(true);
    }

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      const plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      const leader = peerOf(plan, server);
      await leader.refresh();
      staffTeam = spaceOf(leader, 'team');
      const teacher = async () => {
        const who = newcomer(leader);
        await leader.write((act) => planAdd(act, staffTeam, who.entry('writer'), who.keys.kem));
        return peerOf(plan, server, who);
      };
      peers = {
        leader,
        bear: await teacher(),
        hedgehog: await teacher(),
        both: await teacher(),
        neither: await teacher(),
      };
      const [bears, hedgehogs] = [await makeGroup(leader, 'bears'), await makeGroup(leader, 'hedgehogs')];
      await refreshed();
      expect(await readersOf([bears.day], 'bears')).toEqual([...actors]);
      at = {
        bears: await giveTeam(bears, ['bear', 'both']),
        hedgehogs: await giveTeam(hedgehogs, ['hedgehog', 'both']),
      };
    });

    test('each team reads its own group and wards, before and after; the others of the staff read none of it', async () => {
      for (const group of groups) await sayIn([...wardSpaces(at[group]), at[group].team], `new with the ${group}`);
      expect(await readersOf(wardSpaces(at.bears), 'new with the bears')).toEqual(['leader', 'bear', 'both']);
      expect(await readersOf(wardSpaces(at.hedgehogs), 'new with the hedgehogs')).toEqual([
        'leader',
        'hedgehog',
        'both',
      ]);
      expect(await readersOf([at.bears.team], 'new with the bears')).toEqual(['leader', 'bear', 'both']);
      await expect(peers.neither.say(at.bears.ward, utterance('me too'))).rejects.toMatchObject({ name: 'ApiError' });
      // What all staff is for, all staff still reads.
      await sayIn([staffTeam], 'to all');
      expect(await readersOf([staffTeam], 'to all')).toEqual([...actors]);
    });

    test('whoever joins a group’s team reads its wards from before, and writes there', async () => {
      await sayIn(wardSpaces(at.bears), 'before they came');
      const step: PlanStep = {
        do: 'add',
        space: { space: toHex(at.bears.team) },
        person: idOf(peers.neither),
        as: 'staff',
        until: null,
        digits: null,
      };
      await perform(peers.leader, [step]);
      const readers = await readersOf(wardSpaces(at.bears), 'before they came');
      expect(readers).toEqual(['leader', 'bear', 'both', 'neither']);
      expect(await peers.neither.say(at.bears.day, utterance('is here'))).toBe(true);
      await peers.leader.refresh();
      expect(peers.leader.institution.replica(at.bears.day)?.facts.at(-1)?.standing).toMatchObject({
        class: 'staff',
        through: 'team',
      });
    });

    test('whoever leaves one team opens nothing that is sealed after that there and in its wards, and all of the other', async () => {
      await refreshed();
      const { both, leader } = peers;
      const keysOf = (space: Bytes) => both.institution.replica(space)?.keys.knownBuckets.size ?? 0;
      const inside = [...wardSpaces(at.bears), at.bears.team];
      const keys = inside.map(keysOf);
      await perform(leader, [{ do: 'remove', space: { space: toHex(at.bears.team) }, person: idOf(both) }]);
      await mend(leader, server.today, () => undefined);
      await sayIn(inside, 'after they left');
      await sayIn([...wardSpaces(at.hedgehogs), at.hedgehogs.team], 'still with us');
      expect(await readersOf(wardSpaces(at.bears), 'after they left')).toEqual(['leader', 'bear']);
      expect(await readersOf([at.bears.team], 'after they left')).toEqual(['leader', 'bear']);
      expect(await readersOf(wardSpaces(at.hedgehogs), 'still with us')).toEqual(['leader', 'hedgehog', 'both']);
      // Not served, and without a key to it if it were.
      const { spaces } = await both.session.call('space/list', {});
      const full = spaces.filter(({ access }) => access === 'full').map(({ space }) => toHex(space));
      expect(inside.filter((space) => full.includes(toHex(space)))).toEqual([]);
      inside.forEach((space, at) => expect(keysOf(space)).toBeLessThanOrEqual(keys[at] ?? 0));
      await expect(both.say(at.bears.ward, utterance('still here?'))).rejects.toMatchObject({ name: 'ApiError' });
      expect(await both.say(at.hedgehogs.ward, utterance('here'))).toBe(true);
      for (const actor of actors) expect([...stops(peers[actor]), ...rejections(peers[actor])]).toEqual([]);
    });

    test('a group goes back to all staff', async () => {
      await sayIn(wardSpaces(at.bears), 'while it had its own');
      const steps = wardSpaces(at.bears).map((space) => lead(space, staffTeam));
      await perform(peers.leader, steps);
      // Asked for again it is done already.
      const before = peers.leader.institution.replica(at.bears.ward)?.seq;
      await perform(peers.leader, steps);
      expect(peers.leader.institution.replica(at.bears.ward)?.seq).toBe(before);
      expect(await readersOf(wardSpaces(at.bears), 'while it had its own')).toEqual([...actors]);
    });

    test('only leadership gives a space to another team, to a team, and only where teams read', async () => {
      await refreshed();
      const refused = { message: 'not-allowed' };
      await expect(perform(peers.bear, [lead(at.bears.ward, at.hedgehogs.team)])).rejects.toMatchObject(refused);
      await expect(perform(peers.leader, [lead(at.bears.ward, at.bears.group)])).rejects.toMatchObject(refused);
      await expect(perform(peers.leader, [lead(at.bears.team, staffTeam)])).rejects.toMatchObject(refused);
    });
  });
}
