/**
 * Members who act beyond their role, with a server that stores whatever they write: letters, kits, devices, former members, thieves
 * (protocol.md, section 11).
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { spaceEntry } from '../authoring/entries.ts';
import { claimsAtOdds } from '../engine/claims.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, join, newcomer, proofOf, stateOf, type Forged, type Newcomer } from '../testing/forge.ts';
import { asItem, injecting, scene } from '../testing/scene.ts';
import { spaceOf, stops, type Letter, type World } from '../testing/world.ts';
import type { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let guardian: Peer;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
});

/** What the guardian makes of a record that the server has stored against its own rules. */
async function served(record: Bytes, space = group): Promise<string> {
  const replica = guardian.institution.replica(space);
  const before = replica?.ignored.size ?? 0;
  line.lies = injecting(guardian, space, asItem(guardian, space, record));
  await guardian.refresh();
  const ignored = [...(replica?.ignored.values() ?? [])];
  if (stops(guardian).length > 0) return stops(guardian)[0] ?? '';
  return ignored.length > before ? `ignored: ${ignored.at(-1)}` : 'applied';
}

const by = (who: Newcomer, through: Bytes | null = null): Forged => ({
  keys: who.keys,
  common: { signer: who.id, through },
});
const adding = (forged: Forged = {}, who = newcomer(leader)) =>
  forge(leader, group, 'add', { member: who.entry('reader') }, forged);

test('an admin adds somebody; once removed, they do not', async () => {
  const { who } = await join(world, leader, group, 'admin');
  await guardian.refresh();
  expect(await served(adding(by(who)))).toBe('applied');
  const again = await scene();
  ({ world, leader, group, guardian, line } = again);
  const { who: former } = await join(world, leader, group, 'admin');
  await leader.write((act) => act.record(group, 'remove', () => ({ member: former.id })));
  await guardian.refresh();
  expect(await served(adding(by(former)))).toBe('ignored: right');
});

test('a reader, a tablet and an unclaimed letter add nobody', async () => {
  const { who: reader } = await join(world, leader, group, 'reader');
  const { who: tablet } = await join(world, leader, group, 'writer', 'device');
  const letter = await world.letter(leader, [group]);
  await guardian.refresh();
  expect(await served(adding(by(reader)))).toBe('ignored: right');
  const ofLetter = { keys: memberKeys('invite', letter.seed), common: { signer: letter.id, through: null } };
  for (const forged of [by(tablet), ofLetter]) {
    const record = forge(
      leader,
      group,
      'add',
      { member: newcomer(leader).entry('reader') },
      {
        ...forged,
        state: stateOf(guardian, group),
      },
    );
    expect(await served(record)).toBe('ignored: right');
  }
});

test('a guardian begins no space that anybody takes for one', async () => {
  const { institution } = guardian;
  const peer = world.peer(institution, institution.self.id, institution.self.keys);
  await peer.refresh();
  await expect(
    peer.write((act) => {
      const space = act.genesis('group', leader.institution.leadership, [
        spaceEntry(leader.institution.leadership, 'owner'),
      ]);
      act.rekey(space, [null]);
    }),
  ).rejects.toThrow('own record without effect: genesis');
});

test('a guardian is added to protection by nobody', async () => {
  const { leadership } = leader.institution;
  const { result: protection } = await leader.write((act) => {
    const space = act.genesis('ward/protection', leadership, [spaceEntry(leadership, 'owner')]);
    act.rekey(space, [null]);
    return space;
  });
  const { entry } = newcomer(leader);
  await expect(
    leader.write((act) => act.record(protection, 'add', () => ({ member: entry('reader') }))),
  ).rejects.toThrow('own record without effect: not-staff');
});

test('a deputy grants, removes and expels nothing above their own role', async () => {
  const { leadership } = leader.institution;
  const { who: deputy } = await join(world, leader, leadership, 'admin');
  const owner = leader.institution.self.id;
  const peer = world.peer(leader.institution, deputy.id, deputy.keys);
  await peer.refresh();
  const tries = [
    (): void => peer.act().record(leadership, 'add', () => ({ member: newcomer(leader).entry('owner') })),
    (): void => peer.act().record(leadership, 'remove', () => ({ member: owner })),
    (): void => peer.act().record(leadership, 'expel', () => ({ persona: owner })),
  ];
  for (const attempt of tries) expect(attempt).toThrow('own record without effect: above-own-role');
  expect(() => peer.act().record(leadership, 'role', () => ({ member: deputy.id, role: 'owner' as const }))).toThrow(
    'own record without effect: right',
  );
  expect(() => peer.act().record(leadership, 'add', () => ({ member: newcomer(leader).entry('admin') }))).not.toThrow();
});

test('a thief who replaces themselves goes with whom they robbed', async () => {
  const { who } = await join(world, leader, group, 'reader');
  const thief = newcomer(leader);
  const replaced = forge(
    leader,
    group,
    'replace',
    { old: who.id, member: thief.entry('reader'), proof: proofOf(leader, 'replace', group, who.id, thief) },
    by(who),
  );
  await guardian.refresh();
  expect(await served(replaced)).toBe('applied');
  const isIn = () => activeMembers(stateOf(guardian, group), world.day).some(({ id }) => equalBytes(id, thief.id));
  expect(isIn()).toBe(true);
  const removed = forge(leader, group, 'remove', { member: who.id }, { state: stateOf(guardian, group) });
  expect(await served(removed)).toBe('applied');
  expect(isIn()).toBe(false);
});

function claiming(letter: Letter, who: Newcomer, space: Bytes): Bytes {
  const claim = { invite: letter.id, member: who.entry('reader'), proof: proofOfLetter(letter, who, space) };
  const forged = { keys: memberKeys('invite', letter.seed), common: { signer: letter.id, through: null } };
  return forge(leader, space, 'claim', claim, forged);
}

const proofOfLetter = (letter: Letter, who: Newcomer, space: Bytes) => proofOf(leader, 'claim', space, letter.id, who);

test('two claims of one letter: the second has no effect', async () => {
  const letter = await world.letter(leader, [group]);
  await guardian.refresh();
  expect(await served(claiming(letter, newcomer(leader), group))).toBe('applied');
  const forged = { keys: memberKeys('invite', letter.seed), common: { signer: letter.id, through: null } };
  const thief = newcomer(leader);
  const second = forge(
    leader,
    group,
    'claim',
    { invite: letter.id, member: thief.entry('reader'), proof: proofOfLetter(letter, thief, group) },
    { ...forged, state: stateOf(guardian, group) },
  );
  expect(await served(second)).toBe('ignored: right');
});

test('a claim that is split over its spaces is noticed: nobody is taken for whom the letter was for', async () => {
  const letter = await world.letter(leader, [group]);
  const everyone = spaceOf(leader, 'everyone');
  const person = newcomer(leader);
  await guardian.refresh();
  expect(claimsAtOdds(guardian.institution)).toEqual([]);
  expect(await served(claiming(letter, person, group))).toBe('applied');
  expect(claimsAtOdds(guardian.institution)).toEqual([]);
  const replica = guardian.institution.replica(everyone);
  if (replica === undefined) throw new Error('not read');
  const other = asItem(guardian, everyone, claiming(letter, newcomer(leader), everyone));
  expect(guardian.institution.take(replica, other, world.day)).toEqual({ result: 'taken' });
  expect(claimsAtOdds(guardian.institution).map(({ invite }) => invite)).toEqual([letter.id]);
});

test('a claim after the letter’s last day has no effect', async () => {
  const letter = await world.letter(leader, [group], world.day + 3);
  await guardian.refresh();
  world.day += 4;
  const who = newcomer(leader);
  const late = forge(
    leader,
    group,
    'claim',
    { invite: letter.id, member: who.entry('reader'), proof: proofOfLetter(letter, who, group) },
    { keys: memberKeys('invite', letter.seed), common: { signer: letter.id, through: null, day: world.day } },
  );
  expect(await served(late)).toBe('ignored: right');
});

test('an id is paired with one key: another’s is refused', async () => {
  const [who, other] = [newcomer(leader), newcomer(leader)];
  await guardian.refresh();
  const crossed = forge(leader, group, 'add', { member: { ...who.entry('reader'), id: other.id } });
  expect(await served(crossed)).toBe('ignored: id-of-other-key');
});

test('an epoch of the team, or the kit, that the server swaps is in nobody’s fold', async () => {
  const team = spaceOf(leader, 'team');
  const swapped = forge(
    leader,
    team,
    'rekey',
    {
      epoch: 2,
      commit: randomBytes(32),
      kem: randomBytes(32),
      membersHash: randomBytes(32),
      boxedTo: [{ space: leader.institution.leadership, epoch: 1 }],
      buckets: [],
    },
    { keys: memberKeys('persona', randomBytes(32)) },
  );
  const { id, keys } = leader.institution.self;
  const device = world.peer(leader.institution, id, keys, line);
  line.lies = {};
  await device.refresh();
  line.lies = injecting(device, team, asItem(device, team, swapped));
  await device.refresh();
  expect([...(device.institution.replica(team)?.ignored.values() ?? [])]).toEqual(['signature']);
});
