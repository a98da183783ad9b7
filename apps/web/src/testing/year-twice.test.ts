/**
 * Two owners who prepare the same year at once, each by the real client on a device of their own.
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import { groupIn, insteadOf, years } from '@obhut/domain/years.ts';
import type { Client } from '@obhut/sync/client.ts';
import { expect, test, vi } from 'vitest';
import { merging } from '../features/years/merging.ts';
import { assigning, opening, type Mover } from '../features/years/plans.ts';
import { statesOf } from '../shell/use-client.ts';
import {
  patient,
  fact,
  spacesOf,
  membersOf,
  audience,
  start,
  yearsAt,
  lindenhof,
  type Lindenhof,
  moversOf,
} from './year-scene.ts';

/** Another owner, with a device of their own. */
async function secondOwner({ at, leader, old }: Lindenhof): Promise<Client> {
  const letter = await leader.invite([], [fact('letter/addressed@1', { name: 'Petra', note: '' })]);
  const second = await start(at.device());
  await second.openLetter({ typed: letter.typed });
  await second.register('petra', 'another long password');
  await second.claim([]);
  const { me = '', digits = '' } = second.snapshot().institution ?? {};
  await vi.waitFor(() => expect(membersOf(leader, old)).toContain(me), patient);
  await leader.admit(me, 'owner', digits);
  const roleIn = (id: string) => spacesOf(second).find((space) => space.id === id)?.role;
  await vi.waitFor(() => expect(roleIn(old)).toBe('owner'), patient);
  return second;
}

/** Both begin before either has seen what the other does: plans that name nothing of each other. */
async function preparedTwice(kita: Lindenhof, isSecondFaster: boolean) {
  const { leader, named, old, team, bears, igel, at } = kita;
  const second = await secondOwner(kita);
  await vi.waitFor(() => expect(allGroups(statesOf(second.states(), groups))).toHaveLength(2), patient);
  const planOf = (id: string, days: number, ...going: string[]) =>
    opening(id.repeat(32), {
      now: old,
      from: dateOfDay(at.today.day + days),
      named,
      described: null,
      yourName: null,
      team,
      carriers: [],
      groups: allGroups(statesOf(leader.states(), groups))
        .filter(({ id: group }) => going.includes(group))
        .map((group) => ({ ...group, team })),
    });
  const mine = () => leader.perform(planOf('a', 30, bears));
  const theirs = () => second.perform(planOf('b', 40, bears, igel));
  if (!isSecondFaster) return { second, one: (await mine()).spaces, other: (await theirs()).spaces };
  const other = (await theirs()).spaces;
  return { second, one: (await mine()).spaces, other };
}

test.each([false, true])(
  'prepared by two people at once it is one year on every device, and no place is lost; the second was faster: %s',
  async (isSecondFaster) => {
    const kita = await lindenhof();
    const { at, leader, old, bears, igel, mia, ben, mother, father, wardsNow } = kita;
    const { second, one, other } = await preparedTwice(kita, isSecondFaster);
    const spacesIn = (made: typeof one) => ({
      everyone: made['everyone'] ?? '',
      bears: made[`group ${bears}`] ?? '',
      igel: made[`group ${igel}`] ?? '',
    });
    const [ours, theirs] = [spacesIn(one), spacesIn(other)];
    const [counts, twin] = isSecondFaster ? [theirs, ours] : [ours, theirs];

    // Each places somebody in their own: Mia with the bears of the one, Ben with the Igel of the other.
    const place = async (client: Client, id: string, ward: string, everyone: string, group: string) => {
      const movers = moversOf(kita, () => '').map((mover) => ({ ...mover, after: mover.id === ward ? group : '' }));
      const own = movers.filter((mover) => mover.id === ward);
      const plan = assigning(id.repeat(32), own, audience(client)(everyone), [audience(client)(group)]);
      if (plan !== null) await client.perform(plan);
    };
    await vi.waitFor(() => expect(membersOf(second, old)).toContain(father.person), patient);
    await place(leader, 'c', mia, ours.everyone, ours.bears);
    await place(second, 'd', ben, theirs.everyone, theirs.igel);

    const seenBy = (client: Client, day = at.today.day) =>
      yearsAt(client, day).map(({ everyone, when, twins }) => [everyone, when, twins]);
    const expected = [
      [old, 'now', []],
      [counts.everyone, 'next', [twin.everyone]],
    ];
    for (const client of [leader, second]) await vi.waitFor(() => expect(seenBy(client)).toEqual(expected), patient);
    const fieldsOf = (ward: string) => {
      const fields = wardsNow().find(({ id }) => id === ward)?.fields;
      if (fields === undefined) throw new Error('no such ward');
      return fields;
    };
    const first = at.today.day + (isSecondFaster ? 40 : 30);
    const placesOn = (day: number) => [mia, ben].map((ward) => groupIn(yearsAt(leader, day), fieldsOf(ward)));
    await vi.waitFor(() => expect(fieldsOf(ben).nextGroup).toBe(theirs.igel), patient);
    expect(placesOn(first - 1)).toEqual([bears, igel]);
    expect(placesOn(first)).toEqual([counts.bears, theirs.igel]);

    // Who was placed in the one that does not count reads the one that does, once an owner has put them together.
    const year = yearsAt(leader, at.today.day).find(({ when }) => when === 'next');
    if (year === undefined) throw new Error('no next year');
    const movers = wardsNow().map((ward): Mover => {
      const people = [ward.id === mia ? mother.person : father.person];
      const before = ward.fields.nextGroup;
      return { id: ward.id, ward, people, before, after: insteadOf([year], before) };
    });
    const left = [...year.instead.keys(), ...year.twins];
    const on = at.today.day + 20;
    const audiences = { everyone: audience(leader)(year.everyone), groups: year.groups.map(audience(leader)) };
    await leader.perform(merging('e'.repeat(32), { year, movers, ...audiences, carriers: [], left, on }));
    const endOf = (id: string) => spacesOf(leader).find((space) => space.id === id)?.endsOn;
    expect([twin.everyone, twin.bears].map(endOf)).toEqual([on, on]);
    expect([counts.everyone, counts.bears, theirs.igel].map(endOf)).toEqual([null, null, null]);
    expect(membersOf(leader, counts.everyone).toSorted()).toEqual([mother.person, father.person].toSorted());
    expect(membersOf(leader, counts.bears)).toContain(mother.person);
    expect(membersOf(leader, theirs.igel)).toContain(father.person);
    for (const { guardian } of [mother, father])
      await vi.waitFor(() => expect(seenBy(guardian)[1]?.[0]).toBe(counts.everyone), patient);

    // Long after the other has ended, and its words with it, everybody is where they were placed.
    at.today.day = first + 1;
    await leader.reconnect();
    await vi.waitFor(
      () => expect(statesOf(leader.states(), years).get(twin.everyone)?.opened ?? []).toEqual([]),
      patient,
    );
    expect(placesOn(at.today.day)).toEqual([counts.bears, theirs.igel]);
    expect(yearsAt(leader, at.today.day).find(({ when }) => when === 'now')?.everyone).toBe(counts.everyone);
  },
);
