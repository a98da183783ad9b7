import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

test('a new device shows the newest at first, says that the rest is coming, and marks nothing as read', async () => {
  const { father } = await lindenhof();
  const facts = () => father.world.spaces.flatMap((space) => space.facts).length;
  const before = facts();
  father.lookFirst();
  const screen = await renderApp(father, '/');
  await expect.element(screen.getByRole('heading', { name: 'Das Neueste' })).toBeVisible();
  await expect.element(screen.getByText(/^Ältere Einträge werden noch geladen/)).toBeVisible();
  await expect.element(screen.getByText(/0 von 50.000 gelesen/)).toBeVisible();
  await screen.getByText(/^Sommerfest/).click();
  await expect.element(screen.getByText(/was Sie mitbringen/)).toBeVisible();
  expect(screen.getByRole('heading', { level: 2 }).elements()).toHaveLength(1);
  expect(screen.getByRole('link', { name: /Sommerfest/ }).elements()).toEqual([]);
  expect(father.snapshot().outbox).toEqual([]);
  expect(facts()).toBe(before);
  father.setReading(null);
  await expect.element(screen.getByRole('link', { name: /Sommerfest/ }).first()).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: 'Das Neueste' })).not.toBeInTheDocument();
});
