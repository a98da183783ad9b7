import { expect, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, password } from '../../testing/scenes.ts';

const touch = (kind: string) => void document.body.dispatchEvent(new Event(kind, { bubbles: true }));

test('my devices are listed, this one first, and get another name', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/geraete');
  const list = screen.getByRole('list', { name: 'Meine Geräte' });
  await expect.element(list.getByRole('listitem').first()).toMatchTextContent(/Chrome · Windows.*Dieses Gerät · Seit/);
  await list.getByRole('listitem').nth(1).getByRole('button', { name: 'Umbenennen' }).click();
  await screen.getByRole('textbox', { name: 'Name des Geräts' }).fill('Altes Telefon');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(list.getByText('Altes Telefon')).toBeVisible();
});

test('another device is ended after a question that says what it cannot do; this one is not', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/geraete');
  const end = screen.getByRole('button', { name: 'Abmelden', exact: true });
  await end.click();
  const question = screen.getByRole('alertdialog', { name: '„Safari · iPhone“ abmelden?' });
  await expect.element(question).toMatchTextContent(/ebenso seine Schlüssel/);
  await expect.element(question.getByRole('link', { name: 'Gerät verloren: Zugang erneuern' })).toBeVisible();
  await question.getByRole('button', { name: 'Abmelden' }).click();
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(screen.getByText('Safari · iPhone')).not.toBeInTheDocument();
  await expect.element(end).not.toBeInTheDocument();
});

test('when it locks by itself, and how it greets, is set for this device', async () => {
  const { leader, mother } = await lindenhof();
  expect(mother.snapshot().here.idleMinutes).toBe(0);
  expect(leader.snapshot().here.idleMinutes).toBe(15);
  const screen = await renderApp(leader, '/dieses-geraet');
  await expect.element(screen.getByRole('radio', { name: 'Nach 15 Minuten' })).toBeChecked();
  await screen.getByText('Nach 60 Minuten').click();
  await expect.poll(() => leader.snapshot().here.idleMinutes).toBe(60);
  const name = screen.getByRole('textbox', { name: 'Ihr Name auf der Startseite' });
  await name.fill('');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(name).toHaveAttribute('aria-invalid', 'true');
  await name.fill('Sabine');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByText('Gespeichert.')).toBeVisible();
  await leader.lock();
  await expect.element(screen.getByRole('link', { name: /^Sabine/ })).toBeVisible();
});

test('whoever touches the device is there; it is told at most once a second', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/dieses-geraet');
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    // What listens comes after the page.
    await expect
      .poll(() => {
        touch('keydown');
        return leader.touches;
      })
      .toBe(1);
    for (let count = 0; count < 20; count++) touch('pointerdown');
    vi.setSystemTime(Date.now() + 1000);
    touch('wheel');
    await expect.poll(() => leader.touches).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a locked account is unlocked by its password; a device that was ended says why', async () => {
  const { leader } = await lindenhof();
  await leader.end();
  const screen = await renderApp(leader, '/');
  await screen.getByRole('link', { name: /^sabine/ }).click();
  await expect.element(screen.getByText(/von einem anderen Ihrer Geräte abgemeldet/)).toBeVisible();
  const field = screen.getByLabelText('Passwort', { exact: true });
  await field.fill('falsch');
  await screen.getByRole('button', { name: 'Entsperren' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht Ihr Passwort/);
  await field.fill(password);
  await screen.getByRole('button', { name: 'Entsperren' }).click();
  await expect.element(screen.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
});

test('a draft is kept under its author’s lock, and a text whose last letter is down asks nothing when the page closes', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Noch nicht fertig');
  await expect.poll(() => leader.snapshot().here.drafts).toEqual([{ key: 'post text', text: 'Noch nicht fertig' }]);
  const closing = new Event('beforeunload', { cancelable: true });
  await expect.poll(() => window.dispatchEvent(closing)).toBe(true);
  await leader.leave();
  await expect.element(screen.getByRole('button', { name: 'Weiter als sabine' })).toBeVisible();
  expect(leader.snapshot().here.drafts).toEqual([]);
  await screen.getByRole('button', { name: 'Weiter als sabine' }).click();
  await expect.poll(() => leader.snapshot().here.drafts).toHaveLength(1);
});
