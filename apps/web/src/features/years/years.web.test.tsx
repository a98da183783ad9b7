import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { people } from '@obhut/domain/people.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { leaves, years, yearsOf } from '@obhut/domain/years.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { typeDay } from '../../testing/type-day.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { carrierOf, lindenhof } from '../../testing/scenes.ts';
import { opening } from './plans.ts';

const today = () => wallAt(Date.now()).date;
const elif = 'e'.repeat(32);

const spacesOf = (client: FakeClient) => client.snapshot().institution?.spaces ?? [];
const yearsFor = (client: FakeClient) => yearsOf(statesOf(client.states(), years), spacesOf(client), today());
const wardOf = (client: FakeClient) =>
  allWards(statesOf(client.states(), wards), spacesOf(client)).find(({ id }) => id === elif);
const me = (client: FakeClient) => client.snapshot().institution?.me ?? '';

function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

/** Elif is in the Igel, and her mother reads it. */
async function withElif() {
  const scene = await lindenhof();
  const { leader, mother } = scene;
  const [bears = '', hedgehogs = ''] = spacesOf(leader).flatMap(({ id, kind }) => (kind === 'group' ? [id] : []));
  const team = { space: leader.world.spaceOfKind('team').id };
  const make = (kind: 'ward' | 'ward/day', facts: ReturnType<typeof fact>[]) => ({
    do: 'make' as const,
    key: kind,
    kind,
    teams: [team],
    day: null,
    staff: [],
    people: [me(mother)],
    facts: [fact('ward/opened@1', { ward: elif }), ...facts],
  });
  const noted = [
    fact('ward/noted@1', { field: 'name', text: 'Elif Yılmaz' }),
    fact('ward/noted@1', { field: 'group', text: hedgehogs }),
  ];
  await leader.perform({ id: elif, steps: [make('ward/day', noted), make('ward', [])] });
  return { ...scene, bears, hedgehogs };
}

/** The next year, in which the bears go on. */
async function prepared(scene: Awaited<ReturnType<typeof withElif>>, from: string) {
  const { leader, bears } = scene;
  const team = leader.world.spaceOfKind('team').id;
  const now = leader.world.spaceOfKind('everyone').id;
  const group = { id: bears, name: 'Bärengruppe', colour: 6, sign: 'panda', team } as const;
  const named = { name: 'KiTa Lindenhof', kind: 'kita' } as const;
  await leader.perform(
    opening('a'.repeat(32), {
      now,
      from,
      named,
      described: null,
      yourName: 'Sabine',
      team,
      carriers: [],
      groups: [group],
    }),
  );
  return yearsFor(leader).at(-1);
}

test('the next year is prepared from the page of this one, with the groups that go on', async () => {
  const { leader } = await withElif();
  const screen = await renderApp(leader, '/mehr');
  await screen.getByRole('link', { name: /Kita-Jahr/ }).click();
  await screen.getByRole('link', { name: 'Vorbereiten' }).click();
  await typeDay('Erster Tag', today());
  await screen.getByRole('button', { name: 'Vorbereiten' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie einen Tag, der noch kommt.')).toBeVisible();
  await typeDay('Erster Tag', addDays(today(), 20));
  await screen.getByText('Bärengruppe').click();
  await screen.getByRole('button', { name: 'Vorbereiten' }).click();
  await expect
    .element(screen.getByRole('list', { name: 'Gruppen des nächsten Jahres' }))
    .toMatchTextContent(/Igelgruppe.*noch niemand eingeteilt/);
  expect(yearsFor(leader).map(({ when, groups }) => [when, groups.length])).toEqual([
    ['now', 2],
    ['next', 1],
  ]);
});

function added(space: string, person: string) {
  return { do: 'add', space: { space }, person, as: 'people', until: null, digits: null } as const;
}

/** The same year once more, by a colleague who has not seen it, for another day and with another group. */
async function preparedAgain(scene: Awaited<ReturnType<typeof withElif>>, from: string) {
  const { leader, bears, hedgehogs } = scene;
  const team = leader.world.spaceOfKind('team').id;
  const now = leader.world.spaceOfKind('everyone').id;
  const going = [
    { id: bears, name: 'Bärengruppe', colour: 6, sign: 'panda', team },
    { id: hedgehogs, name: 'Igelgruppe', colour: 4, sign: 'squirrel', team },
  ] as const;
  const named = { name: 'KiTa Lindenhof', kind: 'kita' } as const;
  const plan = opening('b'.repeat(32), {
    now,
    from,
    named,
    described: null,
    yourName: null,
    team,
    carriers: [],
    groups: going,
  });
  return (await leader.perform(plan)).spaces;
}

test('prepared twice it is one year; who was placed in the other comes over when an owner puts them together', async () => {
  const scene = await withElif();
  const { leader, mother, father, bears, hedgehogs } = scene;
  const first = await prepared(scene, addDays(today(), 20));
  const again = await preparedAgain(scene, addDays(today(), 30));
  const [everyone = '', newBears = '', newHedgehogs = ''] = ['everyone', `group ${bears}`, `group ${hedgehogs}`].map(
    (key) => again[key],
  );
  const day = wardOf(leader)?.spaces['ward/day'] ?? '';
  await leader.perform({
    id: 'c'.repeat(32),
    steps: [added(everyone, me(mother)), added(newBears, me(mother)), added(everyone, me(father))],
  });
  await leader.send({ space: day, ...fact('ward/noted@1', { field: 'nextGroup', text: newBears }) });
  expect(yearsFor(leader).map(({ everyone: id, when }) => [id, when])).toEqual([
    [leader.world.spaceOfKind('everyone').id, 'now'],
    [first?.everyone, 'next'],
  ]);

  const screen = await renderApp(leader, '/kita-jahr');
  await expect.element(screen.getByRole('heading', { name: 'Dieses Jahr wurde zweimal vorbereitet' })).toBeVisible();
  const list = screen.getByRole('list', { name: 'Gruppen des nächsten Jahres' });
  await expect.element(list).toMatchTextContent(/Bärengruppe.*1 eingeteilt.*Igelgruppe.*noch niemand eingeteilt/u);
  await screen.getByRole('button', { name: 'Zusammenlegen' }).click();
  await expect.element(screen.getByRole('button', { name: 'Zusammenlegen' })).not.toBeInTheDocument();
  await expect.element(list).toMatchTextContent(/Bärengruppe.*1 eingeteilt.*Igelgruppe/u);
  const spaceOf = (id = '') => spacesOf(leader).find((space) => space.id === id);
  const [counting = ''] = first?.groups ?? [];
  expect(wardOf(leader)?.fields.nextGroup).toBe(counting);
  expect(spaceOf(first?.everyone)?.personas).toEqual(expect.arrayContaining([me(mother), me(father)]));
  expect(spaceOf(counting)?.personas).toContain(me(mother));
  expect([everyone, newBears].map((id) => spaceOf(id)?.endsOn !== null)).toEqual([true, true]);
  expect(spaceOf(newHedgehogs)?.endsOn).toBeNull();
  expect(statesOf(leader.states(), years).get(newHedgehogs)?.joined.at(-1)?.value.everyone).toBe(first?.everyone);
});

test('whoever is still choosing when a colleague is done is told so, and goes on with that year', async () => {
  const scene = await withElif();
  const screen = await renderApp(scene.leader, '/kita-jahr/vorbereiten');
  await expect.element(screen.getByRole('checkbox', { name: 'Bärengruppe' })).toBeChecked();
  await prepared(scene, addDays(today(), 20));
  await expect.element(screen.getByText(/^Inzwischen hat jemand anders dieses Jahr vorbereitet/u)).toBeVisible();
  await expect.element(screen.getByRole('checkbox')).not.toBeInTheDocument();
});

test('a child and a guardian without one are placed; the audience of the next year follows', async () => {
  const scene = await withElif();
  const { leader, mother } = scene;
  const next = await prepared(scene, addDays(today(), 20));
  const screen = await renderApp(leader, '/kita-jahr/einteilen');
  await screen.getByRole('button', { name: /bleib.* in „Bärengruppe“/ }).click();
  await screen.getByRole('combobox', { name: 'Elif Yılmaz' }).selectOptions('Bärengruppe');
  await screen.getByRole('button', { name: /Änderungen speichern/ }).click();
  await expect
    .element(screen.getByRole('list', { name: 'Gruppen des nächsten Jahres' }))
    .toMatchTextContent(/Bärengruppe/);
  const [group = ''] = next?.groups ?? [];
  const membersOf = (id = '') => spacesOf(leader).find((space) => space.id === id)?.personas ?? [];
  expect(wardOf(leader)?.fields.nextGroup).toBe(group);
  expect(membersOf(group)).toContain(me(mother));
  expect(membersOf(next?.everyone)).toContain(me(mother));
  // The father has no child in the app and was not placed.
  expect(membersOf(next?.everyone)).not.toContain(me(scene.father));

  await screen.getByRole('link', { name: 'Gruppen einteilen' }).click();
  await screen.getByRole('combobox', { name: 'Elif Yılmaz' }).selectOptions('verlässt die KiTa');
  await screen.getByRole('button', { name: '1 Änderung speichern' }).click();
  await expect.element(screen.getByText(/1 verlässt die KiTa/)).toBeVisible();
  expect(wardOf(leader)?.fields.nextGroup).toBe(leaves);
  expect(membersOf(group)).not.toContain(me(mother));
});

test('who writes for the carrier goes on into the next year by its preparation, under their name, and is placed nowhere', async () => {
  const { leader } = await withElif();
  const carrier = await carrierOf(leader, 'Petra Lang');
  const screen = await renderApp(leader, '/kita-jahr/vorbereiten');
  await typeDay('Erster Tag', addDays(today(), 20));
  await screen.getByRole('button', { name: 'Vorbereiten' }).click();
  await expect.element(screen.getByRole('list', { name: 'Gruppen des nächsten Jahres' })).toBeVisible();
  await screen.unmount();
  const next = spacesOf(carrier).find(({ id }) => id === yearsFor(leader).at(-1)?.everyone);
  expect([next?.role, next?.writers]).toEqual(['writer', [me(carrier)]]);
  const placing = await renderApp(leader, '/kita-jahr/einteilen');
  await expect.element(placing.getByRole('combobox', { name: 'Elif Yılmaz' })).toBeVisible();
  await expect.element(placing.getByRole('combobox', { name: 'Petra Lang' })).not.toBeInTheDocument();
  await placing.unmount();

  const own = await renderApp(carrier, '/nachrichten/neu');
  const nameIn = () =>
    statesOf(leader.states(), people)
      .get(next?.id ?? '')
      ?.profiles.has(me(carrier));
  await expect.poll(nameIn).toBe(true);
  await expect.element(own.getByRole('radio', { name: /^Alle Eltern/u })).toHaveLength(2);
  await expect.element(own.getByRole('radio')).toHaveLength(2);
});

test('what was chosen and not saved is there again', async () => {
  const scene = await withElif();
  await prepared(scene, addDays(today(), 20));
  const screen = await renderApp(scene.leader, '/kita-jahr/einteilen');
  await screen.getByRole('combobox', { name: 'Elif Yılmaz' }).selectOptions('verlässt die KiTa');
  await screen.getByRole('link', { name: 'Kita-Jahr', exact: true }).click();
  await screen.getByRole('link', { name: 'Gruppen einteilen' }).click();
  await expect.element(screen.getByRole('combobox', { name: 'Elif Yılmaz' })).toHaveDisplayValue('verlässt die KiTa');
});

test('from its first day the new year is what screens offer, and an owner closes the old one', async () => {
  const scene = await withElif();
  const { leader, hedgehogs } = scene;
  const next = await prepared(scene, today());
  const screen = await renderApp(leader, '/');
  await screen.getByRole('link', { name: 'Altes Jahr abschließen' }).click();
  await expect.element(screen.getByText(/Noch ohne Platz im neuen Jahr: Elif Yılmaz/)).toBeVisible();
  await screen.getByRole('button', { name: 'Altes Jahr abschließen' }).click();
  await expect.element(screen.getByText('Bitte bestätigen Sie das.')).toBeVisible();
  await screen.getByText(/Ja, so soll es sein/).click();
  await screen.getByRole('button', { name: 'Altes Jahr abschließen' }).click();
  await expect.element(screen.getByRole('link', { name: 'Vorbereiten' })).toBeVisible();
  expect(spacesOf(leader).find(({ id }) => id === hedgehogs)?.endsOn).not.toBeNull();
  expect(spacesOf(leader).find(({ id }) => id === next?.everyone)?.endsOn).toBeNull();

  await screen.unmount();
  const writing = await renderApp(leader, '/nachrichten/neu');
  await expect.element(writing.getByRole('radio', { name: /Bärengruppe/ })).toBeInTheDocument();
  expect(writing.getByRole('radio', { name: /Igelgruppe/ }).elements()).toEqual([]);
  expect(writing.getByRole('radio', { name: /Alle Eltern/ }).elements()).toHaveLength(1);
});

test('a staff member’s own name goes into the next year by itself', async () => {
  const scene = await withElif();
  const next = await prepared(scene, addDays(today(), 20));
  const teacher = scene.father;
  scene.leader.world.admit(me(teacher), 'team');
  await teacher.send({
    space: scene.leader.world.spaceOfKind('everyone').id,
    ...fact('profile/named@1', { name: 'Can Yılmaz' }),
  });
  await renderApp(teacher, '/');
  await expect
    .poll(() => scene.leader.world.space(next?.everyone ?? '').facts.map(({ fact: said }) => said.author))
    .toContain(me(teacher));
});
