import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { statesOf } from '../../shell/use-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

async function picture(colour: string, name: string): Promise<File> {
  const canvas = new OffscreenCanvas(40, 30);
  const paper = canvas.getContext('2d');
  if (paper !== null) paper.fillStyle = colour;
  paper?.fillRect(0, 0, 40, 30);
  return new File([await canvas.convertToBlob({ type: 'image/jpeg' })], name, { type: 'image/jpeg' });
}

function choose(files: readonly File[]): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  if (input !== null) input.files = chosen.files;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
}

test('files are attached, described, refused with a reason, removed, sent, and seen one after the other', async () => {
  const { leader, mother } = await lindenhof();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByText('Igelgruppe', { exact: true }).click();
  await expect.element(screen.getByText(/Das bekommen 3 Personen, und wer 1 offenen Brief benutzt/)).toBeVisible();
  await screen.getByText(/Das bekommen 3 Personen/).click();
  await expect.element(screen.getByText(/Ayşe Yılmaz, Can Yılmaz und Fionn O’Neill/)).toBeVisible();
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('Laternen');
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Bilder vom Basteln.');
  leader.failNext('heic');
  choose([await picture('red', 'kaputt.heic')]);
  await expect.element(screen.getByText(/Dieses Gerät kann HEIC-Bilder nicht öffnen/)).toBeVisible();
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByText(/Eine Datei konnte nicht angehängt werden/)).toBeVisible();
  await screen.getByRole('button', { name: 'kaputt.heic entfernen' }).click();
  await expect.element(screen.getByRole('button', { name: 'Datei anhängen' })).toHaveFocus();
  const pasted = new DataTransfer();
  pasted.items.add(await picture('green', 'zwei.jpg'));
  choose([await picture('blue', 'eins.jpg')]);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, cancelable: true }));
  await screen.getByRole('textbox', { name: 'Was zeigt eins.jpg?' }).fill('Eine Laterne');
  await expect.element(screen.getByRole('textbox', { name: 'Was zeigt zwei.jpg?' })).toBeVisible();
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByRole('heading', { name: 'Laternen' })).toBeVisible();
  const [post] = newestFirst(statesOf(mother.states(), posts));
  expect(post?.files.map(({ name, alt }) => [name, alt])).toEqual([
    ['eins.jpg', 'Eine Laterne'],
    ['zwei.jpg', ''],
  ]);
  await screen.unmount();

  const guardian = await renderApp(mother, `/nachrichten/${post?.id ?? ''}`);
  await guardian.getByRole('button', { name: 'Öffnen: Eine Laterne' }).click();
  const viewer = guardian.getByRole('dialog', { name: 'eins.jpg' });
  await expect.element(viewer.getByRole('img', { name: 'Eine Laterne' })).toBeVisible();
  await userEvent.keyboard('{ArrowRight}');
  await expect
    .element(guardian.getByRole('dialog', { name: 'zwei.jpg' }).getByRole('img', { name: 'zwei.jpg' }))
    .toBeVisible();
  await expect.element(guardian.getByText('2 von 2')).toBeVisible();
  await guardian.getByRole('button', { name: 'Größer' }).click();
  const style = () => guardian.getByRole('img', { name: 'zwei.jpg' }).element().getAttribute('style');
  await expect.poll(style).toContain('150%');
  await userEvent.keyboard('{Escape}');
  await expect.element(guardian.getByRole('dialog')).not.toBeInTheDocument();
});

test('offline: what waits says how far it is and can be called off; what is not here says so', async () => {
  const { leader, mother, trip } = await lindenhof();
  leader.setOnline(false);
  const taken = await leader.takeFile(await picture('red', 'eins.jpg'), 'eins.jpg');
  const space = leader.world.spaces.find(({ facts }) => facts.some(({ fact }) => fact.id === trip))?.id ?? '';
  const body = { title: 'Wartet', text: 'Bild', alts: [''] };
  const draft = { space, type: 'post/published@2', body, expiry: 30_000, notify: 'normal' as const };
  const event = await leader.send({ ...draft, files: [taken.id] });
  const screen = await renderApp(leader, `/nachrichten/${event}`);
  await expect.element(screen.getByRole('progressbar', { name: 'Dateien werden gesendet' })).toBeVisible();
  await screen.getByRole('button', { name: 'Nicht senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Nachrichten', exact: true })).toBeVisible();
  expect(screen.getByText('Wartet').elements()).toEqual([]);
  leader.setOnline(true);
  const other = await leader.takeFile(await picture('red', 'zwei.jpg'), 'zwei.jpg');
  const sent = await leader.send({ ...draft, files: [other.id] });
  await screen.unmount();
  mother.setOnline(false);
  const guardian = await renderApp(mother, `/nachrichten/${sent}`);
  await guardian.getByRole('button', { name: 'Öffnen: zwei.jpg' }).click();
  await expect.element(guardian.getByText(/Diese Datei ist noch nicht auf diesem Gerät/)).toBeVisible();
});

test('a correction stands in place of the text for everyone, and says that it is one', async () => {
  const { leader, mother, trip } = await lindenhof();
  const screen = await renderApp(leader, `/nachrichten/${trip}`);
  await screen.getByRole('link', { name: 'Korrigieren' }).click();
  await screen.getByRole('textbox', { name: 'Text' }).fill('');
  await screen.getByRole('button', { name: 'Korrektur senden' }).click();
  await expect.element(screen.getByText('Bitte ausfüllen.')).toBeVisible();
  await screen.getByRole('textbox', { name: 'Text' }).fill('Wir fahren erst am Mittwoch.');
  leader.setOnline(false);
  await screen.getByRole('button', { name: 'Korrektur senden' }).click();
  await expect.element(screen.getByText('Wir fahren erst am Mittwoch.')).toBeVisible();
  await expect.element(screen.getByText('Korrektur wird gesendet')).toBeVisible();
  leader.setOnline(true);
  await expect.element(screen.getByText(/^Korrigiert: /)).toBeVisible();
  await screen.unmount();
  const guardian = await renderApp(mother, `/nachrichten/${trip}`);
  await expect.element(guardian.getByText('Wir fahren erst am Mittwoch.')).toBeVisible();
  await expect.element(guardian.getByText(/^Korrigiert: /)).toBeVisible();
  expect(guardian.getByRole('link', { name: 'Korrigieren' }).elements()).toEqual([]);
});
