import { newestFirst, posts, readBy } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { carrierOf, lindenhof, publish, type Lindenhof } from '../../testing/scenes.ts';

const everyone = (client: FakeClient) => client.world.spaceOfKind('everyone').id;
const shownTo = (client: FakeClient) =>
  newestFirst(statesOf(client.states(), posts)).map(({ title, by }) => [title, by]);

async function withCarrier(): Promise<Lindenhof & { carrier: FakeClient }> {
  const scene = await lindenhof();
  return { ...scene, carrier: await carrierOf(scene.leader, 'Petra Lang') };
}

test('who writes for the carrier writes to everyone and to nobody else, without choosing; families read that it is the carrier', async () => {
  const { mother, carrier } = await withCarrier();
  const screen = await renderApp(carrier, '/nachrichten/neu');
  await expect.element(screen.getByRole('radio')).toHaveLength(1);
  await expect.element(screen.getByRole('radio', { name: /^Alle Eltern/u })).toBeChecked();
  await expect.element(screen.getByText(/^Das bekommen 4 Personen/u)).toBeVisible();
  await expect.element(screen.getByText(/Ayşe/u)).not.toBeInTheDocument();
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('Neue Beiträge');
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Ab August.');
  await screen.getByRole('button', { name: 'Vorschau' }).click();
  await expect.element(screen.getByText(/An alle · Träger: Petra Lang/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Vorschau schließen' }).click();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Neue Beiträge' })).toBeVisible();
  await expect
    .element(screen.getByText('Wer das gelesen hat und was Familien antworten, sieht das Team.'))
    .toBeVisible();
  await expect.element(screen.getByRole('heading', { name: 'Gelesen' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('heading', { name: 'Antworten' })).not.toBeInTheDocument();
  await screen.unmount();
  expect(shownTo(mother)[0]).toEqual(['Neue Beiträge', 'carrier']);

  const read = await renderApp(mother, '/nachrichten');
  await expect
    .element(read.getByRole('list', { name: 'Alle Nachrichten' }).getByRole('listitem').first())
    .toMatchTextContent(/Neue BeiträgeTräger: Petra Lang · Ab August/u);
  await read.getByRole('link', { name: /Neue Beiträge/u }).click();
  await expect.element(read.getByText(/An alle · Träger: Petra Lang/u)).toBeVisible();
  await expect
    .element(read.getByRole('textbox', { name: 'Antwort an das Team' }))
    .toHaveAccessibleDescription(/Wer für den Träger geschrieben hat, liest es nicht/u);
});

test('they see what is for everyone, correct and take back what is theirs, and of who has read it nothing', async () => {
  const { leader, mother, carrier } = await withCarrier();
  await publish(carrier, everyone(leader), 'Neue Beiträge', 'Ab August.');
  const screen = await renderApp(carrier, '/nachrichten');
  const list = screen.getByRole('list', { name: 'Alle Nachrichten' });
  await expect.element(list.getByRole('link')).toHaveLength(2);
  await expect.element(list).not.toMatchTextContent(/gelesen/u);
  await list.getByRole('link', { name: /Sommerfest/u }).click();
  await expect.element(screen.getByRole('heading', { name: /Sommerfest/u })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Zurückziehen' })).not.toBeInTheDocument();
  await screen.getByRole('link', { name: 'Nachrichten', exact: true }).first().click();
  await list.getByRole('link', { name: /Neue Beiträge/u }).click();
  await screen.getByRole('link', { name: 'Korrigieren' }).click();
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Ab September.');
  await screen.getByRole('button', { name: 'Korrektur senden' }).click();
  await expect.element(screen.getByText('Ab September.')).toBeVisible();
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  const question = screen.getByRole('alertdialog');
  await expect.element(question).toMatchTextContent(/Wer sie schon geöffnet hat, kann sich merken/u);
  await question.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByRole('list', { name: 'Zurückgezogen' })).toMatchTextContent(/Träger: Petra Lang/u);
  expect(shownTo(mother).map(([title]) => title)).not.toContain('Neue Beiträge');
});

test('the team sees who has read it and is answered there; the carrier’s people are not waited for', async () => {
  const { leader, father, carrier } = await withCarrier();
  const post = await publish(carrier, everyone(leader), 'Neue Beiträge', 'Ab August.');
  const reading = await renderApp(father, `/nachrichten/${post}`);
  await expect
    .poll(() => readBy(statesOf(leader.states(), posts), father.snapshot().institution?.me ?? ''))
    .toContain(post);
  await reading.unmount();
  const screen = await renderApp(leader, `/nachrichten/${post}`);
  await expect.element(screen.getByText(/Träger: Petra Lang/u)).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'Haben gelesen' })).toMatchTextContent(/Can Yılmaz/u);
  const unread = screen.getByRole('list', { name: 'Noch nicht gelesen' });
  await expect.element(unread.getByRole('listitem')).toHaveLength(3);
  await expect.element(unread).not.toMatchTextContent(/Petra/u);
  await expect.element(screen.getByRole('button', { name: 'Korrigieren' })).not.toBeInTheDocument();
});

test('once it is taken from them nothing is offered, and who only reads along is led away from writing', async () => {
  const { leader, father, carrier } = await withCarrier();
  const post = await publish(carrier, everyone(leader), 'Neue Beiträge', 'Ab August.');
  const person = carrier.snapshot().institution?.me ?? '';
  await leader.admit(person, 'carrier', carrier.snapshot().institution?.digits ?? '');
  leader.world.appoint(leader.world.spaceOfKind('everyone'), person, 'people');
  const screen = await renderApp(carrier, `/nachrichten/${post}`);
  await expect.element(screen.getByRole('heading', { name: 'Neue Beiträge' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Korrigieren' })).not.toBeInTheDocument();
  await screen.unmount();
  const writing = await renderApp(carrier, '/nachrichten/neu');
  await expect.element(writing.getByRole('list', { name: 'Alle Nachrichten' })).toBeVisible();
  await expect.element(writing.getByRole('link', { name: 'Nachricht schreiben' })).not.toBeInTheDocument();
  await writing.unmount();
  // Who wrote it reads along with leadership, and so what is answered.
  const answering = await renderApp(father, `/nachrichten/${post}`);
  await expect
    .element(answering.getByRole('textbox', { name: 'Antwort an das Team' }))
    .toHaveAccessibleDescription(/wer für den Träger mitliest/u);
});
