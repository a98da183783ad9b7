/**
 * An institution in the middle of its year, by the real client at an honest server, for what happens when the next one is prepared.
 * @module
 */
import { dayTeams } from '@obhut/domain/day-teams.ts';
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { institution } from '@obhut/domain/institution.ts';
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import { people } from '@obhut/domain/people.ts';
import { posts } from '@obhut/domain/posts.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { years, yearsOf } from '@obhut/domain/years.ts';
import type { Client } from '@obhut/sync/client.ts';
import { spaceOf, world, type DeviceOf } from '@obhut/sync/testing/clients.ts';
import { expect, vi } from 'vitest';
import { opening, type Mover } from '../features/years/plans.ts';
import { enrolment, noValues } from '../features/wards/plans.ts';
import { statesOf } from '../shell/use-client.ts';

const models: readonly Model<unknown>[] = [institution, years, groups, people, wards, posts, dayTeams];
export const patient = { timeout: 20_000, interval: 50 };

export function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

export function spacesOf(client: Client) {
  return client.snapshot().institution?.spaces ?? [];
}

export function membersOf(client: Client, id: string): readonly string[] {
  return spacesOf(client).find((space) => space.id === id)?.personas ?? [];
}

export function audience(client: Client) {
  return (id: string) => ({ id, members: membersOf(client, id) });
}

export async function start(device: DeviceOf) {
  Object.assign(device.parts, { models });
  return await device.start();
}

/** A guardian of a ward in a group, who reads both. */
async function guardianOf(device: DeviceOf, leader: Client, name: string, group: string, ward: string) {
  const letter = await leader.invite([group], [fact('letter/addressed@1', { name, note: '' })]);
  const guardian = await start(device);
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register(name, 'another long password');
  await guardian.claim([]);
  const person = guardian.snapshot().institution?.me ?? '';
  await vi.waitFor(() => expect(membersOf(leader, group)).toContain(person), patient);
  const digits = guardian.snapshot().institution?.digits ?? '';
  const own = allWards(statesOf(leader.states(), wards), spacesOf(leader)).find(({ id }) => id === ward);
  const steps = [own?.spaces['ward/day'], own?.spaces.ward].flatMap((space) =>
    space === undefined
      ? []
      : [{ do: 'add' as const, space: { space }, person, as: 'people' as const, until: null, digits }],
  );
  await leader.perform({ id: ward.replaceAll('0', 'e'), steps });
  return { guardian, person };
}

export function yearsAt(client: Client, day: number) {
  return yearsOf(statesOf(client.states(), years), spacesOf(client), dateOfDay(day));
}

export async function lindenhof() {
  const at = world();
  const leader = await start(at.device());
  await leader.register('leitung', 'correct horse battery');
  const named = { name: 'Lindenhof', kind: 'kita' } as const;
  const from = dateOfDay(at.today.day - 100);
  const facts = [
    fact('institution/named@1', named),
    fact('year/opened@1', { from }),
    fact('profile/named@1', { name: 'Sabine' }),
  ];
  await leader.found({ code: at.server.foundingCode(), facts });
  const old = spaceOf(leader, 'everyone');
  const group = (name: string) =>
    leader.createSpace('group', [
      fact('group/named@1', { name, colour: 1, sign: 'panda' }),
      fact('year/joined@1', { everyone: old, continues: null }),
    ]);
  const [bears, igel] = [await group('Bären'), await group('Igel')];
  const team = spaceOf(leader, 'team');
  const enrol = async (digit: string, name: string, into: string) => {
    const id = `${digit}0`.repeat(16);
    await leader.perform(enrolment(id, { ...noValues, name, group: into }, team));
    return id;
  };
  const mia = await enrol('1', 'Mia', bears);
  const ben = await enrol('2', 'Ben', igel);
  const mother = await guardianOf(at.device(), leader, 'anna', bears, mia);
  const father = await guardianOf(at.device(), leader, 'uwe', igel, ben);
  await leader.createDayTeam([fact('day-team/named@1', { group: bears, name: 'Bären', colour: 1, sign: 'panda' })]);
  const wardsNow = () => allWards(statesOf(leader.states(), wards), spacesOf(leader));
  return { at, leader, named, old, bears, igel, team, mia, ben, mother, father, wardsNow };
}

export type Lindenhof = Awaited<ReturnType<typeof lindenhof>>;

export async function prepared(kita: Lindenhof) {
  const { leader, named, old, bears, team, at } = kita;
  const going = allGroups(statesOf(leader.states(), groups)).filter(({ id }) => id === bears);
  const plan = opening('a'.repeat(32), {
    now: old,
    from: dateOfDay(at.today.day + 30),
    named,
    described: null,
    yourName: 'Sabine',
    team,
    carriers: [],
    groups: going.map((one) => ({ ...one, team })),
  });
  await leader.perform(plan);
  const next = yearsAt(leader, at.today.day).find(({ when }) => when === 'next');
  if (next === undefined) throw new Error('no next year');
  return next;
}

export function moversOf({ wardsNow, mia, mother, father }: Lindenhof, placeOf: (ward: string) => string): Mover[] {
  return wardsNow().map((ward) => ({
    id: ward.id,
    ward,
    people: [ward.id === mia ? mother.person : father.person],
    before: ward.fields.nextGroup,
    after: placeOf(ward.id),
  }));
}
