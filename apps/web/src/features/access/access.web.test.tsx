import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, password } from '../../testing/scenes.ts';

const newPassword = 'Pfirsich Anker Lampion 7';

async function drawnSheet(client: FakeClient) {
  const screen = await renderApp(client, '/wiederherstellungsblatt');
  await screen.getByLabelText('Ihr Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Blatt zeigen' }).click();
  await expect.element(screen.getByTestId('recovery')).toBeVisible();
  return screen;
}

test('the sheet is shown after the password, and holds when its last group was read from it', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/wiederherstellungsblatt');
  const field = screen.getByLabelText('Ihr Passwort', { exact: true });
  await field.fill('falsch');
  await screen.getByRole('button', { name: 'Blatt zeigen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht Ihr Passwort/);
  await field.fill(password);
  await screen.getByRole('button', { name: 'Blatt zeigen' }).click();
  await expect.element(screen.getByTestId('recovery')).toMatchTextContent(/^Q4T7 /);
  expect(screen.getByTestId('second-secret').elements()).toEqual([]);

  const group = screen.getByRole('textbox', { name: 'Letzte Gruppe des Wiederherstellungscodes' });
  await group.fill('AAAA');
  await screen.getByRole('button', { name: 'Das Blatt ist sicher' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht die letzte Gruppe/);
  expect((await mother.ways()).map(({ kind }) => kind)).toEqual(['password']);
  await group.fill('z3y5');
  await screen.getByRole('button', { name: 'Das Blatt ist sicher' }).click();
  await expect
    .element(screen.getByRole('list', { name: 'Ihre Wege herein' }))
    .toMatchTextContent(/Wiederherstellungscode/);
});

test('a code is removed after a question, and then its lack is said', async () => {
  const { mother } = await lindenhof();
  await mother.drawSheet(password);
  await mother.keepSheet('Z3Y5');
  const screen = await renderApp(mother, '/anmeldung');
  await screen.getByRole('button', { name: 'Entfernen' }).click();
  const dialog = screen.getByRole('alertdialog', { name: 'Wiederherstellungscode entfernen?' });
  await dialog.getByRole('button', { name: 'Entfernen' }).click();
  await expect.element(screen.getByText(/noch keinen Wiederherstellungscode/)).toBeVisible();
});

test('staff have a second secret on the sheet, and are asked for it on a new device', async () => {
  const { leader } = await lindenhof();
  const sheet = await drawnSheet(leader);
  await expect.element(sheet.getByTestId('second-secret')).toMatchTextContent(/^A7Q2 /);
  await leader.keepSheet('Z3Y5');
  await sheet.unmount();

  const screen = await renderApp(new FakeClient(leader.world), '/anmelden');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('sabine');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Anmelden' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/zum ersten Mal/);
  const field = screen.getByRole('textbox', { name: 'Geräteschlüssel' });
  await field.fill('falsch');
  await screen.getByRole('button', { name: 'Anmelden' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/gehört nicht zu diesem Konto/);
  await field.fill('A7Q2 K9M4 X1C8 V5B3 N6T0 R2W4 Y8Z1 C3D5');
  await screen.getByRole('button', { name: 'Anmelden' }).click();
  await expect.element(screen.getByRole('navigation')).toBeVisible();
});

test('whoever forgot the password comes in with the code, and chooses another', async () => {
  const { mother } = await lindenhof();
  const { recovery } = await mother.drawSheet(password);
  await mother.keepSheet('Z3Y5');
  const client = new FakeClient(mother.world);
  const screen = await renderApp(client, '/anmelden');
  await screen.getByRole('link', { name: 'Passwort vergessen' }).click();
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('Ayşe Yılmaz');
  await screen.getByRole('textbox', { name: 'Wiederherstellungscode' }).fill('AAAA');
  await screen.getByLabelText('Neues Passwort', { exact: true }).fill(newPassword);
  await screen.getByRole('button', { name: 'Neues Passwort setzen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/passen nicht zusammen/);
  await screen.getByRole('textbox', { name: 'Wiederherstellungscode' }).fill(recovery);
  await screen.getByRole('button', { name: 'Neues Passwort setzen' }).click();
  await expect.element(screen.getByRole('navigation')).toBeVisible();
  await expect(mother.changePassword(password, 'x')).rejects.toMatchObject({ failure: 'wrong-password' });
});

test('the password is changed with the old one, and a weak one is not taken', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/passwort');
  await screen.getByLabelText('Bisheriges Passwort', { exact: true }).fill(password);
  const next = screen.getByLabelText('Neues Passwort', { exact: true });
  await next.fill('passwort1');
  await screen.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect.element(screen.getByText(/leicht zu erraten/)).toBeVisible();
  await next.fill(newPassword);
  await screen.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect.element(screen.getByText('Ihr Passwort ist geändert.')).toBeVisible();
  await new FakeClient(mother.world).login('Ayşe Yılmaz', newPassword);
});

test('the account is deleted by name and password, and says what stays', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/konto-loeschen');
  await expect.element(screen.getByText(/Leiten Sie als Einzige:r/)).toBeVisible();
  await expect.element(screen.getByText(/bis die Leitung Sie entfernt/)).toBeVisible();
  await screen.getByLabelText('Ihr Passwort', { exact: true }).fill(password);
  const name = screen.getByRole('textbox', { name: 'Ihr Anmeldename zur Bestätigung' });
  await name.fill('jemand');
  await screen.getByRole('button', { name: 'Konto endgültig löschen' }).click();
  await expect.element(screen.getByText('Das ist nicht Ihr Anmeldename.')).toBeVisible();
  expect(leader.snapshot().phase).toBe('ready');
  await name.fill('sabine');
  await screen.getByRole('button', { name: 'Konto endgültig löschen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  expect(leader.world.accounts.has('sabine')).toBe(false);
});
