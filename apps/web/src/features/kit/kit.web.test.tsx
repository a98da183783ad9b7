import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { kitSheet } from '../../testing/fake-kit.ts';
import { fakeToday } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, password } from '../../testing/scenes.ts';

/** A device that knows nothing, on which the sheet was typed. */
async function asking(leader: FakeClient): Promise<FakeClient> {
  const client = new FakeClient(leader.world);
  await client.register('petra', password);
  const named = { type: 'profile/named@1', body: { name: 'Petra Ahrens' }, expiry: 0, notify: 'none' as const };
  await client.requestRecovery(kitSheet, [named]);
  return client;
}

const digitsOf = (client: FakeClient) => client.snapshot().recovering?.digits ?? '';

test('the sheet is typed line by line; a slip of the pen is shown where it is; then one waits', async () => {
  const { leader } = await lindenhof();
  const client = new FakeClient(leader.world);
  const screen = await renderApp(client, '/anmelden');
  await screen.getByRole('link', { name: 'Ich habe das Tresorblatt' }).click();
  for (const [index, line] of kitSheet.entries()) {
    const typed = index === 3 ? line.replace('5678', '5679') : line.toLowerCase();
    await screen.getByRole('textbox', { name: `Zeile ${String(index + 1)}` }).fill(typed);
  }
  await screen.getByRole('textbox', { name: 'Ihr Name' }).fill('Petra Ahrens');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('petra');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Um Zugang bitten' }).click();
  const fourth = screen.getByRole('textbox', { name: 'Zeile 4' });
  await expect.element(fourth).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByRole('textbox', { name: 'Zeile 3' })).not.toHaveAttribute('aria-invalid', 'true');
  expect(client.snapshot().login).toBeNull();
  await fourth.fill(kitSheet[3] ?? '');
  await screen.getByRole('button', { name: 'Um Zugang bitten' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ihre Anfrage mit dem Tresorblatt' })).toBeVisible();
  await expect.element(screen.getByTestId('digits')).toMatchTextContent(digitsOf(client).slice(0, 4));
  await expect.element(screen.getByText(/ab dem 27\. November 2026 von selbst auf/)).toBeVisible();
});

test('an owner sees it on every page, compares the digits and approves; who asked is in and makes a new sheet', async () => {
  const { leader } = await lindenhof();
  const client = await asking(leader);
  const owner = await renderApp(leader, '/nachrichten');
  await expect.element(owner.getByText(/am 23\. November 2026 mit dem Tresorblatt/)).toBeVisible();
  await owner.getByRole('link', { name: 'Ansehen' }).click();
  const digits = owner.getByRole('textbox', { name: 'Zwölf Ziffern' });
  await digits.fill('0000 0000 0000');
  await owner.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(owner.getByRole('alert')).toMatchTextContent(/Es wurde nichts geändert/);
  await digits.fill(digitsOf(client));
  await owner.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(owner.getByText(/Es ist zugestimmt/)).toBeVisible();
  await owner.unmount();

  const screen = await renderApp(client, '/anmelden');
  await expect.element(screen.getByRole('heading', { name: 'Neues Tresorblatt' })).toBeVisible();
  await expect.element(screen.getByText(/Damit ist es verbraucht/)).toBeVisible();
  await screen.getByRole('button', { name: 'Neues Blatt zeigen' }).click();
  await expect.element(screen.getByTestId('kit').nth(5)).toMatchTextContent('K7QM X4TP A2B3 C4D5');
  await screen.getByRole('textbox', { name: 'Letzte Gruppe der sechsten Zeile' }).fill('0000');
  await screen.getByRole('button', { name: 'Das Blatt liegt im Tresor' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht die letzte Gruppe/);
  await screen.getByRole('textbox', { name: 'Letzte Gruppe der sechsten Zeile' }).fill('c4d5');
  await screen.getByRole('button', { name: 'Das Blatt liegt im Tresor' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ihr Wiederherstellungsblatt' })).toBeVisible();
  expect(leader.world.hasKit).toBe(true);
  await screen.unmount();

  const after = await renderApp(leader, '/');
  const used = after.getByRole('list', { name: 'Mit dem Tresorblatt hereingekommen' });
  await expect.element(used).toMatchTextContent(/Petra Ahrens/);
});

test('an owner refuses, and is led to a new sheet; who asked is told, and begins anew', async () => {
  const { leader } = await lindenhof();
  const client = await asking(leader);
  const owner = await renderApp(leader, '/tresorblatt/anfrage');
  await owner.getByRole('button', { name: 'Ablehnen' }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Ablehnen' }).click();
  await expect.element(owner.getByText(/Dann gilt das alte nicht mehr/)).toBeVisible();
  await expect.element(owner.getByRole('link', { name: 'Neues Tresorblatt' })).toBeVisible();
  await owner.unmount();
  const screen = await renderApp(client, '/');
  await expect.element(screen.getByText(/Jemand von der Leitung hat abgelehnt/)).toBeVisible();
  await screen.getByRole('button', { name: 'Blatt noch einmal eingeben' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Mit dem Tresorblatt herein' })).toBeVisible();
  await expect.element(screen.getByText(/Ihr Konto „petra“ ist schon angelegt/)).toBeVisible();
});

test('where no sheet holds, owners are told; who is none sees neither request nor sheet', async () => {
  const { leader, mother } = await lindenhof();
  leader.world.hasKit = false;
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'team');
  const owner = await renderApp(leader, '/');
  await expect.element(owner.getByText(/Es gibt kein Tresorblatt, das gilt/)).toBeVisible();
  await owner.getByRole('link', { name: 'Neues Tresorblatt' }).click();
  await expect.element(owner.getByText('Zurzeit gibt es kein Blatt, das gilt.')).toBeVisible();
  await owner.unmount();
  leader.world.recovery = { persona: leader.world.newId(), since: fakeToday, isApproved: false };
  leader.world.changed();
  const screen = await renderApp(mother, '/mehr');
  await expect.element(screen.getByRole('link', { name: /Team und Leitung/ })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Neues Tresorblatt/ })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: 'Ansehen' })).not.toBeInTheDocument();
});
