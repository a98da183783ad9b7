import { statesOf } from '../../shell/use-client.ts';
import { people } from '@obhut/domain/people.ts';
import { expect, test } from 'vitest';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { carrierOf, colleagueOf, lindenhof, newcomerOf } from '../../testing/scenes.ts';

const institutionOf = (client: FakeClient) => client.snapshot().institution;
const me = (client: FakeClient) => institutionOf(client)?.me ?? '';
const everyoneOf = (client: FakeClient) => institutionOf(client)?.spaces.find(({ kind }) => kind === 'everyone');

test('somebody of the carrier is let in by their digits to write to everyone, and says under which name', async () => {
  const { leader } = await lindenhof();
  const petra = await newcomerOf(leader, 'Petra Lang');
  const form = await renderApp(leader, `/team/aufnehmen/${me(petra)}`);
  await form.getByText('Träger, schreibt an alle', { exact: true }).click();
  await expect.element(form.getByText(/liest auch, was früher an alle ging/u)).toBeVisible();
  const digits = form.getByRole('textbox', { name: 'Ziffern von Petra Lang' });
  await digits.fill('1234 5678 9012');
  await form.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(form.getByRole('alert')).toMatchTextContent(/Es wurde nichts geändert/u);
  expect(everyoneOf(leader)?.writers).toEqual([]);
  await digits.fill(institutionOf(petra)?.digits ?? '');
  await form.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect
    .element(form.getByRole('list', { name: 'Träger' }))
    .toMatchTextContent(/Petra LangTräger, schreibt an alle/u);
  await form.unmount();
  expect([everyoneOf(leader)?.writers, institutionOf(petra)?.standing]).toEqual([[me(petra)], 'carrier']);

  const screen = await renderApp(petra, '/');
  await expect.element(screen.getByRole('heading', { name: 'Sie schreiben für den Träger an alle' })).toBeVisible();
  await expect.element(screen.getByText('Kinder, Gruppen und Gespräche sehen Sie nicht.')).toBeVisible();
  await screen.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
  await expect
    .element(screen.getByRole('heading', { name: 'Unter welchem Namen schreiben Sie?' }))
    .not.toBeInTheDocument();
  expect(
    statesOf(leader.states(), people)
      .get(everyoneOf(leader)?.id ?? '')
      ?.profiles.has(me(petra)),
  ).toBe(true);
});

test('whoever belongs to a family comes for the carrier by a letter of their own', async () => {
  const { leader, mother } = await lindenhof();
  const form = await renderApp(leader, `/team/aufnehmen/${me(mother)}`);
  await expect.element(form.getByText('Träger, liest mit', { exact: true })).toBeVisible();
  await expect.element(form.getByText('Träger, schreibt an alle', { exact: true })).not.toBeInTheDocument();
  await expect.element(form.getByText(/Dafür bekommt die Person einen eigenen Brief/u)).toBeVisible();
});

test('it is taken and given on the person’s page by those who lead; of the team nobody sees a button', async () => {
  const { leader } = await lindenhof();
  const petra = await carrierOf(leader, 'Petra Lang');
  const beate = await colleagueOf(leader, 'Beate Kruse');
  const asColleague = await renderApp(beate, `/briefe/person/${me(petra)}`);
  await expect.element(asColleague.getByRole('heading', { name: 'Petra Lang' })).toBeVisible();
  await expect.element(asColleague.getByRole('button', { name: /an alle schreiben/u })).not.toBeInTheDocument();
  await asColleague.unmount();

  await leader.admit(me(petra), 'carrier', institutionOf(petra)?.digits ?? '');
  const screen = await renderApp(leader, '/team');
  const leadership = screen.getByRole('list', { name: 'Leitung' });
  await expect.element(leadership).toMatchTextContent(/Träger, liest mit und schreibt an alle/u);
  await leadership.getByRole('link', { name: /Petra Lang/u }).click();
  await expect.element(screen.getByText('Schreibt für den Träger an alle Eltern.')).toBeVisible();
  await screen.getByRole('button', { name: 'Nicht mehr an alle schreiben lassen' }).click();
  const question = screen.getByRole('alertdialog', { name: 'Petra Lang nicht mehr an alle schreiben lassen?' });
  await question.getByRole('button', { name: 'Nicht mehr schreiben lassen' }).click();
  await expect.element(screen.getByText('Schreibt nicht an alle.')).toBeVisible();
  expect([everyoneOf(petra)?.role, institutionOf(petra)?.standing]).toEqual(['reader', 'carrier']);
  await screen.getByRole('button', { name: 'An alle schreiben lassen' }).click();
  await expect.element(screen.getByText('Schreibt für den Träger an alle Eltern.')).toBeVisible();
  expect(everyoneOf(petra)?.role).toBe('writer');
  await screen.unmount();
  const own = await renderApp(petra, '/');
  await expect.element(own.getByText(/^Sie schreiben auch an alle Eltern/u)).toBeVisible();
});

test('who only writes is asked nothing about the sheet in the safe, has no conversations, and is offered for none', async () => {
  const { leader } = await lindenhof();
  const petra = await carrierOf(leader, 'Petra Lang');
  leader.world.recovery = { persona: leader.world.newId(), since: leader.world.foundedOn, isApproved: false };
  leader.world.changed();
  const screen = await renderApp(petra, '/nachrichten');
  await expect.element(screen.getByRole('heading', { name: 'Nachrichten' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Ansehen' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: /Gespräche/u })).not.toBeInTheDocument();
  const menu = screen.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link');
  await expect.element(menu).toHaveLength(4);
  expect(menu.elements().map(({ textContent }) => textContent)).toEqual(['Heute', 'Nachrichten', 'Kalender', 'Mehr']);
  await screen.unmount();
  const several = await renderApp(leader, '/gespraeche/mehrere');
  await expect.element(several.getByText('Ayşe Yılmaz')).toBeVisible();
  await expect.element(several.getByText('Petra Lang')).not.toBeInTheDocument();
  await several.unmount();
  const letters = await renderApp(leader, '/briefe');
  await expect.element(letters.getByRole('list', { name: 'Schon dabei' })).toMatchTextContent(/Ayşe Yılmaz/u);
  await expect.element(letters.getByRole('list', { name: 'Schon dabei' })).not.toMatchTextContent(/Petra Lang/u);
});
