/**
 * The change of the year by the real client at an honest server, over the day on which it takes place.
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import { people } from '@obhut/domain/people.ts';
import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { groupIn, leaves, years, yearsOf } from '@obhut/domain/years.ts';
import type { Client } from '@obhut/sync/client.ts';
import { spaceOf, world, type DeviceOf } from '@obhut/sync/testing/clients.ts';
import { expect, test, vi } from 'vitest';
import { assigning, closing, leaversOf, opening, type Mover } from '../features/years/plans.ts';
import { enrolment, noValues } from '../features/wards/plans.ts';
import { statesOf } from '../shell/use-client.ts';

const models: readonly Model<unknown>[] = [institution, years, groups, people, wards, posts, dayTeams];
const patient = { timeout: 20_000, interval: 50 };

function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

function spacesOf(client: Client) {
  return client.snapshot().institution?.spaces ?? [];
}

function membersOf(client: Client, id: string): readonly string[] {
  return spacesOf(client).find((space) => space.id === id)?.personas ?? [];
}

function audience(client: Client) {
  return (id: string) => ({ id, members: membersOf(client, id) });
}

async function start(device: DeviceOf) {
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

function yearsAt(client: Client, day: number) {
  return yearsOf(statesOf(client.states(), years), spacesOf(client), dateOfDay(day));
}

async function lindenhof() {
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

type Lindenhof = Awaited<ReturnType<typeof lindenhof>>;

async function prepared(kita: Lindenhof) {
  const { leader, named, bears, team, at } = kita;
  const going = allGroups(statesOf(leader.states(), groups)).filter(({ id }) => id === bears);
  const plan = opening('a'.repeat(32), {
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

function moversOf({ wardsNow, mia, mother, father }: Lindenhof, placeOf: (ward: string) => string): Mover[] {
  return wardsNow().map((ward) => ({
    id: ward.id,
    ward,
    people: [ward.id === mia ? mother.person : father.person],
    before: ward.fields.nextGroup,
    after: placeOf(ward.id),
  }));
}

test('a year is prepared, takes over on its day with nobody doing anything, and the old one is closed', async () => {
  const kita = await lindenhof();
  const { at, leader, old, bears, igel, mia, ben, mother, father, wardsNow } = kita;
  const next = await prepared(kita);
  const [newBears = ''] = next.groups;
  expect(next.continued).toEqual(new Map([[newBears, bears]]));

  // Ben leaves, Mia stays with the bears: her mother reads what is said for the next year, his father does not.
  const places = new Map([
    [mia, newBears],
    [ben, leaves],
  ]);
  const plan = assigning(
    'b'.repeat(32),
    moversOf(kita, (ward) => places.get(ward) ?? ''),
    audience(leader)(next.everyone),
    next.groups.map(audience(leader)),
  );
  if (plan === null) throw new Error('nothing to do');
  await leader.perform(plan);
  expect(
    assigning(
      'c'.repeat(32),
      moversOf(kita, (ward) => places.get(ward) ?? ''),
      audience(leader)(next.everyone),
      next.groups.map(audience(leader)),
    ),
  ).toBeNull();
  const post = (space: string, title: string) =>
    leader.send({
      space,
      type: 'post/published@1',
      body: { title, text: title },
      expiry: at.today.day + 400,
      notify: 'none',
    });
  await post(next.everyone, 'Willkommen');
  await post(newBears, 'Neue Bären');
  const titles = ({ guardian }: typeof mother) =>
    newestFirst(statesOf(guardian.states(), posts))
      .map(({ title }) => title)
      .toSorted();
  await vi.waitFor(() => expect(titles(mother)).toEqual(['Neue Bären', 'Willkommen']), patient);
  await vi.waitFor(() => expect(father.guardian.snapshot().caughtUp).toBe(true), patient);
  expect(titles(father)).toEqual([]);

  // Until the day before everything is as it was, on the day itself it is not; nobody has done anything.
  const groupOn = (ward: string, day: number) => {
    const fields = wardsNow().find(({ id }) => id === ward)?.fields;
    return fields === undefined ? null : groupIn(yearsAt(leader, day), fields);
  };
  expect([groupOn(mia, at.today.day + 29), groupOn(mia, at.today.day + 30)]).toEqual([bears, newBears]);
  expect(yearsAt(mother.guardian, at.today.day + 29).find(({ when }) => when === 'now')?.everyone).toBe(old);
  at.today.day += 30;
  const [over, now] = yearsAt(mother.guardian, at.today.day);
  expect([over?.everyone, now?.everyone]).toEqual([old, next.everyone]);

  await leader.reconnect();
  const all = yearsAt(leader, at.today.day);
  const ends = { year: at.today.day + 20, leavers: at.today.day + 10 };
  const running = all.find(({ when }) => when === 'now');
  if (running === undefined) throw new Error('no year goes on');
  await leader.perform(
    closing('d'.repeat(32), {
      over: all.filter(({ when }) => when === 'over'),
      now: running,
      groups: allGroups(statesOf(leader.states(), groups)),
      wards: wardsNow(),
      dayTeams: allDayTeams(statesOf(leader.states(), dayTeams)),
      ends,
    }),
  );
  const endOf = (id: string) => spacesOf(leader).find((space) => space.id === id)?.endsOn;
  expect([old, bears, igel].map(endOf)).toEqual([ends.year, ends.year, ends.year]);
  expect([next.everyone, newBears].map(endOf)).toEqual([null, null]);
  const [bensSpaces] = leaversOf(wardsNow()).map(({ spaces }) => Object.values(spaces));
  expect(bensSpaces?.map(endOf)).toEqual(Array.from({ length: 4 }, () => ends.leavers));
  expect(wardsNow().find(({ id }) => id === mia)?.fields).toMatchObject({ group: newBears, nextGroup: '' });
  expect(allDayTeams(statesOf(leader.states(), dayTeams))).toMatchObject([{ group: newBears }]);
  expect(leader.snapshot().plans).toEqual([]);

  // After its last day the old year says nothing any more; the new one has all it needs.
  at.today.day += 21;
  await leader.reconnect();
  await vi.waitFor(() => expect(statesOf(leader.states(), groups).get(bears)?.named ?? []).toEqual([]), patient);
  expect(nameAndKind(statesOf(leader.states(), institution))).toEqual({ name: 'Lindenhof', kind: 'kita' });
  expect(wardsNow().map(({ id }) => id)).toEqual([mia]);
  expect(yearsAt(leader, at.today.day).find(({ when }) => when === 'now')?.everyone).toBe(next.everyone);
});

test('whoever is given another place leaves the audience of the first, and a letter into next year reads that year', async () => {
  const kita = await lindenhof();
  const { at, leader, mia, ben, mother, father, old, bears } = kita;
  const next = await prepared(kita);
  const [newBears = ''] = next.groups;
  const assign = async (id: string, placeOf: (ward: string) => string) => {
    const plan = assigning(
      id,
      moversOf(kita, placeOf),
      audience(leader)(next.everyone),
      next.groups.map(audience(leader)),
    );
    if (plan !== null) await leader.perform(plan);
  };
  const inside = () => [next.everyone, newBears].map((id) => membersOf(leader, id));
  await assign('b'.repeat(32), () => newBears);
  expect(inside().map((all) => all.toSorted())).toEqual(
    Array.from({ length: 2 }, () => [mother.person, father.person].toSorted()),
  );
  await assign('c'.repeat(32), (ward) => (ward === ben ? leaves : newBears));
  expect(inside()).toEqual([[mother.person], [mother.person]]);
  expect(membersOf(leader, bears)).toContain(mother.person);
  expect(mia).not.toBe(ben);

  const letter = await leader.invite(
    [next.everyone, newBears],
    [fact('letter/addressed@1', { name: 'Neu', note: '' })],
  );
  const reader = await start(at.device());
  await reader.openLetter({ typed: letter.typed });
  const read = spacesOf(reader)
    .filter(({ role, kind }) => role !== null && kind !== 'mailbox')
    .map(({ id }) => id);
  expect(read.toSorted()).toEqual([next.everyone, newBears].toSorted());
  expect(read).not.toContain(old);
});
