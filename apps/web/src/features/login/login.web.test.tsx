import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, newWorld, password } from '../../testing/scenes.ts';

async function logIn(client: FakeClient, secret: string) {
  const screen = await renderApp(client, '/');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('Ayşe Yılmaz');
  await screen.getByLabelText('Passwort', { exact: true }).fill(secret);
  await screen.getByRole('button', { name: 'Anmelden' }).click();
  return screen;
}

test('whoever is signed out comes to the login, and from there to Heute', async () => {
  const { leader } = await lindenhof();
  const screen = await logIn(new FakeClient(leader.world), password);
  await expect.element(screen.getByRole('link', { name: /Sommerfest/ })).toBeVisible();
});

test('a wrong password is said, and the name stays', async () => {
  const { leader } = await lindenhof();
  const screen = await logIn(new FakeClient(leader.world), 'falsch');
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Anmeldename oder Passwort stimmt nicht/);
  await expect.element(screen.getByRole('textbox', { name: 'Anmeldename' })).toHaveValue('Ayşe Yılmaz');
});

test('without a network it says so', async () => {
  const { leader } = await lindenhof();
  const client = new FakeClient(leader.world);
  client.setOnline(false);
  const screen = await logIn(client, password);
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Keine Verbindung/);
});

test('an account without an institution is told what to do', async () => {
  const client = new FakeClient(newWorld());
  await client.register('sabine', password);
  const screen = await renderApp(client, '/');
  await expect.element(screen.getByText(/gehört noch zu keiner Einrichtung/)).toBeVisible();
  await screen.getByRole('button', { name: 'Mit einem anderen Konto anmelden' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Anmeldename' })).toBeVisible();
});

test('the password can be shown', async () => {
  const screen = await renderApp(new FakeClient(newWorld()), '/anmelden');
  const field = screen.getByLabelText('Passwort', { exact: true });
  await expect.element(field).toHaveAttribute('type', 'password');
  await screen.getByRole('button', { name: 'Passwort zeigen' }).click();
  await expect.element(field).toHaveAttribute('type', 'text');
});
