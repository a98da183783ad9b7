import { conversations, messagesIn } from '@obhut/domain/conversations.ts';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { fakeToday } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof, mailboxOf } from '../../testing/scenes.ts';
import { beginning } from './beginning.ts';

const me = (client: FakeClient) => client.snapshot().institution?.me ?? '';

function say(client: FakeClient, space: string, text: string) {
  const body = { text, alts: [] };
  return client.send({ space, type: 'message/sent@1', body, expiry: fakeToday + 365, notify: 'normal' });
}

function marksOf(client: FakeClient) {
  const facts = client.world.spaces.flatMap((space) => space.facts);
  return facts.filter(({ fact }) => fact.type === 'message/read@1').map(({ standing }) => standing.class);
}

const shown = () => document.querySelectorAll('[data-message]').length;

const texts = (client: FakeClient, space: string) =>
  messagesIn(statesOf(client.states(), conversations).get(space)).map(({ text }) => text);

test('a guardian begins, staff see the number and answer, and only the guardian’s look is told', async () => {
  const { leader, mother } = await lindenhof();
  const guardian = await renderApp(mother, '/gespraeche');
  await guardian.getByRole('link', { name: 'Gespräch beginnen' }).click();
  await guardian.getByRole('link', { name: /An das Team/u }).click();
  await guardian.getByRole('button', { name: 'Senden' }).click();
  await expect.element(guardian.getByText(/Bitte schreiben Sie etwas/u)).toBeVisible();
  await guardian.getByRole('textbox', { name: 'Nachricht' }).fill('Elif hat ihre Mütze vergessen.');
  await guardian.getByRole('button', { name: 'Senden' }).click();
  await expect.element(guardian.getByRole('list', { name: 'Nachrichten' })).toMatchTextContent(/Mütze vergessen/u);
  await expect.element(guardian.getByRole('textbox', { name: 'Nachricht' })).toHaveValue('');
  await guardian.unmount();

  const staff = await renderApp(leader, '/gespraeche');
  await expect.element(staff.getByText(/1 ungelesene Nachricht in Gesprächen/u)).toBeInTheDocument();
  await expect.element(staff.getByText(/1 offene Antwort/u)).toBeInTheDocument();
  await staff.getByRole('link', { name: /Ayşe Yılmaz.*Mütze/u }).click();
  await expect.element(staff.getByText('Das lesen Ayşe Yılmaz und das Team.')).toBeVisible();
  await expect.element(staff.getByText(/ungelesene Nachricht/u)).not.toBeInTheDocument();
  await staff.getByRole('textbox', { name: 'Nachricht' }).fill('Wir legen sie bereit.');
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}Bis morgen!{Enter}');
  await expect.poll(() => texts(mother, mailboxOf(mother)).at(-1)).toBe('Wir legen sie bereit.\nBis morgen!');
  expect(marksOf(leader)).toEqual([]);
  await staff.unmount();

  const again = await renderApp(mother, '/gespraeche');
  await again.getByRole('link', { name: /Team.*bereit/u }).click();
  await expect.poll(() => marksOf(mother)).toEqual(['guardian']);
  await again.unmount();
  const seen = await renderApp(leader, `/gespraeche/${mailboxOf(mother)}`);
  await expect.element(seen.getByText('Gelesen: Ayşe Yılmaz')).toBeVisible();
});

test('a draft stays, pasted text is cleaned, offline it waits, and is sent once', async () => {
  const { mother } = await lindenhof();
  const mailbox = mailboxOf(mother);
  const screen = await renderApp(mother, `/gespraeche/${mailbox}`);
  const field = screen.getByRole('textbox', { name: 'Nachricht' });
  await field.fill('Liebes ');
  const pasted = new DataTransfer();
  pasted.setData('text/plain', '  Team\u0007,\r\nbis bald ');
  field
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
  await expect.element(field).toHaveValue('Liebes Team,\nbis bald');
  await screen.getByRole('link', { name: 'Gespräche' }).first().click();
  await expect.element(screen.getByRole('heading', { name: 'Gespräche' })).toBeVisible();
  await screen.getByRole('link', { name: 'Gespräch beginnen' }).click();
  await screen.getByRole('link', { name: /An das Team/u }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Nachricht' })).toHaveValue('Liebes Team,\nbis bald');
  mother.setOnline(false);
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByText('wird gesendet', { exact: true })).toBeVisible();
  mother.setOnline(true);
  await expect.element(screen.getByText('wird gesendet', { exact: true })).not.toBeInTheDocument();
  expect(texts(mother, mailbox)).toEqual(['Liebes Team,\nbis bald']);
});

test('what waits is called off, what was sent is withdrawn', async () => {
  const { mother } = await lindenhof();
  const mailbox = mailboxOf(mother);
  await say(mother, mailbox, 'Stimmt nicht');
  mother.setOnline(false);
  await say(mother, mailbox, 'Wartet noch');
  const screen = await renderApp(mother, `/gespraeche/${mailbox}`);
  await screen.getByRole('button', { name: 'Nicht senden' }).click();
  await expect.element(screen.getByText('Wartet noch')).not.toBeInTheDocument();
  mother.setOnline(true);
  await screen.getByRole('button', { name: 'Zurückziehen: Stimmt nicht' }).click();
  await screen.getByRole('button', { name: 'Zurückziehen', exact: true }).click();
  await expect.element(screen.getByText('Stimmt nicht')).not.toBeInTheDocument();
  expect(texts(mother, mailbox)).toEqual([]);
});

test('a picture goes along, with what it shows', async () => {
  const { leader, mother } = await lindenhof();
  const mailbox = mailboxOf(mother);
  const screen = await renderApp(leader, `/gespraeche/${mailbox}`);
  const canvas = new OffscreenCanvas(20, 20);
  canvas.getContext('2d')?.fillRect(0, 0, 20, 20);
  const file = new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'mütze.jpg', { type: 'image/jpeg' });
  const chosen = new DataTransfer();
  chosen.items.add(file);
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input !== null) input.files = chosen.files;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
  await screen.getByRole('textbox', { name: 'Was zeigt mütze.jpg?' }).fill('Eine rote Mütze');
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByRole('button', { name: 'Öffnen: Eine rote Mütze' })).toBeVisible();
  const [message] = messagesIn(statesOf(mother.states(), conversations).get(mailbox));
  expect(message?.files.map(({ name, alt }) => [name, alt])).toEqual([['mütze.jpg', 'Eine rote Mütze']]);
});

test('about a ward: whoever may see it and the team; another guardian is not even told', async () => {
  const { leader, mother, father } = await lindenhof();
  const opened = { type: 'ward/opened@1', body: { ward: 'e'.repeat(32) }, expiry: 0, notify: 'none' } as const;
  const named = { ...opened, type: 'ward/noted@1', body: { field: 'name', text: 'Elif Yılmaz' } };
  const parts = { teams: [{ space: leader.world.spaceOfKind('team').id }], day: null, staff: [], people: [me(mother)] };
  await leader.perform({
    id: 'e'.repeat(32),
    steps: [
      { do: 'make', key: 'day', kind: 'ward/day', ...parts, facts: [opened, named] },
      { do: 'make', key: 'ward', kind: 'ward', ...parts, facts: [opened] },
    ],
  });
  const screen = await renderApp(mother, '/gespraeche/neu');
  await screen.getByRole('link', { name: /Über Elif Yılmaz/u }).click();
  await expect.element(screen.getByText(/alle, die alles über Elif Yılmaz lesen dürfen/u)).toBeVisible();
  await screen.getByRole('textbox', { name: 'Nachricht' }).fill('Sie hat heute schlecht geschlafen.');
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByText(/schlecht geschlafen/u)).toBeVisible();
  await screen.unmount();
  const staff = await renderApp(leader, '/');
  await expect.element(staff.getByRole('list', { name: 'Neu in Gesprächen' })).toMatchTextContent(/Über Elif Yılmaz/u);
  await staff.unmount();
  const other = await renderApp(father, '/gespraeche/neu');
  await expect.element(other.getByRole('link', { name: /An das Team/u })).toBeVisible();
  expect(other.getByText(/Elif/u).elements()).toEqual([]);
});

test('among several: who is not chosen has no part in it, and nobody is told what anybody has read', async () => {
  const { leader, mother, father } = await lindenhof();
  const screen = await renderApp(leader, '/gespraeche/neu');
  await screen.getByRole('link', { name: 'Mit mehreren schreiben' }).click();
  await screen.getByRole('button', { name: 'Beginnen' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie mindestens eine Person.')).toBeVisible();
  await screen.getByRole('textbox', { name: 'Worum geht es' }).fill('Laternenfest');
  await screen.getByText('Ayşe Yılmaz').click();
  await screen.getByRole('button', { name: 'Beginnen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Laternenfest' })).toBeVisible();
  await expect.element(screen.getByText('Das lesen nur: Sie und Ayşe Yılmaz.')).toBeVisible();
  await screen.unmount();
  const guardian = await renderApp(mother, '/gespraeche');
  await guardian.getByRole('link', { name: /Laternenfest/u }).click();
  await guardian.getByRole('textbox', { name: 'Nachricht' }).fill('Ich bringe Kerzen mit.');
  await guardian.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(guardian.getByText('Ich bringe Kerzen mit.')).toBeVisible();
  expect(marksOf(mother)).toEqual([]);
  const own = mother.world.spaceOfKind('conversation').facts.filter(({ fact }) => fact.type === 'profile/named@1');
  expect(own.map(({ fact }) => fact.body)).toEqual([{ name: 'Ayşe Yılmaz' }]);
  await guardian.unmount();
  const other = await renderApp(father, '/gespraeche');
  await expect.element(other.getByText(/Noch kein Gespräch/u)).toBeVisible();
});

test('leadership that was not chosen sees no conversation', async () => {
  const { leader, mother, father } = await lindenhof();
  leader.world.admit(me(mother), 'team');
  await mother.perform(beginning('9'.repeat(32), 'Dienstplan', [me(mother)], [me(father)]));
  const screen = await renderApp(leader, '/gespraeche');
  await expect.element(screen.getByText(/Noch kein Gespräch/u)).toBeVisible();
});

test('of two thousand messages a part stands on the page; a word is found in whatever letters, and shown where it was said', async () => {
  const { leader, mother } = await lindenhof();
  const mailbox = leader.world.space(mailboxOf(mother));
  const standing = { persona: me(mother), class: 'guardian', through: 'none', role: 'writer' } as const;
  for (let at = 1; at <= 2000; at++) {
    const text = at === 700 ? 'Frau Müller weiß es' : `Nachricht Nummer ${at}`;
    const body = { text, alts: [] };
    const time = leader.world.now + at * 1000;
    const fact = { id: at.toString(16).padStart(32, '0'), seq: 100 + at, type: 'message/sent@1', body, time };
    mailbox.facts.push({
      fact: { ...fact, author: me(mother), expiry: fakeToday + 300, files: [] },
      standing: { ...standing, space: { id: mailbox.id, kind: 'mailbox' } },
    });
  }
  leader.world.changed();
  const screen = await renderApp(leader, `/gespraeche/${mailbox.id}`);
  await expect.element(screen.getByText('Nachricht Nummer 2000', { exact: true })).toBeInViewport();
  expect(shown()).toBe(60);
  await screen.getByRole('button', { name: 'Frühere Nachrichten zeigen' }).click();
  await expect.element(screen.getByText('Nachricht Nummer 1941', { exact: true })).toBeInViewport();
  expect(shown()).toBe(120);
  await screen.unmount();
  const list = await renderApp(leader, '/gespraeche');
  await list.getByRole('textbox', { name: 'In Gesprächen suchen' }).fill('mueller weiss');
  await list.getByRole('link', { name: /Frau Müller/u }).click();
  await expect.element(list.getByText('Frau Müller weiß es')).toBeInViewport();
  expect(shown()).toBe(60);
  await list.getByRole('button', { name: 'Neuere Nachrichten zeigen' }).click();
  await expect.poll(shown).toBe(120);
});
