import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, publish } from '../../testing/scenes.ts';

test('it says who I am', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/mehr');
  const me = screen.getByRole('list', { name: 'Angemeldet' });
  await expect.element(me).toMatchTextContent(/Ayşe Yılmaz/);
  await expect.element(me).toMatchTextContent(/KiTa Lindenhof\s*Eltern/);
});

test('logging out is confirmed by name and says what is lost', async () => {
  const { leader } = await lindenhof();
  leader.setOnline(false);
  await publish(leader, leader.world.spaceOfKind('everyone').id, 'Heizung', 'Warme Kleidung');
  const screen = await renderApp(leader, '/mehr');
  await screen.getByRole('button', { name: 'Abmelden' }).click();
  const dialog = screen.getByRole('alertdialog', { name: '„sabine“ auf diesem Gerät abmelden?' });
  await expect.element(dialog).toMatchTextContent(/1 Nachricht ist noch nicht gesendet/);
  await screen.getByRole('button', { name: 'Angemeldet bleiben' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(leader.snapshot().phase).toBe('ready');
  await screen.getByRole('button', { name: 'Abmelden' }).click();
  await screen.getByRole('button', { name: 'Abmelden und löschen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  expect(leader.snapshot()).toMatchObject({ phase: 'signed-out', outbox: [] });
});

test('the honest page is open to everybody', async () => {
  const { mother } = await lindenhof();
  await mother.logout();
  const screen = await renderApp(mother, '/schutz');
  await expect.element(screen.getByRole('heading', { name: 'Das ist nicht geschützt' })).toBeVisible();
});
