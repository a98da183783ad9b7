import { allGroups, groups } from '@obhut/domain/groups.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, newWorld } from '../../testing/scenes.ts';

async function fresh(kind: 'kita' | 'school') {
  const leader = await foundedBy(newWorld(), kind);
  await leader.kitKept();
  return leader;
}

test('the empty page leads to the first group, which then stands there', async () => {
  const leader = await fresh('kita');
  const screen = await renderApp(leader, '/gruppen');
  await screen.getByRole('link', { name: 'Gruppe anlegen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Gruppe anlegen' })).toHaveFocus();
  await screen.getByRole('textbox', { name: 'Name' }).fill('Bärengruppe');
  await screen.getByText('Eichhörnchen', { exact: true }).click();
  await screen.getByText('Moos', { exact: true }).click();
  await screen.getByRole('button', { name: 'Anlegen' }).click();
  await expect.element(screen.getByRole('list', { name: 'Alle Gruppen' })).toMatchTextContent(/Bärengruppe/);
  expect(allGroups(statesOf(leader.states(), groups))).toMatchObject([
    { name: 'Bärengruppe', colour: 6, sign: 'squirrel' },
  ]);
});

test('a name is needed; a failure keeps what was chosen', async () => {
  const leader = await fresh('kita');
  const screen = await renderApp(leader, '/gruppen/neu');
  await screen.getByRole('button', { name: 'Anlegen' }).click();
  await expect.element(screen.getByText('Bitte ausfüllen.')).toBeVisible();
  await screen.getByRole('textbox', { name: 'Name' }).fill('Bärengruppe');
  leader.failNext('offline');
  await screen.getByRole('button', { name: 'Anlegen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Keine Verbindung/);
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Bärengruppe');
});

test('a school has classes', async () => {
  const screen = await renderApp(await fresh('school'), '/gruppen');
  await expect.element(screen.getByRole('heading', { name: 'Klassen' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Klasse anlegen' })).toBeVisible();
});

test('guardians have no such page', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/gruppen');
  await expect.element(screen.getByRole('heading', { name: /^Guten/ })).toBeVisible();
  expect(window.location.pathname).toBe('/');
});
