import type { CDPSession } from '@vitest/browser-playwright';
import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, password } from '../../testing/scenes.ts';

const browser = (): CDPSession => cdp();

/** A virtual authenticator that is always there and always agrees. */
async function authenticator(hasPrf: boolean): Promise<void> {
  await browser().send('WebAuthn.enable');
  await browser().send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  });
}

afterEach(async () => {
  await browser().send('WebAuthn.disable');
});

async function make(client: FakeClient, typed: string) {
  const screen = await renderApp(client, '/passkey');
  await screen.getByLabelText('Ihr Passwort', { exact: true }).fill(typed);
  await screen.getByRole('button', { name: 'Passkey erstellen' }).click();
  return screen;
}

test('a passkey is made after the password, stands in the list, and opens the account alone', async () => {
  await authenticator(true);
  const { mother } = await lindenhof();
  const wrong = await make(mother, 'falsch');
  await expect.element(wrong.getByRole('alert')).toMatchTextContent(/nicht Ihr Passwort/);
  await wrong.unmount();
  const screen = await make(mother, password);
  await expect.element(screen.getByText(/Ihr Passkey ist eingerichtet/)).toBeVisible();
  await screen.getByRole('link', { name: 'Zurück' }).first().click();
  await expect.element(screen.getByRole('list', { name: 'Ihre Wege herein' })).toMatchTextContent(/Passkey/);
  await screen.unmount();

  const client = new FakeClient(mother.world);
  const login = await renderApp(client, '/anmelden');
  await login.getByRole('button', { name: 'Passkey benutzen' }).click();
  await expect.element(login.getByRole('navigation')).toBeVisible();
  expect(client.snapshot().login).toBe('Ayşe Yılmaz');
});

test('a passkey of another account’s past is unknown; none at all is said', async () => {
  await authenticator(true);
  const { mother } = await lindenhof();
  const none = await renderApp(new FakeClient(mother.world), '/anmelden');
  await none.getByRole('button', { name: 'Passkey benutzen' }).click();
  await expect.element(none.getByRole('alert')).toMatchTextContent(/keinen Passkey hergegeben/);
  await none.unmount();
  const made = await make(mother, password);
  await expect.element(made.getByText(/Ihr Passkey ist eingerichtet/)).toBeVisible();
  await made.unmount();
  const { father } = await lindenhof();
  const screen = await renderApp(new FakeClient(father.world), '/anmelden');
  await screen.getByRole('button', { name: 'Passkey benutzen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/zu keinem Konto hier/);
});

test('a passkey without PRF is refused with what to do', async () => {
  await authenticator(false);
  const { mother } = await lindenhof();
  const screen = await make(mother, password);
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/bleiben Sie beim Passwort/);
  expect((await mother.ways()).map(({ kind }) => kind)).toEqual(['password']);
});
