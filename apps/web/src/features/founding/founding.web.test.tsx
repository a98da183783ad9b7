import { expect, test } from 'vitest';
import { nameAndKind, institution } from '@obhut/domain/institution.ts';
import { statesOf } from '../../shell/use-client.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { foundingCode } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, newWorld, password } from '../../testing/scenes.ts';

async function fill(screen: Awaited<ReturnType<typeof renderApp>>, secret = password) {
  await screen.getByRole('textbox', { name: 'Name der Einrichtung' }).fill('KiTa  Lindenhof ');
  await screen.getByText('KiTa', { exact: true }).click();
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
