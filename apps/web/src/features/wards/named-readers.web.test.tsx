import { flagsOf, guardianships } from '@obhut/domain/guardianships.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { expect, test } from 'vitest';
import { statesOf, type PlanStep } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { colleagueOf, enrolled, lindenhof } from '../../testing/scenes.ts';

async function flagged() {
  const { leader } = await lindenhof();
  const [bears = '', hedgehogs = ''] = leader.world.spaces.flatMap(({ kind, id }) => (kind === 'group' ? [id] : []));
  const [beate, jonas] = [await colleagueOf(leader, 'Beate Kruse'), await colleagueOf(leader, 'Jonas Weber')];
  const ward = await enrolled(leader, 'Elif Yılmaz', hedgehogs);
  const space = leader.world.spaceOfKind('ward/protection').id;
  const body = { person: null, name: 'Can Yılmaz', file: '12 F 34/26' };
  await leader.send({ space, type: 'protection/recorded@1', body, expiry: 0, notify: 'none' });
  return { leader, beate, jonas, ward, bears };
}

const seen = (client: FakeClient) =>
  allWards(statesOf(client.states(), wards), client.snapshot().institution?.spaces ?? []);
const flagsSeen = (client: FakeClient) =>
  [...statesOf(client.states(), guardianships).values()].flatMap((state) => flagsOf(state).map(({ name }) => name));

test('whom leadership names reads the flag on the ward’s page, the others of the staff read none; a name is taken out again', async () => {
  const { leader, beate, jonas, ward } = await flagged();
  expect([flagsSeen(leader), flagsSeen(beate), flagsSeen(jonas)]).toEqual([['Can Yılmaz'], [], []]);
  const screen = await renderApp(leader, `/kinder/${ward}`);
  await expect.element(screen.getByText('Diesen Abschnitt sieht nur die Leitung.')).toBeVisible();
  await screen.getByRole('link', { name: 'Jemanden zum Lesen benennen' }).click();
  await screen.getByText('Beate Kruse').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  const readers = screen.getByRole('list', { name: 'Wer die Sperrvermerke lesen darf' });
  await expect.element(readers).toMatchTextContent(/Beate Kruse/u);
  expect([flagsSeen(beate), flagsSeen(jonas)]).toEqual([['Can Yılmaz'], []]);
  await screen.unmount();

  const hers = await renderApp(beate, `/kinder/${ward}`);
  await expect.element(hers.getByRole('heading', { name: 'Can Yılmaz' })).toBeVisible();
  await expect.element(hers.getByRole('link', { name: 'Jemanden zum Lesen benennen' })).not.toBeInTheDocument();
  await hers.unmount();
  const his = await renderApp(jonas, `/kinder/${ward}`);
  await expect.element(his.getByRole('heading', { name: 'Elif Yılmaz' })).toBeVisible();
  await expect.element(his.getByRole('heading', { name: 'Sperrvermerke' })).not.toBeInTheDocument();
  await his.unmount();
  const directly = await renderApp(beate, `/kinder/${ward}/sperre/lesen`);
  await expect.element(directly.getByText(/^Das gibt es nicht mehr/u)).toBeVisible();
  await directly.unmount();

  const again = await renderApp(leader, `/kinder/${ward}/sperre/lesen`);
  await again.getByText('Beate Kruse').click();
  await expect.element(again.getByText(/^Keinen Vermerk liest ab dann: Beate Kruse/u)).toBeVisible();
  await again.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(again.getByText('Diesen Abschnitt sieht nur die Leitung.')).toBeVisible();
  expect(flagsSeen(beate)).toEqual([]);
});

test('who goes to a group where they do not work leaves those behind who were named', async () => {
  const { leader, beate, jonas, ward, bears } = await flagged();
  const { me = '' } = jonas.snapshot().institution ?? {};
  const screen = await renderApp(leader, `/kinder/${ward}/sperre/lesen`);
  await screen.getByText('Beate Kruse').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('list', { name: 'Wer die Sperrvermerke lesen darf' })).toBeVisible();
  await screen.unmount();
  const nothing = { teams: [], day: null, people: [], facts: [] };
  const team: PlanStep = { do: 'make', key: 'bears', kind: 'team', staff: [me], ...nothing };
  const lead: PlanStep = { do: 'lead', space: { space: bears }, team: { made: 'bears' } };
  await leader.perform({
    id: '1'.repeat(32),
    steps: [team, lead],
  });

  const edit = await renderApp(leader, `/kinder/${ward}/aendern`);
  await edit.getByText('Bärengruppe').click();
  await edit.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(edit.getByText('Diesen Abschnitt sieht nur die Leitung.')).toBeVisible();
  expect([seen(beate), flagsSeen(beate)]).toEqual([[], []]);
  expect(seen(jonas).map(({ fields }) => fields.name)).toEqual(['Elif Yılmaz']);
  await edit.unmount();

  // Whoever does not lead puts nobody to another team.
  const his = await renderApp(jonas, `/kinder/${ward}/aendern`);
  await expect.element(his.getByRole('radio', { name: 'Bärengruppe' })).toBeVisible();
  await expect.element(his.getByRole('radio', { name: 'Igelgruppe' })).not.toBeInTheDocument();
});

test('whom leadership names reads what is sensitive, and no flag; the others of the staff neither; a name is taken out again', async () => {
  const { leader, beate, jonas, ward } = await flagged();
  const space = leader.world.spaceOfKind('ward/sensitive').id;
  const body = { field: 'religion', text: 'alevitisch' };
  await leader.send({ space, type: 'ward/noted@1', body, expiry: 0, notify: 'none' });
  const religions = () => [leader, beate, jonas].map((client) => seen(client).map(({ fields }) => fields.religion));
  expect(religions()).toEqual([['alevitisch'], [''], ['']]);
  const screen = await renderApp(leader, `/kinder/${ward}`);
  await expect.element(screen.getByText(/^Konfession, Herkunft und Masernschutz lesen nur die Leitung/u)).toBeVisible();
  await screen.getByRole('link', { name: 'Jemanden dafür benennen' }).click();
  await screen.getByText('Beate Kruse').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  const readers = screen.getByRole('list', { name: 'Wer die besonderen Angaben lesen darf' });
  await expect.element(readers).toMatchTextContent(/Beate Kruse/u);
  expect(religions()).toEqual([['alevitisch'], ['alevitisch'], ['']]);
  expect(flagsSeen(beate)).toEqual([]);
  await screen.unmount();

  const hers = await renderApp(beate, `/kinder/${ward}`);
  await expect.element(hers.getByText('alevitisch')).toBeVisible();
  await expect.element(hers.getByRole('link', { name: 'Jemanden dafür benennen' })).not.toBeInTheDocument();
  await hers.unmount();
  const his = await renderApp(jonas, `/kinder/${ward}/besonderes/lesen`);
  await expect.element(his.getByText(/^Das gibt es nicht mehr/u)).toBeVisible();
  await his.unmount();

  const again = await renderApp(leader, `/kinder/${ward}/besonderes/lesen`);
  await again.getByText('Beate Kruse').click();
  await expect.element(again.getByText(/^Diese Angaben liest ab dann nicht mehr: Beate Kruse/u)).toBeVisible();
  await again.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(again.getByText(/^Konfession, Herkunft und Masernschutz lesen nur die Leitung/u)).toBeVisible();
  expect(religions()).toEqual([['alevitisch'], [''], ['']]);
});
