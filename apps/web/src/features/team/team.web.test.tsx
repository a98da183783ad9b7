import { expect, test } from 'vitest';
import { fakeToday } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, newWorld } from '../../testing/scenes.ts';

test('a guardian shows their digits, and is admitted to the team by them alone', async () => {
  const { leader, mother, father } = await lindenhof();
  const hers = mother.snapshot().institution?.digits ?? '';
  const his = father.snapshot().institution?.digits ?? '';
  const shown = await renderApp(mother, '/ziffern');
  await expect.element(shown.getByTestId('digits')).toMatchTextContent(hers.replaceAll(/.{4}(?=.)/gu, '$& '));
  await shown.unmount();

  const screen = await renderApp(leader, '/briefe');
  await screen.getByRole('link', { name: /Ayşe Yılmaz/ }).click();
  await screen.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ayşe Yılmaz aufnehmen' })).toBeVisible();
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie.')).toBeVisible();
  await expect.element(screen.getByText('Es sind zwölf Ziffern.')).toBeVisible();
  await screen.getByText('Ins Team', { exact: true }).click();
  const digits = screen.getByRole('textbox', { name: 'Ziffern von Ayşe Yılmaz' });
  await digits.fill(his);
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Es wurde nichts geändert/);
  expect(mother.snapshot().institution?.standing).toBe('guardian');
  await digits.fill(hers.replaceAll(/.{4}(?=.)/gu, '$& '));
  await screen.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(screen.getByRole('list', { name: 'Team' })).toMatchTextContent(/Ayşe Yılmaz/);
  expect(mother.snapshot().institution?.standing).toBe('staff');
  await screen.unmount();

  const theirs = await renderApp(mother, '/');
  await expect.element(theirs.getByRole('heading', { name: 'Sie gehören jetzt zum Team' })).toBeVisible();
  await expect.element(theirs.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue('Ayşe Yılmaz');
  await theirs.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
  await expect.element(theirs.getByRole('heading', { name: 'Sie gehören jetzt zum Team' })).not.toBeInTheDocument();
});

test('a second owner is a first step; after a week the app insists until there is one', async () => {
  const leader = await foundedBy(newWorld());
  await leader.kitKept();
  const screen = await renderApp(leader, '/');
  const step = screen.getByRole('link', { name: /Zweite Inhaberin oder zweiten Inhaber/ });
  await expect.element(step).toBeVisible();
  const insists = screen.getByRole('link', { name: 'Zweite Person aufnehmen' });
  await expect.element(insists).not.toBeInTheDocument();
  leader.world.foundedOn = fakeToday - 7;
  leader.world.changed();
  await expect.element(insists).toBeVisible();
  await insists.click();
  await expect.element(screen.getByText(/Bisher hängt die KiTa an Ihnen allein/)).toBeVisible();
  leader.world.admit(leader.world.newId(), 'owner');
  await expect.element(insists).not.toBeInTheDocument();
  await expect.element(screen.getByRole('list', { name: 'Leitung' })).toMatchTextContent(/Sabine Brandt/);
});

test('who only helps is not asked for what they cannot do, and is given no more than they may', async () => {
  const { leader, mother } = await lindenhof();
  leader.world.foundedOn = fakeToday - 7;
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'team');
  const screen = await renderApp(mother, '/team');
  await expect.element(screen.getByRole('list', { name: 'Team' })).toMatchTextContent(/Ayşe Yılmaz/);
  await expect.element(screen.getByRole('link', { name: 'Zweite Person aufnehmen' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: 'Zugangsbrief schreiben' })).not.toBeInTheDocument();
  await screen.unmount();
  const father = leader.world.spaceOfKind('everyone').personas.find((id) => id !== mother.snapshot().institution?.me);
  const form = await renderApp(mother, `/team/aufnehmen/${father ?? ''}`);
  await expect.element(form.getByText(/können sie nirgends weiter aufnehmen/)).toBeVisible();
});

test('somebody of the carrier is admitted to read along: told what they see and what not, and offered nothing that they cannot do', async () => {
  const { leader, mother } = await lindenhof();
  const person = mother.snapshot().institution?.me ?? '';
  const form = await renderApp(leader, `/team/aufnehmen/${person}`);
  await form.getByText('Träger, liest mit', { exact: true }).click();
  await form
    .getByRole('textbox', { name: 'Ziffern von Ayşe Yılmaz' })
    .fill(mother.snapshot().institution?.digits ?? '');
  await form.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect.element(form.getByRole('list', { name: 'Leitung' })).toMatchTextContent(/Ayşe YılmazTräger, liest mit/);
  await form.unmount();
  expect(mother.snapshot().institution?.standing).toBe('carrier');

  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByRole('heading', { name: 'Sie lesen für den Träger mit' })).toBeVisible();
  await expect.element(screen.getByText(/Sie lesen keine Gespräche, in die Sie niemand geholt hat/)).toBeVisible();
  const menu = screen.getByRole('navigation', { name: 'Hauptmenü' });
  await expect.element(menu.getByRole('link', { name: 'Nachrichten' })).toBeVisible();
  await expect.element(menu.getByRole('link', { name: /Gruppen/ })).not.toBeInTheDocument();
  await expect.element(menu.getByRole('link', { name: /Briefe/ })).not.toBeInTheDocument();
  await screen.unmount();

  const posts = await renderApp(mother, '/nachrichten');
  await expect.element(posts.getByRole('heading', { name: 'Nachrichten' })).toBeVisible();
  await expect.element(posts.getByRole('link', { name: 'Nachricht schreiben' })).not.toBeInTheDocument();
  await posts.getByRole('list', { name: 'Alle Nachrichten' }).getByRole('link').first().click();
  await expect.element(posts.getByRole('heading', { name: 'Antworten' })).toBeVisible();
  await expect.element(posts.getByRole('button', { name: 'Antworten' })).not.toBeInTheDocument();
  await posts.unmount();

  const team = await renderApp(mother, '/team');
  await expect.element(team.getByRole('list', { name: 'Leitung' })).toMatchTextContent(/Sabine Brandt/);
  await expect.element(team.getByRole('list', { name: 'Leitung' }).getByRole('link')).not.toBeInTheDocument();
});
