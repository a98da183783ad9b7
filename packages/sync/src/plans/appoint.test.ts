/**
 * The carrier's place in `everyone`, given and taken: to the person whose digits were shown and to nobody else, whatever keys they have now; and
 * what is left to them when their access ends.
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { stateOf } from '../testing/forge.ts';
import { eventsIn, lootOf, Thief } from '../testing/thief.ts';
import { rejections, spaceOf, stops, texts, utterance, World } from '../testing/world.ts';
import type { StepOf } from './plan.ts';
import { planRenewal } from './renew.ts';
import { planStep } from './steps.ts';

let world: World;
let leader: Peer;
let everyone: Bytes;
let carrier: Peer;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  everyone = spaceOf(leader, 'everyone');
  carrier = await world.guardian(leader, []);
  await leader.refresh();
});

async function appoint(as: 'carrier' | 'people', digits: string | null = null): Promise<void> {
  const person = toHex(carrier.institution.self.id);
  const step: StepOf<'appoint'> = { do: 'appoint', space: { space: toHex(everyone) }, person, as, digits };
  const of = { plan: { id: toHex(randomBytes(16)), steps: [step] }, time: 0, letters: new Map() };
  await leader.write((act) => planStep(act, of, step, new Map()));
}

const roleOf = (id: Bytes) =>
  activeMembers(stateOf(leader, everyone), world.day).find((member) => toHex(member.id) === toHex(id))?.role;

test('to the person whose digits were typed, and to no other', async () => {
  const { id } = carrier.institution.self;
  const others = confirmDigits(leader.institution.id, leader.institution.self.id);
  await expect(appoint('carrier', others)).rejects.toMatchObject({ failure: 'digits-of-another' });
  expect(roleOf(id)).toBe('reader');
  await appoint('carrier', confirmDigits(leader.institution.id, id));
  expect(roleOf(id)).toBe('writer');
});

/** Their own new keys, as after a theft. */
async function renewed(): Promise<Peer> {
  const seed = randomBytes(32);
  await carrier.write((act) => planRenewal(act, seed), 'leave');
  const keys = memberKeys('persona', seed);
  const id = memberId('persona', carrier.institution.id, keys.sign.publicKey, keys.kem.hash);
  const next = world.peer(carrier.institution, id, keys);
  await next.refresh();
  return next;
}

test('whoever has new keys of their own is the same person, and has it by these', async () => {
  const before = carrier.institution.self.id;
  const now = await renewed();
  await leader.refresh();
  // Screens name a person by the first persona.
  await appoint('carrier');
  expect([roleOf(before), roleOf(now.institution.self.id)]).toEqual([undefined, 'writer']);
  await now.refresh();
  expect(await now.say(everyone, utterance('by new keys'))).toBe(true);
  await leader.refresh();
  await appoint('people');
  expect(roleOf(now.institution.self.id)).toBe('reader');
  await expect(carrier.say(everyone, utterance('by old keys'))).rejects.toThrow();
});

test('when their access ends, all their keys and all that the server holds open nothing that is said after', async () => {
  await appoint('carrier');
  await carrier.refresh();
  await carrier.say(everyone, utterance('by the carrier'));
  const loot = lootOf(carrier);
  const { id } = carrier.institution.self;
  await leader.write((act) => act.record(leader.institution.leadership, 'expel', () => ({ persona: id })));
  await mend(leader, world.day, () => undefined);
  await leader.say(everyone, utterance('after'));
  const stolen = world.server.stolen(leader.institution.id);
  const thief = new Thief(stolen, loot);
  expect(eventsIn(stolen, everyone).map((event) => thief.opens(everyone, event))).toEqual([true, true, false]);
  expect(texts(leader, everyone)).toEqual(['founded', 'by the carrier', 'after']);
  expect([...stops(leader), ...rejections(leader)]).toEqual([]);
});
