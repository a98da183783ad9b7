import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

const [code, digits] = ['M4K7 Q2X9 T5B1 C8D3', '4829 1573 0664'];

test('the new device shows its code, then the digits, and is in', async () => {
  const { mother } = await lindenhof();
  const client = new FakeClient(mother.world);
  const screen = await renderApp(client, '/anmelden');
  await screen.getByRole('link', { name: 'Mit einem anderen Gerät anmelden' }).click();
  await expect.element(screen.getByTestId('pairing-code')).toMatchTextContent(code);
  await expect.element(screen.getByRole('figure', { name: /QR-Code für das Gerät/ })).toBeVisible();
  await mother.answerPairing(code);
  await expect.element(screen.getByTestId('digits'), { timeout: 10_000 }).toMatchTextContent(digits);
  await mother.admitPaired(digits);
  await expect.element(screen.getByRole('navigation'), { timeout: 10_000 }).toBeVisible();
  expect(client.snapshot().login).toBe('Ayşe Yılmaz');
});

test('a code that is over is said, and another can be had', async () => {
  const { mother } = await lindenhof();
  const client = new FakeClient(mother.world);
  const screen = await renderApp(client, '/neues-geraet');
  await expect.element(screen.getByTestId('pairing-code')).toBeVisible();
  mother.world.pairing = null;
  await expect.element(screen.getByRole('alert'), { timeout: 10_000 }).toMatchTextContent(/abgelaufen/);
  await screen.getByRole('button', { name: 'Neuen Code zeigen' }).click();
  await expect.element(screen.getByTestId('pairing-code')).toBeVisible();
});

test('the signed-in device takes the scanned code, waits, and asks for the digits', async () => {
  const { mother } = await lindenhof();
  const fresh = new FakeClient(mother.world);
  await fresh.applyForPairing();
  const screen = await renderApp(mother, `/geraet#${code.replaceAll(' ', '')}`);
  expect(window.location.hash).toBe('');
  await expect.element(screen.getByText(/will in Ihr Konto/)).toBeVisible();
  await screen.getByRole('button', { name: 'Weiter' }).click();
  const field = screen.getByRole('textbox', { name: 'Zwölf Ziffern vom neuen Gerät' });
  await field.fill('000000000000');
  await screen.getByRole('button', { name: 'Gerät zulassen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Es wurde nichts übergeben/);
  expect((await fresh.awaitPairing()).isIn).toBe(false);
  await field.fill(digits);
  await screen.getByRole('button', { name: 'Gerät zulassen' }).click();
  await expect.element(screen.getByText('Das neue Gerät ist zugelassen.')).toBeVisible();
  expect((await fresh.awaitPairing()).isIn).toBe(true);
});

test('a mistyped code is said, and stays', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/geraet');
  const field = screen.getByRole('textbox', { name: 'Code vom neuen Gerät' });
  await screen.getByRole('button', { name: 'Weiter' }).click();
  await expect.element(screen.getByText('Bitte ausfüllen.')).toBeVisible();
  await field.fill('M4K7');
  await screen.getByRole('button', { name: 'Weiter' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/vertippt/);
  await expect.element(field).toHaveValue('M4K7');
});
