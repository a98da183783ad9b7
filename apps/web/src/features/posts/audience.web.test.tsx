import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { enrol, lindenhof } from '../../testing/scenes.ts';

function titlesOf(client: FakeClient): string[] {
  return newestFirst(statesOf(client.states(), posts)).map(({ title }) => title);
}

async function fill(screen: Awaited<ReturnType<typeof renderApp>>, title: string): Promise<void> {
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill(title);
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Bitte lesen.');
}

test('one ward: only those who see it get it, and the page says who that is before it is sent', async () => {
  const { leader, mother, father } = await lindenhof();
  const me = mother.snapshot().institution?.me ?? '';
  await enrol(leader, 'e'.repeat(32), { fields: { name: 'Elif Yılmaz' }, people: [me] });
  await enrol(leader, 'b'.repeat(32), { fields: { name: 'Ben Schäfer' } });
  const screen = await renderApp(leader, '/nachrichten/neu');
  await fill(screen, 'Gummistiefel');
  await screen.getByText('Eltern eines Kindes', { exact: true }).click();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie, um wen es geht.')).toBeVisible();
  await screen.getByRole('combobox', { name: 'Welches Kind' }).fill('eli');
  await screen.getByRole('option', { name: 'Elif Yılmaz' }).click();
  await screen.getByText('Das bekommt 1 Person', { exact: true }).click();
  await expect.element(screen.getByText(/^Ayşe Yılmaz\. Das Team liest mit\./u)).toBeVisible();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText(/^An die Eltern von Elif Yılmaz/u)).toBeVisible();
  await expect.element(screen.getByRole('figure', { name: '0 von 1 haben die Nachricht gelesen' })).toBeVisible();
  expect(titlesOf(mother)).toContain('Gummistiefel');
  expect(titlesOf(father)).not.toContain('Gummistiefel');
});

test('among the staff: no guardian gets it, and nobody is told who of them has read it', async () => {
  const { leader, mother } = await lindenhof();
  const colleague = leader.world.spaceOfKind('everyone').personas.at(-1) ?? '';
  leader.world.admit(colleague, 'team');
  const screen = await renderApp(leader, '/nachrichten/neu');
  await fill(screen, 'Dienstbesprechung');
  await screen.getByText('Das Team', { exact: true }).click();
  await screen.getByText('Das bekommt 1 Person', { exact: true }).click();
  await expect.element(screen.getByText(/Nur das Team und die Leitung lesen das\./u)).toBeVisible();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText(/Wer im Team etwas gelesen hat, hält Obhut nicht fest/u)).toBeVisible();
  await expect.element(screen.getByRole('figure')).not.toBeInTheDocument();
  expect(titlesOf(mother)).not.toContain('Dienstbesprechung');
});

test('when all have left while one wrote, it is said, and what was written stays', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByText('Bärengruppe', { exact: true }).click();
  await expect.element(screen.getByText('Das bekommen 2 Personen', { exact: true })).toBeVisible();
  await fill(screen, 'Waldtag');
  const group = leader.world.spaces.find(({ kind }) => kind === 'group');
  for (const persona of group?.personas ?? []) leader.world.expel(persona);
  await expect.element(screen.getByText('Das bekommt bisher niemand', { exact: true })).toBeVisible();
  await screen.getByRole('button', { name: 'Senden' }).click();
  const question = screen.getByRole('alertdialog', { name: 'Im Moment bekommt das niemand' });
  await question.getByRole('button', { name: 'Weiter schreiben' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Überschrift' })).toHaveValue('Waldtag');
  expect(titlesOf(leader)).not.toContain('Waldtag');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await question.getByRole('button', { name: 'Trotzdem senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Waldtag' })).toBeVisible();
});

test('a draft whose audience is gone says so and asks for another', async () => {
  const { leader } = await lindenhof();
  await leader.keepDraft(leader.snapshot().here.writer ?? '', 'post audience', '9'.repeat(32));
  await leader.keepDraft(leader.snapshot().here.writer ?? '', 'post title', 'Laternenfest');
  const screen = await renderApp(leader, '/nachrichten/neu');
  await expect.element(screen.getByText(/gibt es nicht mehr\. Ihr Text ist noch da/u)).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Überschrift' })).toHaveValue('Laternenfest');
  await screen.getByText('Alle Eltern', { exact: true }).click();
  await expect.element(screen.getByText(/gibt es nicht mehr/u)).not.toBeInTheDocument();
});
