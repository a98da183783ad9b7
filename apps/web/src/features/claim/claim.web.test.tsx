import { posts } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, newWorld, password } from '../../testing/scenes.ts';

async function openLetter() {
  const { leader, mother } = await lindenhof();
  const letter = leader.world.letters.find(({ isUsed }) => !isUsed);
  if (letter === undefined) throw new Error('no open letter');
  return { leader, mother, letter, client: new FakeClient(leader.world) };
}

test('scan, type the code, read at once, choose an account, be inside', async () => {
  const { client, letter } = await openLetter();
  const screen = await renderApp(client, `/brief#${letter.fragment}`);
  expect(window.location.href).not.toContain(letter.fragment);
  await screen
    .getByRole('textbox', { name: 'Schlüssel vom Brief' })
    .fill(`${letter.code.slice(0, 4)} ${letter.code.slice(4).toLowerCase()}`);
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();

  await expect.element(screen.getByRole('heading', { name: 'Willkommen bei KiTa Lindenhof' })).toBeVisible();
  await expect.element(screen.getByText('Dieser Brief ist für Petra Schäfer (Mutter von Ben und Ida).')).toBeVisible();
  await expect.element(screen.getByText(/am Freitag feiern wir/)).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue('Petra Schäfer');

  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('petra');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Zugang einrichten' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ihr Wiederherstellungsblatt' })).toBeVisible();
  await screen.getByRole('button', { name: 'Später' }).click();
  await expect.element(screen.getByRole('navigation')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Sommerfest/ })).toBeVisible();
  expect(client.snapshot().institution?.standing).toBe('guardian');
});

test('what was open on the letter’s page is read after joining, for oneself and for the team; what was closed is not', async () => {
  const { client, leader, letter } = await openLetter();
  const screen = await renderApp(client, `/brief#${letter.fragment}`);
  await screen.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code);
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  // The newest stands open; the trip to the zoo does not.
  await expect.element(screen.getByText(/am Freitag feiern wir/)).toBeVisible();
  await expect.element(screen.getByText(/fahren wir mit dem Bus/)).not.toBeVisible();
  const marks = () =>
    [...statesOf(leader.states(), posts).values()].flatMap(({ readings }) =>
      [...readings.values()].flatMap((register) => register.map(({ value }) => value)),
    );
  const before = marks().length;
  await expect.poll(() => client.wordsOfLetter).toBe(1);
  expect(marks()).toHaveLength(before);

  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('petra');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Zugang einrichten' }).click();
  await screen.getByRole('button', { name: 'Später' }).click();
  await screen
    .getByRole('navigation')
    .getByRole('link', { name: /Nachrichten/u })
    .click();
  const [party, trip] = [screen.getByRole('link', { name: /Sommerfest/u }), screen.getByRole('link', { name: /Zoo/u })];
  await expect.element(trip).toMatchTextContent(/neu/u);
  await expect.element(party).not.toMatchTextContent(/neu/u);
  const me = client.snapshot().institution?.me ?? '';
  expect(marks().filter(({ reader }) => reader === me)).toHaveLength(1);
  expect(marks()).toHaveLength(before + 1);
});

test('a post that one opens on the letter’s page is read as well', async () => {
  const { client, letter } = await openLetter();
  const screen = await renderApp(client, `/brief#${letter.fragment}`);
  await screen.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code);
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await screen.getByText('Ausflug in den Zoo').click();
  await expect.poll(() => client.wordsOfLetter).toBe(2);
  await screen.getByText('Ausflug in den Zoo').click();
  await screen.getByText('Ausflug in den Zoo').click();
  expect(client.wordsOfLetter).toBe(2);
});

test('without a camera: all 34 characters', async () => {
  const { client, letter } = await openLetter();
  const screen = await renderApp(client, '/brief');
  const field = screen.getByRole('textbox', { name: '34 Zeichen vom Brief' });
  await field.fill(letter.typed.slice(0, 20));
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByText(/Das sind 20 von 34 Zeichen/)).toBeVisible();
  await field.fill(letter.typed.replaceAll(/(.{4})/g, '$1 '));
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Willkommen bei KiTa Lindenhof' })).toBeVisible();
});

test('a wrong code and a used letter are told apart, and the code stays', async () => {
  const { client, leader, letter } = await openLetter();
  const screen = await renderApp(client, `/brief#${letter.fragment}`);
  const field = screen.getByRole('textbox', { name: 'Schlüssel vom Brief' });
  await field.fill('AAAA BBBB');
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/passen nicht zusammen/);
  await expect.element(field).toHaveValue('AAAA BBBB');
  leader.world.claimLetter(letter.invite, 'a'.repeat(32));
  await field.fill(letter.code);
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/schon benutzt oder ist abgelaufen/);
});

test('a letter that is scanned while the app is open is noticed', async () => {
  const screen = await renderApp(new FakeClient(newWorld()), '/brief');
  await expect.element(screen.getByRole('textbox', { name: '34 Zeichen vom Brief' })).toBeVisible();
  window.location.hash = '#another-letter';
  await expect.element(screen.getByRole('textbox', { name: 'Schlüssel vom Brief' })).toBeVisible();
  expect(window.location.hash).toBe('');
});

test('who is signed in says for whom the letter is: for somebody else it is opened beside them', async () => {
  const { mother, letter } = await openLetter();
  const login = mother.snapshot().login ?? '';
  const screen = await renderApp(mother, `/brief#${letter.fragment}`);
  await expect.element(screen.getByRole('heading', { name: 'Sie sind schon angemeldet' })).toBeVisible();
  await screen.getByRole('button', { name: 'Für jemand anderen' }).click();
  await screen.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code);
  await screen.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Willkommen bei KiTa Lindenhof' })).toBeVisible();
  expect(mother.snapshot().here.accounts.map(({ name }) => name)).toContain(login);
});
