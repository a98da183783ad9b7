import { expect, test } from 'vitest';
import type { Plan } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, newWorld } from '../../testing/scenes.ts';

const me = (client: FakeClient) => client.snapshot().institution?.me ?? '';

function ward(space: string): Plan {
  const teams = [{ space }];
  const rest = { day: null, staff: [], people: [], facts: [] };
  return { id: 'e'.repeat(32), steps: [{ do: 'make', key: 'ward', kind: 'ward/day', teams, ...rest }] };
}

test('after founding only the sheet in the safe is done; each step leads to its place', async () => {
  const leader = await foundedBy(newWorld());
  await leader.kitKept();
  const screen = await renderApp(leader, '/');
  const steps = screen.getByRole('list', { name: 'Erste Schritte' });
  await expect.element(steps.getByRole('listitem').first()).toMatchTextContent(/Tresorblatt.*erledigt/);
  await expect.element(screen.getByText(/^1 von 7 erledigt/)).toBeVisible();
  expect(
    steps
      .getByRole('link')
      .elements()
      .map((link) => link.getAttribute('href')),
  ).toEqual(['/team', '/gruppen/neu', '/einlesen', '/briefe/neu', '/briefe', '/nachrichten/neu']);
});

test('steps are ticked by what there is, and the list goes away with the last one', async () => {
  const { leader, father } = await lindenhof();
  const screen = await renderApp(leader, '/');
  await expect.element(screen.getByText(/^5 von 7 erledigt/)).toBeVisible();
  leader.world.admit(me(father), 'owner');
  await expect.element(screen.getByText(/^6 von 7 erledigt/)).toBeVisible();
  await leader.perform(ward(leader.world.spaceOfKind('team').id));
  await expect.element(screen.getByRole('heading', { name: /^Guten/ })).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'Erste Schritte' })).not.toBeInTheDocument();
});

test('it is leadership’s list', async () => {
  const { leader, father } = await lindenhof();
  leader.world.admit(me(father), 'team');
  const screen = await renderApp(father, '/');
  await expect.element(screen.getByRole('heading', { name: /^Guten/ })).toBeVisible();
  expect(screen.getByRole('list', { name: 'Erste Schritte' }).elements()).toEqual([]);
});
