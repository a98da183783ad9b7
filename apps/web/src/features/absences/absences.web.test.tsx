import { allAbsences, absences } from '@obhut/domain/absences.ts';
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { enrol, lindenhof } from '../../testing/scenes.ts';
import { typeDay } from '../../testing/type-day.ts';

const elif = 'e'.repeat(32);
const today = wallAt(Date.now()).date;

/** A ward with its space of the day, and who may see it. */
async function enrolled(leader: FakeClient, ward: string, name: string, people: string[], group: string) {
  const fields = { name, group, sign: 'cat', collectors: 'Oma Helga\nNachbarin Ines' };
  return (await enrol(leader, ward, { fields, people }))['ward/day'] ?? '';
}

async function withWards() {
  const scene = await lindenhof();
  const { leader, mother } = scene;
  const group = leader.world.spaces.find(({ kind }) => kind === 'group')?.id ?? '';
  const me = mother.snapshot().institution?.me ?? '';
  const space = await enrolled(leader, elif, 'Elif Yılmaz', [me], group);
  await enrolled(leader, 'b'.repeat(32), 'Emre Yılmaz', [me], '');
  await enrolled(leader, 'c'.repeat(32), 'Ben Schäfer', [], group);
  return { ...scene, space };
}

function said(client: FakeClient) {
  return allAbsences(statesOf(client.states(), absences), [], { author: '', by: 'staff' });
}

/** As said by the mother at the time of the world. */
function report(client: FakeClient, space: string, more: object = {}) {
  const body = { absence: 'd'.repeat(32), reason: 'ill', from: today, until: today, at: null, collector: '', ...more };
  return client.send({ space, type: 'absence/reported@1', body, expiry: 30_000, notify: 'normal' });
}

test('each ward of a guardian has its card; two presses say that one is ill today', async () => {
  const { mother, father } = await withWards();
  const screen = await renderApp(mother, '/');
  const card = screen.getByRole('region', { name: 'Elif Yılmaz' });
  await expect.element(screen.getByRole('region', { name: 'Emre Yılmaz' })).toBeVisible();
  await expect.element(screen.getByRole('region', { name: 'Ben Schäfer' })).not.toBeInTheDocument();
  await card.getByRole('button', { name: 'Krank melden' }).click();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(card.getByRole('list', { name: 'Gemeldet' })).toMatchTextContent(/krank · heute/u);
  await expect.element(card.getByRole('status')).toMatchTextContent('Angekommen. Das Team kann es lesen.');
  await expect.element(card.getByRole('button', { name: 'Krank melden' })).toHaveFocus();
  expect(said(mother)).toMatchObject([{ reason: 'ill', from: today, until: today, by: 'guardian' }]);
  expect(said(father)).toEqual([]);
});

test('without a network it waits and says so', async () => {
  const { mother, leader } = await withWards();
  const screen = await renderApp(mother, '/');
  const card = screen.getByRole('region', { name: 'Elif Yılmaz' });
  mother.setOnline(false);
  await card.getByRole('button', { name: 'Krank melden' }).click();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(card.getByRole('status')).toMatchTextContent('wird gesendet');
  await expect.element(card.getByText('krank · heute')).toBeVisible();
  expect(said(leader)).toEqual([]);
  mother.setOnline(true);
  await expect.element(card.getByRole('status')).toMatchTextContent(/Angekommen/u);
  expect(said(leader)).toHaveLength(1);
});

test('a guardian corrects until when, withdraws, and takes that back', async () => {
  const { mother, space } = await withWards();
  await report(mother, space);
  const screen = await renderApp(mother, '/');
  await screen.getByRole('button', { name: 'Ändern: krank · heute' }).click();
  await screen.getByRole('combobox', { name: 'Wie lange?' }).selectOptions('bis auf Weiteres');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText('krank bis auf Weiteres')).toBeVisible();
  expect(said(mother)).toMatchObject([{ id: 'd'.repeat(32), until: null }]);
  await screen.getByRole('button', { name: /Ändern/u }).click();
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByRole('list', { name: 'Gemeldet' })).not.toBeInTheDocument();
  expect(said(mother)).toMatchObject([{ isWithdrawn: true }]);
  await expect.element(screen.getByText('krank: zurückgezogen')).toBeVisible();
  mother.failNext('storage-full');
  await screen.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.element(screen.getByText(/kein Platz mehr. Löschen Sie etwas/u)).toBeVisible();
  expect(said(mother)).toHaveLength(1);
  await screen.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.element(screen.getByText('krank bis auf Weiteres')).toBeVisible();
  await expect.element(screen.getByText('krank: zurückgezogen')).not.toBeInTheDocument();
  expect(said(mother)).toMatchObject([{ isWithdrawn: true }, { isWithdrawn: false, until: null }]);
});

test('by keys: F6 leads to what was just done and its way back, and from there to where one was', async () => {
  const { mother, space } = await withWards();
  await report(mother, space);
  const screen = await renderApp(mother, '/');
  await screen.getByRole('button', { name: /Ändern/u }).click();
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  const said = screen.getByRole('alertdialog', { name: 'krank: zurückgezogen' });
  await expect.element(said.getByRole('alert')).toBeVisible();
  const card = screen.getByRole('region', { name: 'Elif Yılmaz' });
  const ill = card.getByRole('button', { name: 'Krank melden' });
  await expect.element(screen.getByRole('dialog', { name: /Elif/u })).not.toBeInTheDocument();
  // What opened the form went with what was withdrawn.
  await expect.element(ill).toHaveFocus();
  await userEvent.keyboard('{F6}');
  await expect.element(screen.getByRole('region', { name: /1/u })).toHaveFocus();
  await userEvent.keyboard('{Tab}{Tab}');
  await expect.element(said.getByRole('button', { name: 'Rückgängig' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(said).not.toBeInTheDocument();
  await expect.element(screen.getByRole('list', { name: 'Gemeldet' })).toBeVisible();
  await expect.element(ill).toHaveFocus();
});

test('what was taken back is told to nobody who comes to the screen next', async () => {
  const { mother, space } = await withWards();
  await report(mother, space);
  const account = mother.snapshot().here.account ?? '';
  const screen = await renderApp(mother, '/');
  await screen.getByRole('button', { name: /Ändern/u }).click();
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByText('krank: zurückgezogen')).toBeVisible();
  await mother.leave();
  await expect.element(screen.getByRole('heading', { name: 'Wer sind Sie?' })).toBeVisible();
  await mother.openHere(account);
  await expect.element(screen.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
  // Asked at once: after a while it would be gone by itself.
  expect(screen.getByText('krank: zurückgezogen').elements()).toEqual([]);
});

test('who was ill for days and is back was ill until yesterday', async () => {
  const { mother, space } = await withWards();
  await report(mother, space, { from: addDays(today, -3), until: null });
  const screen = await renderApp(mother, '/');
  await screen.getByRole('button', { name: /Ändern/u }).click();
  await screen.getByRole('button', { name: 'Ist wieder da' }).click();
  await expect.element(screen.getByRole('list', { name: 'Gemeldet' })).not.toBeInTheDocument();
  expect(said(mother)).toMatchObject([{ until: addDays(today, -1), isWithdrawn: false }]);
});

test('days are chosen in their order, and who picks up from those who are noted', async () => {
  const { mother } = await withWards();
  const screen = await renderApp(mother, '/');
  const card = screen.getByRole('region', { name: 'Elif Yılmaz' });
  await card.getByRole('button', { name: 'Abholung' }).click();
  await screen.getByRole('combobox', { name: 'Wer holt ab?' }).selectOptions('Oma Helga');
  await screen.getByLabelText('Uhrzeit (freiwillig)').fill('15:00');
  await screen.getByRole('combobox', { name: 'Wie lange?' }).selectOptions('Tage auswählen');
  await typeDay('Erster Tag', addDays(today, 2));
  await typeDay('Letzter Tag', addDays(today, 1));
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText(/der letzte nicht vor dem ersten/u)).toBeVisible();
  await typeDay('Letzter Tag', addDays(today, 2));
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(card.getByText(/wird um 15:00 von Oma Helga abgeholt/u)).toBeVisible();
  expect(said(mother)).toMatchObject([
    { reason: 'collected', from: addDays(today, 2), at: '15:00', collector: 'Oma Helga' },
  ]);
});

test('staff see at once what guardians say, by group, and who was withdrawn', async () => {
  const { leader, mother, space } = await withWards();
  leader.world.now = Date.now();
  const screen = await renderApp(leader, '/');
  await expect.element(screen.getByText('Heute ist niemand abgemeldet.')).toBeVisible();
  await report(mother, space);
  await expect
    .element(screen.getByRole('list', { name: 'Seit gestern von den Eltern' }))
    .toMatchTextContent(/Elif Yılmaz krank · heute/u);
  await expect.element(screen.getByRole('list', { name: 'Abgemeldet: Bärengruppe' })).toMatchTextContent(/Elif/u);
  await expect.element(screen.getByText('1 krank')).toBeVisible();
  const body = { absence: 'd'.repeat(32), reason: 'ill', from: today, until: today, at: null, collector: '' };
  await mother.send({ space, type: 'absence/withdrawn@1', body, expiry: 30_000, notify: 'normal' });
  await expect.element(screen.getByText('Heute ist niemand abgemeldet.')).toBeVisible();
  await expect.element(screen.getByText(/krank: zurückgezogen/u)).toBeVisible();
});

test('staff record for a guardian who phoned, and correct', async () => {
  const { leader, mother } = await withWards();
  const screen = await renderApp(leader, '/');
  await screen.getByRole('link', { name: 'Am Telefon abgemeldet' }).click();
  await screen.getByRole('textbox', { name: 'Nach Namen suchen' }).fill('elif');
  await screen.getByRole('link', { name: /Elif/u }).click();
  await screen.getByText('später').click();
  await screen.getByLabelText('Kommt um (freiwillig)').fill('09:30');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect
    .element(screen.getByRole('list', { name: 'Abgemeldet: Bärengruppe' }))
    .toMatchTextContent(/kommt erst um 9:30/u);
  await screen.getByRole('list', { name: 'Abgemeldet: Bärengruppe' }).getByRole('link').click();
  await expect.element(screen.getByText('von Sabine Brandt')).toBeVisible();
  await screen.getByRole('button', { name: /Ändern/u }).click();
  await screen.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByText('von Sabine Brandt')).not.toBeInTheDocument();
  expect(said(mother)).toMatchObject([{ reason: 'late', at: '09:30', isWithdrawn: true, by: 'staff' }]);
});

test('a page for nobody says so', async () => {
  const { leader } = await withWards();
  const screen = await renderApp(leader, '/abwesend/unknown');
  await expect.element(screen.getByText(/Das gibt es nicht mehr/u)).toBeVisible();
});
