import { allAppointments, appointments } from '@obhut/domain/appointments.ts';
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';
import { typeDay } from '../../testing/type-day.ts';

const today = wallAt(Date.now()).date;
const id = 'd'.repeat(32);

function announce(client: FakeClient, more: object = {}) {
  const text = { title: 'Laternenfest', place: 'Hof', note: '' };
  const when = { from: addDays(today, 1), until: addDays(today, 1), start: '17:00', end: '18:30' };
  const body = { appointment: id, ...text, ...when, isClosed: false, ...more };
  const space = client.world.spaceOfKind('everyone').id;
  return client.send({ space, type: 'appointment/announced@1', body, expiry: 30_000, notify: 'normal' });
}

function said(client: FakeClient) {
  return allAppointments(statesOf(client.states(), appointments), []);
}

test('staff announce closing days to two groups; mistakes are named first', async () => {
  const { leader, mother } = await lindenhof();
  const screen = await renderApp(leader, '/kalender');
  await screen.getByRole('link', { name: 'Neuer Termin' }).click();
  await screen.getByText('Schließtag').click();
  await typeDay('Erster Tag', addDays(today, 3));
  await typeDay(/Letzter Tag/u, addDays(today, 2));
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie, für wen.')).toBeVisible();
  await expect.element(screen.getByText('Bitte ein paar Worte, höchstens 200 Zeichen.')).toBeVisible();
  await expect.element(screen.getByText('Bitte ein Datum, nicht vor dem ersten Tag.')).toBeVisible();
  await screen.getByText('Igelgruppe', { exact: true }).click();
  await screen.getByText('Bärengruppe', { exact: true }).click();
  await screen.getByRole('textbox', { name: 'Was' }).fill('Teamtage');
  await typeDay(/Letzter Tag/u, addDays(today, 4));
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Teamtage' })).toBeVisible();
  await expect.element(screen.getByText('Bärengruppe und Igelgruppe')).toBeVisible();
  expect(said(leader)).toMatchObject([{ title: 'Teamtage', isClosed: true, start: null }]);
  expect(said(leader)[0]?.spaces).toHaveLength(2);
  expect(said(mother)[0]?.spaces).toHaveLength(1);
});

test('a guardian sees the next three on Heute, and all in the calendar', async () => {
  const { leader, mother } = await lindenhof();
  for (const [index, title] of ['Eins', 'Zwei', 'Drei', 'Vier'].entries()) {
    const day = addDays(today, index);
    await announce(leader, { appointment: String(index).repeat(32), title, from: day, until: day });
  }
  await announce(leader, { title: 'Vorbei', from: addDays(today, -2), until: addDays(today, -1) });
  const screen = await renderApp(mother, '/');
  const next = screen.getByRole('list', { name: 'Nächste Termine' });
  await expect.element(next).toMatchTextContent(/Eins.*17:00 bis 18:30.*Zwei.*Drei/u);
  await expect.element(next).not.toMatchTextContent(/Vier|Vorbei/u);
  await screen.getByRole('link', { name: 'Kalender' }).click();
  await expect.element(screen.getByRole('link', { name: /Vier/u })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Vorbei/u })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: 'Neuer Termin' })).not.toBeInTheDocument();
});

test('the month shows what is on the chosen day, and is moved about in by keys', async () => {
  const { leader, mother } = await lindenhof();
  await announce(leader, { from: addDays(today, -1), until: today, title: 'Zeltlager' });
  const screen = await renderApp(mother, '/kalender');
  await screen.getByRole('tab', { name: 'Monat' }).click();
  await expect.element(screen.getByRole('link', { name: /Zeltlager/u })).toBeVisible();
  await expect.element(screen.getByText('1 Termin', { exact: true })).toBeVisible();
  const chosen = screen.getByRole('grid').element().querySelector<HTMLElement>('[data-selected]');
  chosen?.focus();
  chosen?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
  await expect
    .poll(() => document.activeElement?.getAttribute('aria-label'))
    .not.toBe(chosen?.getAttribute('aria-label'));
  (document.activeElement instanceof HTMLElement ? document.activeElement : null)?.click();
  await expect.element(screen.getByText('Kein Termin an diesem Tag.')).toBeVisible();
});

test('what is changed says so, and what is cancelled stays to be seen', async () => {
  const { leader, mother } = await lindenhof();
  await announce(leader);
  const screen = await renderApp(leader, `/kalender/${id}`);
  await screen.getByRole('link', { name: 'Termin ändern' }).click();
  await screen.getByLabelText('Beginn').fill('16:30');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText('geändert')).toBeVisible();
  await expect.element(screen.getByText(/16:30 bis 18:30/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Absagen' }).click();
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Absagen' }).click();
  await expect.element(screen.getByText('abgesagt')).toBeVisible();
  expect(said(mother)).toMatchObject([{ title: 'Laternenfest', start: '16:30', status: 'cancelled' }]);
});

test('without a network it waits and says so', async () => {
  const { leader } = await lindenhof();
  leader.setOnline(false);
  await announce(leader);
  const screen = await renderApp(leader, '/kalender');
  await expect.element(screen.getByRole('link', { name: /Laternenfest.*wird gesendet/u })).toBeVisible();
  leader.setOnline(true);
  await expect.element(screen.getByText('wird gesendet')).not.toBeInTheDocument();
});

test('a page for none says so', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/kalender/unknown');
  await expect.element(screen.getByText(/Diesen Termin gibt es nicht mehr/u)).toBeVisible();
});
