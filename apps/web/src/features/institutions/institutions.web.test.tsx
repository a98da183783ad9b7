import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, newWorld, newcomerOf, publish } from '../../testing/scenes.ts';

const school = 'b'.repeat(64);

/** A mother in the KiTa Lindenhof, which is in front, and in a school, where there is news. */
async function inBoth(): Promise<{ mother: FakeClient; head: FakeClient }> {
  const { mother } = await lindenhof();
  const world = newWorld();
  world.institution = school;
  const head = await foundedBy(world, 'school');
  mother.join(await newcomerOf(head, 'Ayşe'));
  return { mother, head };
}

test('what waits in the other institution is counted on Heute; a touch brings it to the front, and back', async () => {
  const { mother, head } = await inBoth();
  const screen = await renderApp(mother, '/');
  const others = screen.getByRole('list', { name: 'Weitere Einrichtungen' });
  await expect.element(others).toMatchTextContent(/Lindenhof.*Nichts Neues/u);
  await publish(head, head.world.spaceOfKind('everyone').id, 'Elternabend', 'Um 19 Uhr in der Aula.');
  await expect.element(others).toMatchTextContent(/1 neue Nachricht/u);
  // It is of the one in front alone that the page speaks.
  await expect.element(screen.getByRole('link', { name: /Sommerfest/u })).toBeVisible();
  expect(screen.getByRole('link', { name: /Elternabend/u }).query()).toBeNull();

  await screen.getByRole('button', { name: 'Öffnen: Lindenhof', exact: true }).click();
  await expect.element(screen.getByRole('link', { name: /Elternabend/u })).toBeVisible();
  expect(screen.getByRole('link', { name: /Sommerfest/u }).query()).toBeNull();
  expect(mother.snapshot().institution?.id).toBe(school);
  await screen.getByRole('button', { name: 'Öffnen: KiTa Lindenhof' }).click();
  await expect.element(screen.getByRole('link', { name: /Sommerfest/u })).toBeVisible();
});

test('the page of one’s institutions names them, turns to another, and leads to the letter of a further one', async () => {
  const { mother } = await inBoth();
  const screen = await renderApp(mother, '/einrichtungen');
  await expect.element(screen.getByRole('list', { name: 'Gerade geöffnet' })).toMatchTextContent(/KiTa Lindenhof/u);
  await screen.getByRole('link', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Sie sind schon angemeldet' })).toBeVisible();
  await screen.getByRole('button', { name: 'Für mich' }).click();
  await expect.element(screen.getByRole('textbox', { name: '34 Zeichen vom Brief' })).toBeVisible();
});

test('who is in one institution is not told of others', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByRole('link', { name: /Sommerfest/u })).toBeVisible();
  expect(screen.getByRole('list', { name: 'Weitere Einrichtungen' }).query()).toBeNull();
});

test('whoever is of the staff of another institution is told what that means before the account goes', async () => {
  const { leader } = await lindenhof();
  const world = newWorld();
  world.institution = school;
  const father = await newcomerOf(leader, 'Jonas');
  father.join(await foundedBy(world, 'school'));
  expect(father.snapshot().institution?.standing).toBe('guardian');
  const screen = await renderApp(father, '/konto-loeschen');
  await expect.element(screen.getByText(/Leiten Sie als Einzige:r/u)).toBeVisible();
});
