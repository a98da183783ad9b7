import { contactOf, contacts } from '@obhut/domain/contacts.ts';
import { guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import type { FakeClient } from '../../testing/fake-client.ts';
import { lindenhof } from '../../testing/scenes.ts';
import { enrolment, noValues } from './plans.ts';

const elif = 'e'.repeat(32);
const values = { ...noValues, sign: 'cat', birthDate: '2022-05-04' };

async function withElif() {
  const scene = await lindenhof();
  const team = scene.leader.world.spaceOfKind('team').id;
  const group = scene.leader.world.spaces.filter(({ kind }) => kind === 'group')[1]?.id ?? '';
  const noted = { ...values, name: 'Elif Yılmaz', group, allergies: 'Haselnüsse' };
  await scene.leader.perform(enrolment(elif, noted, team));
  await scene.leader.perform(enrolment('b'.repeat(32), { ...values, name: 'Ben Schäfer' }, team));
  return scene;
}

const me = (client: FakeClient) => client.snapshot().institution?.me ?? '';
const stated = (client: FakeClient) =>
  [...statesOf(client.states(), guardianships).values()].flatMap((state) => [...guardianshipsOf(state)]);

test('wards stand under their group, and are found by name without accents', async () => {
  const { leader } = await withElif();
  const screen = await renderApp(leader, '/kinder');
  await expect.element(screen.getByRole('list', { name: 'Igelgruppe' })).toMatchTextContent(/Elif Yılmaz.*Achtung/u);
  await expect.element(screen.getByRole('list', { name: 'Ohne Gruppe' })).toMatchTextContent(/Ben/u);
  await screen.getByRole('textbox', { name: 'Nach Namen suchen' }).fill('elif');
  await expect.element(screen.getByRole('list', { name: 'Ohne Gruppe' })).not.toBeInTheDocument();
  await screen.getByRole('link', { name: /Elif/u }).click();
  await expect.element(screen.getByText('Haselnüsse')).toBeVisible();
  await expect.element(screen.getByText('4. Mai 2022')).toBeVisible();
});

test('a new ward needs a name and a real date, then has a page of its own', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/kinder/neu');
  await screen.getByRole('textbox', { name: 'Geburtsdatum' }).fill('31.2.2022');
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByText('Bitte ausfüllen.')).toBeVisible();
  await expect.element(screen.getByText('Bitte ein Datum wie 4.5.2022.')).toBeVisible();
  await screen.getByRole('textbox', { name: 'Geburtsdatum' }).fill('4.5.2022');
  await screen.getByRole('textbox', { name: 'Name' }).fill('Hana Petrenko');
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Hana Petrenko' })).toBeVisible();
});

test('a guardian is related with rights, sees the ward, and sees it no more when the right ends', async () => {
  const { leader, mother, father } = await withElif();
  const screen = await renderApp(leader, `/kinder/${elif}/bezug`);
  await screen.getByText('Ayşe Yılmaz').click();
  await screen.getByRole('textbox', { name: 'Verhältnis' }).fill('Mutter');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie.')).toBeVisible();
  await screen.getByText('Der Zugangsbrief wurde selbst in die Hand gegeben').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('list', { name: 'Bezugspersonen' })).toMatchTextContent(/Ayşe.*Mutter/u);
  expect(stated(mother)).toMatchObject([{ guardian: me(mother), relation: 'Mutter' }]);
  expect(stated(father)).toEqual([]);
  await screen.getByRole('link', { name: /Ayşe/u }).click();
  await screen.getByText('darf alles lesen').click();
  await expect.element(screen.getByText(/liest ab dann nichts Neues mehr/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Elif Yılmaz' })).toBeVisible();
  expect(stated(mother)).toEqual([]);
});

test('a protection flag beats the right to see', async () => {
  const { leader } = await withElif();
  const screen = await renderApp(leader, `/kinder/${elif}/sperre`);
  await screen.getByRole('textbox', { name: 'Gegen wen' }).fill('can yılmaz');
  await screen.getByRole('button', { name: 'Eintragen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'can yılmaz' })).toBeVisible();
  await screen.getByRole('link', { name: 'Bezugsperson zuordnen' }).click();
  await screen.getByText('Can Yılmaz').click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Sperrvermerk eingetragen/u);
  await expect.element(screen.getByRole('button', { name: 'Speichern' })).toBeDisabled();
});

test('a guardian corrects how they can be reached, and the team sees it', async () => {
  const { leader, mother } = await withElif();
  const screen = await renderApp(mother, '/kind');
  await screen.getByRole('link', { name: 'Eigene Angaben ändern' }).click();
  await screen.getByRole('textbox', { name: 'Telefon' }).fill('0151 2345678');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByText('0151 2345678')).toBeVisible();
  expect(contactOf(statesOf(leader.states(), contacts), me(mother)).phone).toBe('0151 2345678');
});
