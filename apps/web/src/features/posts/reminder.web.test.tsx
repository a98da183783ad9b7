import { posts } from '@obhut/domain/posts.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

/** By mailbox: of which posts somebody is reminded there, as far as the client reads it. */
function remindersFor(client: FakeClient): string[] {
  return [...statesOf(client.states(), posts).values()].flatMap(({ reminders }) => [...reminders.keys()]);
}

/** The clock of the page agrees with that of the world. */
function today(leader: FakeClient): void {
  vi.useFakeTimers({ toFake: ['Date'], now: leader.world.now });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

test('one button reminds by name those who have not read, each for themselves, once a day', async () => {
  const { leader, mother, father, trip } = await lindenhof();
  today(leader);
  const screen = await renderApp(leader, `/nachrichten/${trip}`);
  await screen.getByRole('button', { name: '2 Personen erinnern' }).click();
  const question = screen.getByRole('alertdialog', { name: 'An „Ausflug in den Zoo“ erinnern?' });
  await expect.element(question).toMatchTextContent(/Noch nicht gelesen haben: Can Yılmaz und Fionn O’Neill\./u);
  await question.getByRole('button', { name: 'Abbrechen' }).click();
  expect(remindersFor(leader)).toEqual([]);

  await screen.getByRole('button', { name: '2 Personen erinnern' }).click();
  leader.setOnline(false);
  await question.getByRole('button', { name: 'Erinnern', exact: true }).click();
  await expect.element(question.getByRole('alert')).toBeVisible();
  leader.setOnline(true);
  await question.getByRole('button', { name: 'Erinnern', exact: true }).click();
  await expect.element(screen.getByText(/Heute sind alle erinnert/u)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /erinnern/u })).not.toBeInTheDocument();
  await expect
    .element(screen.getByRole('list', { name: 'Noch nicht gelesen' }))
    .toMatchTextContent(/Can Yılmaz.*Erinnert: 23\. November/u);
  // Whoever has read is told nothing, and nobody is told of the others.
  expect(remindersFor(leader)).toEqual([trip, trip]);
  expect(remindersFor(father)).toEqual([trip]);
  expect(remindersFor(mother)).toEqual([]);

  vi.setSystemTime(Date.now() + 86_400_000);
  await screen.unmount();
  const tomorrow = await renderApp(leader, `/nachrichten/${trip}`);
  await expect.element(tomorrow.getByRole('button', { name: '2 Personen erinnern' })).toBeVisible();
});

test('a guardian who was reminded has it on top of Heute until it is opened', async () => {
  const { leader, father, trip } = await lindenhof();
  const staff = await renderApp(leader, `/nachrichten/${trip}`);
  await staff.getByRole('button', { name: '2 Personen erinnern' }).click();
  await staff.getByRole('alertdialog').getByRole('button', { name: 'Erinnern', exact: true }).click();
  await expect.element(staff.getByRole('alertdialog')).not.toBeInTheDocument();
  await staff.unmount();

  const screen = await renderApp(father, '/');
  const due = screen.getByRole('list', { name: 'Bitte lesen' });
  await expect.element(due).toMatchTextContent(/Ausflug in den Zoo.*Erinnerung/u);
  await expect.element(screen.getByRole('list', { name: 'Neu' })).not.toMatchTextContent(/Ausflug/u);
  await due.getByRole('link').click();
  await expect.element(screen.getByRole('heading', { name: 'Ausflug in den Zoo' })).toBeVisible();
  await screen.getByRole('link', { name: 'Heute' }).click();
  await expect.element(screen.getByRole('list', { name: 'Neu' })).toBeVisible();
  await expect.element(due).not.toBeInTheDocument();
});

test('who only reads along is told how many have read, and neither who nor how to remind them', async () => {
  const { leader, mother, trip } = await lindenhof();
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'carrier');
  const screen = await renderApp(mother, `/nachrichten/${trip}`);
  await expect.element(screen.getByRole('figure', { name: /von 2 haben die Nachricht gelesen/u })).toBeVisible();
  await expect.element(screen.getByText('Wer das ist, sieht nur das Team.')).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'Noch nicht gelesen' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: /erinnern/u })).not.toBeInTheDocument();
});
