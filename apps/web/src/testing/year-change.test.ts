/**
 * The change of the year by the real client at an honest server, over the day on which it takes place.
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { groupIn, leaves } from '@obhut/domain/years.ts';
import { expect, test, vi } from 'vitest';
import { assigning, closing, leaversOf } from '../features/years/plans.ts';
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
  prepared,
  moversOf,
} from './year-scene.ts';

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
