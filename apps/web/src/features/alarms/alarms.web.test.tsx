import { alarms, allAlarms } from '@obhut/domain/alarms.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

const stop = { space: '1'.repeat(32), why: 'rollback', isStop: true } as const;

test('a stopped space is told to leadership, once; they see whose, when, why, and what to do', async () => {
  const { leader, mother } = await lindenhof();
  mother.alarm(stop);
  mother.alarm({ space: null, why: 'claims-at-odds' });
  const guardian = await renderApp(mother, '/');
  await expect.poll(() => allAlarms(statesOf(leader.states(), alarms))).toHaveLength(1);
  await guardian.unmount();
  const again = await renderApp(mother, '/auffaelligkeiten');
  await expect.element(again.getByRole('heading', { name: 'Belege auf diesem Gerät' })).toBeVisible();
  await expect.element(again.getByRole('main').getByRole('button', { name: 'Belege speichern' })).toBeVisible();
  expect(again.getByText('Gemeldet').elements()).toEqual([]);
  await again.unmount();
  expect(allAlarms(statesOf(leader.states(), alarms))).toHaveLength(1);

  const desk = await renderApp(leader, '/');
  await desk.getByRole('link', { name: /Eine Auffälligkeit gemeldet/ }).click();
  await expect
    .element(desk.getByRole('list', { name: 'Gemeldet' }))
    .toMatchTextContent(/Ayşe Yılmaz.*23\. November 2026 · älterer Stand/);
  await expect.element(desk.getByRole('heading', { name: 'Was zu tun ist' })).toBeVisible();
});

test('where the own mailbox is what has stopped, nothing is sent into it', async () => {
  const { leader, mother } = await lindenhof();
  const mailbox = mother.snapshot().institution?.spaces.find(({ kind }) => kind === 'mailbox')?.id ?? '';
  mother.alarm({ ...stop, space: mailbox });
  const screen = await renderApp(mother, '/mehr');
  await expect.element(screen.getByRole('link', { name: /Auffälligkeiten/ })).toBeVisible();
  expect(allAlarms(statesOf(leader.states(), alarms))).toEqual([]);
});
