import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { expect, test, vi } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

type Screen = Awaited<ReturnType<typeof renderApp>>;

const titleOf = (screen: Screen) => screen.getByRole('textbox', { name: 'Überschrift' });
const textOf = (screen: Screen) => screen.getByRole('textbox', { name: 'Text', exact: true });
const send = (screen: Screen) => screen.getByRole('button', { name: 'Senden', exact: true }).click();

function titlesOf(client: FakeClient): string[] {
  return newestFirst(statesOf(client.states(), posts)).map(({ title }) => title);
}

async function begun(kind: 'kita' | 'home' = 'kita') {
  const scene = await lindenhof(kind);
  const screen = await renderApp(scene.leader, '/nachrichten/neu');
  await screen.getByText('Igelgruppe', { exact: true }).click();
  return { ...scene, screen, before: titlesOf(scene.leader).length };
}

test('what relatives will see is shown in their words, after what is wrong was said, and nothing goes out', async () => {
  const { screen, leader, before } = await begun('home');
  await screen.getByRole('button', { name: 'Vorschau' }).click();
  await expect.element(screen.getByText('Bitte ausfüllen.').first()).toBeVisible();
  await titleOf(screen).fill('  Adventskaffee ');
  await textOf(screen).fill('Mitbringen:\n\n- Gebäck');
  await screen.getByRole('button', { name: 'Vorschau' }).click();
  const preview = screen.getByRole('dialog', { name: 'So sehen es die Angehörigen' });
  const shown = preview.getByRole('article', { name: 'Adventskaffee' });
  await expect.element(shown).toMatchTextContent(/An Igelgruppe · Sabine Brandt/u);
  await expect.element(shown.getByRole('listitem')).toMatchTextContent('Gebäck');
  await preview.getByRole('button', { name: 'Vorschau schließen' }).click();
  await expect.element(preview).not.toBeInTheDocument();
  expect(titlesOf(leader)).toHaveLength(before);
  await expect.element(titleOf(screen)).toHaveValue('  Adventskaffee ');
});

test('a title that is too long says how much, and nothing of it is lost; one of emoji goes through', async () => {
  const { screen, leader } = await begun();
  await titleOf(screen).fill('x'.repeat(300));
  await textOf(screen).fill('Bitte lesen.');
  await send(screen);
  await expect.element(screen.getByText('Das ist zu lang: höchstens 200 Zeichen, es sind 300.')).toBeVisible();
  await expect.element(titleOf(screen)).toHaveValue('x'.repeat(300));
  const emoji = '👩‍👩‍👧‍👦🎃'.repeat(10);
  await titleOf(screen).fill(emoji);
  await send(screen);
  await expect.element(screen.getByRole('heading', { name: emoji })).toBeVisible();
  expect(titlesOf(leader)).toContain(emoji);
});

test('what was copied out of a word processor keeps its lines and its list', async () => {
  const { screen } = await begun();
  await titleOf(screen).fill('Ausflug\t\u00a0am\r\nFreitag');
  await textOf(screen).fill(
    'Bitte mitgeben:\r\n\r\n·\tRucksack\u2028·\tFlasche\r\n\r\nAbfahrt 8 Uhr,\u000bRückkehr 15 Uhr',
  );
  await send(screen);
  await expect.element(screen.getByRole('heading', { name: 'Ausflug am Freitag' })).toBeVisible();
  await expect.element(screen.getByRole('listitem').filter({ hasText: /^Flasche$/u })).toBeVisible();
  await expect.element(screen.getByText(/Abfahrt 8 Uhr,\s*Rückkehr 15 Uhr/u)).toBeVisible();
});

test('where the device is full it is said what helps; the draft stays, and goes out when there is room', async () => {
  const { screen, leader } = await begun();
  await titleOf(screen).fill('Heizung');
  await textOf(screen).fill('Bitte warme Kleidung.');
  leader.failNext('storage-full');
  await send(screen);
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/kein Platz mehr. Löschen Sie etwas/u);
  await expect.element(titleOf(screen)).toHaveValue('Heizung');
  await send(screen);
  await expect.element(screen.getByRole('heading', { name: 'Heizung' })).toBeVisible();
});

test('the same draft in two tabs is one: what the other writes stands here, and what it sent cannot go out twice', async () => {
  const { screen, leader } = await begun();
  const writer = leader.snapshot().here.writer ?? '';
  await leader.keepDraft(writer, 'post title', 'Im anderen Tab geschrieben');
  await leader.keepDraft(writer, 'post text', 'Bitte lesen.');
  await expect.element(titleOf(screen)).toHaveValue('Im anderen Tab geschrieben');
  for (const key of ['post title', 'post text', 'post audience']) await leader.keepDraft(writer, key, '');
  await expect.element(titleOf(screen)).toHaveValue('');
  await send(screen);
  await expect.element(screen.getByText('Bitte wählen Sie, an wen die Nachricht geht.')).toBeVisible();
  expect(titlesOf(leader)).not.toContain('Im anderen Tab geschrieben');
});

test('a name that is written from the right stands in the list of who gets it as it is', async () => {
  const { screen, leader, mother } = await begun();
  const space = leader.world.spaces.find(
    ({ kind, personas }) => kind === 'mailbox' && personas.includes(mother.snapshot().institution?.me ?? ''),
  );
  await mother.send({
    space: space?.id ?? '',
    type: 'profile/named@1',
    body: { name: 'سارة الأحمد' },
    expiry: 0,
    notify: 'none',
  });
  await screen.getByText(/Das bekommen 3 Personen/u).click();
  await expect.element(screen.getByText(/سارة الأحمد/u)).toBeVisible();
});

test.each([
  [true, 'urgent'],
  [false, 'normal'],
])('it passes quiet hours only where its writer says so: %s', async (isUrgent, notify) => {
  const { screen, leader } = await begun();
  const sent = vi.spyOn(leader, 'send');
  await titleOf(screen).fill('Wasserrohrbruch');
  await textOf(screen).fill('Bitte abholen.');
  if (isUrgent) await screen.getByText(/^Dringend/u).click();
  await send(screen);
  await expect.element(screen.getByRole('heading', { name: 'Wasserrohrbruch' })).toBeVisible();
  const posted = sent.mock.calls.filter(([draft]) => draft.type.startsWith('post/published'));
  expect(posted.map(([draft]) => draft.notify)).toEqual([notify]);
});
