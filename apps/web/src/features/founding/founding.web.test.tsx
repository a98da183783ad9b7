import { expect, test } from 'vitest';
import { descriptionOf, institution, nameAndKind } from '@obhut/domain/institution.ts';
import { years, yearsOf } from '@obhut/domain/years.ts';
import { statesOf } from '../../shell/use-client.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { foundingCode } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, newWorld, password } from '../../testing/scenes.ts';

async function fill(screen: Awaited<ReturnType<typeof renderApp>>, secret = password) {
  await screen.getByRole('textbox', { name: 'Name der Einrichtung' }).fill('KiTa  Lindenhof ');
  await screen.getByText('KiTa', { exact: true }).click();
  await screen.getByRole('combobox', { name: 'Bundesland' }).selectOptions('Bayern');
  await screen.getByText('Katholisch (Pfarrei, Bistum, Caritas)', { exact: true }).click();
  await screen.getByRole('combobox', { name: 'Bistum' }).selectOptions('Passau');
  await screen.getByRole('textbox', { name: 'Ihr Name' }).fill('Sabine Brandt');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('sabine');
  await screen.getByLabelText('Passwort', { exact: true }).fill(secret);
  await screen.getByRole('button', { name: 'Gründen' }).click();
}

test('from the founding code over the Tresorblatt to the first steps', async () => {
  const client = new FakeClient(newWorld());
  const screen = await renderApp(client, `/gruenden#${foundingCode}`);
  await expect.element(screen.getByRole('heading', { name: 'Einrichtung gründen' })).toBeVisible();
  expect(window.location.hash).toBe('');
  await fill(screen);

  await expect.element(screen.getByRole('heading', { name: 'Das Tresorblatt' })).toBeVisible();
  await expect.element(screen.getByTestId('kit').first()).toMatchTextContent(/K7QM X4TP/);
  await expect.element(screen.getByRole('button', { name: 'Weiter' })).toBeDisabled();
  await screen.getByText('Ich habe das Blatt gedruckt oder abgeschrieben', { exact: true }).click();
  await screen.getByRole('button', { name: 'Weiter' }).click();
  await screen.getByRole('button', { name: 'Später' }).click();

  await expect.element(screen.getByRole('link', { name: /Erste Gruppe anlegen/ })).toBeVisible();
  expect(client.snapshot().kit).toBeNull();
  expect(nameAndKind(statesOf(client.states(), institution))).toEqual({ name: 'KiTa Lindenhof', kind: 'kita' });
  expect(descriptionOf(statesOf(client.states(), institution))).toEqual({
    state: 'BY',
    carrier: '',
    body: 'church-catholic',
    diocese: 'Passau',
    yearBegins: '09-01',
  });
  const all = yearsOf(statesOf(client.states(), years), client.snapshot().institution?.spaces ?? [], '2026-11-28');
  expect(all.map(({ when, from }) => [when, from.slice(4)])).toEqual([['now', '-09-01']]);
});

test('what is missing is said where it is missing; a home has no year', async () => {
  const client = new FakeClient(newWorld());
  const screen = await renderApp(client, `/gruenden#${foundingCode}`);
  await screen.getByText('KiTa', { exact: true }).click();
  await expect.element(screen.getByText('Das Kita-Jahr beginnt am', { exact: true })).toBeVisible();
  await screen.getByText('Schule', { exact: true }).click();
  await expect.element(screen.getByText('Das Schuljahr beginnt am', { exact: true })).toBeVisible();
  await screen.getByText('Haus (Pflege, Wohnen)', { exact: true }).click();
  await expect.element(screen.getByText('Das Schuljahr beginnt am', { exact: true })).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Gründen' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie ein Bundesland.')).toBeVisible();
  await expect.element(screen.getByText('Bitte wählen Sie, was für ein Träger das ist.')).toBeVisible();
  expect(client.snapshot().login).toBeNull();
});

test('leadership corrects it later, and reads which authority is competent', async () => {
  const leader = await foundedBy(newWorld());
  await leader.kitKept();
  const screen = await renderApp(leader, '/mehr');
  await screen.getByRole('link', { name: /Unsere Einrichtung/ }).click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie ein Bundesland.')).toBeVisible();
  await screen.getByRole('combobox', { name: 'Bundesland' }).selectOptions('Bayern');
  await screen.getByText('Evangelisch (Gemeinde, Kirchenkreis, Diakonie)', { exact: true }).click();
  await expect.element(screen.getByText(/Der Beauftragte für den Datenschutz der EKD/)).toBeVisible();
  await screen.getByRole('textbox', { name: 'Träger' }).fill('Kirchengemeinde St. Lukas');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Mehr' })).toBeVisible();
  expect(descriptionOf(statesOf(leader.states(), institution))).toMatchObject({
    state: 'BY',
    carrier: 'Kirchengemeinde St. Lukas',
    body: 'church-protestant',
  });
});

test('a weak password is explained, and what was entered stays', async () => {
  const client = new FakeClient(newWorld());
  const screen = await renderApp(client, `/gruenden#${foundingCode}`);
  await fill(screen, 'Lindenhof2026');
  await expect.element(screen.getByText(/leicht zu erraten/)).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue('Sabine Brandt');
  expect(client.snapshot().login).toBeNull();
});

test('a founding code that does not hold is said beside the button; the account that was made is kept', async () => {
  const client = new FakeClient(newWorld());
  const screen = await renderApp(client, '/gruenden#falsch');
  await fill(screen);
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Gründungscode gilt nicht/);
  await expect.element(screen.getByText(/„sabine“ ist schon angelegt/)).toBeVisible();
});

test('until the Tresorblatt is confirmed there is no other page', async () => {
  const screen = await renderApp(await foundedBy(newWorld()), '/nachrichten');
  await expect.element(screen.getByRole('heading', { name: 'Das Tresorblatt' })).toBeVisible();
  expect(screen.getByRole('navigation').elements()).toEqual([]);
});
