import { expect, test } from 'vitest';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhofMorning } from '../../testing/scene-of-a-day.ts';
import { enrol } from '../../testing/scenes.ts';

/** Whose day the day team reads, by the wards' spaces. */
function readByDayTeam({ world }: FakeClient): string[] {
  const day = world.spaceOfKind('day').id;
  return world.spaces.flatMap(({ id, kind, spaces }) => (kind === 'ward/day' && spaces.includes(day) ? [id] : []));
}

test('a new day team reads the day of those who are in the group, and of nobody else', async () => {
  const { leader, hedgehogs, days } = await lindenhofMorning();
  await enrol(leader, 'a'.repeat(32), { fields: { name: 'Noah Weiß' } });
  const screen = await renderApp(leader, `/gruppen/${hedgehogs}`);
  await screen.getByRole('button', { name: 'Tagesteam anlegen' }).click();
  await expect.element(screen.getByText('Noch kein Tablet eingerichtet.')).toBeVisible();
  await expect.poll(() => readByDayTeam(leader)).toEqual([days.Elif, days.Ida]);
  await expect.element(screen.getByRole('button', { name: 'Jetzt angleichen' })).not.toBeInTheDocument();
});

test('whoever joins or leaves the group comes and goes with it; what has come apart is said by name and brought into line', async () => {
  const { leader, hedgehogs, days } = await lindenhofMorning();
  const body = { group: hedgehogs, name: 'Igelgruppe', colour: 4, sign: 'squirrel' };
  await leader.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
  const screen = await renderApp(leader, `/gruppen/${hedgehogs}`);
  await expect.element(screen.getByText(/sieht den Tag noch nicht von: Elif Yılmaz und Ida Schäfer\./u)).toBeVisible();
  await screen.getByRole('button', { name: 'Jetzt angleichen' }).click();
  await expect.poll(() => readByDayTeam(leader)).toEqual([days.Elif, days.Ida]);
  await screen.unmount();

  const form = await renderApp(leader, `/kinder/${'e'.repeat(32)}/aendern`);
  await form.getByText('Bärengruppe', { exact: true }).click();
  await form.getByRole('button', { name: 'Speichern' }).click();
  await expect.poll(() => readByDayTeam(leader)).toEqual([days.Ida]);
  await form.unmount();

  // Somebody who does not lead day teams has written down another group.
  const noted = { field: 'group', text: '' };
  await leader.send({ space: days.Ida, type: 'ward/noted@1', body: noted, expiry: 0, notify: 'none' });
  const again = await renderApp(leader, `/gruppen/${hedgehogs}`);
  await expect.element(again.getByText(/sieht noch den Tag von: Ida Schäfer/u)).toBeVisible();
  await again.getByRole('button', { name: 'Jetzt angleichen' }).click();
  await expect.poll(() => readByDayTeam(leader)).toEqual([]);
});

test('a new ward is read by the day team of its group from the first day on', async () => {
  const { leader, hedgehogs } = await lindenhofMorning();
  const body = { group: hedgehogs, name: 'Igelgruppe', colour: 4, sign: 'squirrel' };
  await leader.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
  const screen = await renderApp(leader, '/kinder/neu');
  await screen.getByRole('textbox', { name: 'Name' }).fill('Mia Groß');
  await screen.getByText('Igelgruppe', { exact: true }).click();
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Mia Groß' })).toBeVisible();
  expect(readByDayTeam(leader)).toHaveLength(1);
});
