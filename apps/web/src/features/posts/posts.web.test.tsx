import { posts, readBy } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, mailboxOf, newWorld, reply } from '../../testing/scenes.ts';

test('staff write to a group; it goes out and stands at the top', async () => {
  const { leader, mother } = await lindenhof();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie, an wen die Nachricht geht.')).toBeVisible();
  await screen.getByText('Igelgruppe', { exact: true }).click();
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Überschrift' })).toHaveFocus();
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('Laternen');
  await screen.getByRole('textbox', { name: 'Text' }).fill('Wir basteln:\r\n\r\n- Papier\n- Kleber');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Laternen' })).toBeVisible();
  await expect.element(screen.getByRole('listitem').filter({ hasText: 'Kleber' })).toBeVisible();
  expect(
    [...statesOf(mother.states(), posts).values()].flatMap((state) =>
      [...state.posts.values()].map(({ title }) => title),
    ),
  ).toContain('Laternen');
});

test('offline it waits quietly and is sent with the next network', async () => {
  const { leader } = await lindenhof();
  leader.setOnline(false);
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByText('Alle Eltern', { exact: true }).click();
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('Heizung');
  await screen.getByRole('textbox', { name: 'Text' }).fill('Bitte warme Kleidung.');
  await screen.getByRole('button', { name: 'Senden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Heizung' })).toBeVisible();
  await expect.element(screen.getByText('wird gesendet', { exact: true })).toBeVisible();
  await expect.element(screen.getByText(/Offline: wird gesendet, sobald Sie wieder Netz haben/)).toBeVisible();
  leader.setOnline(true);
  await expect.element(screen.getByText('wird gesendet', { exact: true })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('heading', { name: 'Heizung' })).toBeVisible();
});

test('a draft outlives leaving the page', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('Angefangen');
  await screen.getByRole('link', { name: 'Heute' }).click();
  await screen.getByRole('link', { name: 'Nachricht schreiben' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Überschrift' })).toHaveValue('Angefangen');
  await screen.getByRole('textbox', { name: 'Überschrift' }).fill('');
});

test('opening a post says so once; the list and the tab then know it', async () => {
  const { father, party } = await lindenhof();
  const screen = await renderApp(father, '/nachrichten');
  await expect.element(screen.getByText('2 neue Nachrichten')).toBeInTheDocument();
  await screen.getByRole('link', { name: /Sommerfest/ }).click();
  await expect.element(screen.getByRole('heading', { name: /Sommerfest/ })).toBeVisible();
  await expect
    .poll(() => readBy(statesOf(father.states(), posts), father.snapshot().institution?.me ?? ''))
    .toContain(party);
  await expect.element(screen.getByText('1 neue Nachricht')).toBeInTheDocument();
  const mailbox = father.world.space(mailboxOf(father));
  expect(mailbox.facts.filter(({ fact }) => fact.type === 'post/read@1')).toHaveLength(1);
});

test('staff see by name who has read and who has not; of staff there is no mark', async () => {
  const { leader, trip } = await lindenhof();
  const screen = await renderApp(leader, `/nachrichten/${trip}`);
  await expect.element(screen.getByRole('list', { name: 'Haben gelesen' })).toMatchTextContent(/Ayşe Yılmaz/);
  const unread = screen.getByRole('list', { name: 'Noch nicht gelesen' });
  await expect.element(unread).toMatchTextContent(/Can Yılmaz/);
  await expect.element(unread).not.toMatchTextContent(/Olena/);
  await expect.element(screen.getByRole('figure', { name: '1 von 3 haben die Nachricht gelesen' })).toBeVisible();
  await expect.element(screen.getByText('1 Zugangsbrief ist noch nicht benutzt.')).toBeVisible();
  const facts = leader.world.spaces.flatMap((space) => space.facts);
  expect(facts.filter(({ fact }) => fact.type === 'post/read@1').map(({ standing }) => standing.class)).toEqual([
    'guardian',
  ]);
});

test('a reply reaches the team only, and is answered', async () => {
  const { leader, mother, father, trip } = await lindenhof();
  const staff = await renderApp(leader, `/nachrichten/${trip}`);
  const thread = staff.getByRole('list', { name: 'Gespräch mit Ayşe Yılmaz' });
  await expect.element(thread).toMatchTextContent(/Elif kommt mit\./);
  await expect.element(staff.getByText('1 offene Antwort')).toBeInTheDocument();
  await staff.getByRole('textbox', { name: 'Antwort an Ayşe Yılmaz' }).fill('Gern, danke!');
  await staff.getByRole('button', { name: 'Antworten' }).click();
  await expect.element(thread).toMatchTextContent(/Gern, danke!/);
  await expect.element(staff.getByText('1 offene Antwort')).not.toBeInTheDocument();
  await staff.unmount();

  const guardian = await renderApp(mother, `/nachrichten/${trip}`);
  await expect.element(guardian.getByRole('list', { name: 'Antworten' })).toMatchTextContent(/Gern, danke!/);
  await guardian.unmount();

  const other = await renderApp(father, `/nachrichten/${trip}`);
  await expect.element(other.getByRole('heading', { name: 'Ausflug in den Zoo' })).toBeVisible();
  expect(other.getByText('Gern, danke!').elements()).toEqual([]);
});

test('Heute shows guardians the team’s answers, and staff what is open', async () => {
  const { leader, mother, trip } = await lindenhof();
  const staff = await renderApp(leader, '/');
  await expect.element(staff.getByRole('list', { name: 'Zu beantworten' })).toMatchTextContent(/Ayşe Yılmaz/);
  await staff.unmount();
  await reply(leader, mailboxOf(mother), trip, 'Gern!');
  const guardian = await renderApp(mother, '/');
  await expect
    .element(guardian.getByRole('list', { name: 'Antworten vom Team' }))
    .toMatchTextContent(/Sabine Brandt · Gern!/);
});

test('empty, loading and unknown are said', async () => {
  const leader = await foundedBy(newWorld());
  await leader.kitKept();
  leader.setCaughtUp(false);
  const screen = await renderApp(leader, '/nachrichten');
  await expect.element(screen.getByRole('status', { name: 'Nachrichten werden geladen' })).toBeVisible();
  leader.setCaughtUp(true);
  await expect.element(screen.getByText(/Noch keine Nachricht/)).toBeVisible();
  await screen.unmount();
  const gone = await renderApp(leader, '/nachrichten/ffff');
  await expect.element(gone.getByRole('heading', { name: 'Nicht gefunden' })).toBeVisible();
});

test('in the list it stands for two weeks that something was withdrawn, and counts as nothing new', async () => {
  const { leader, father, trip } = await lindenhof();
  const space = leader.world.spaces.find(({ facts }) => facts.some(({ fact }) => fact.id === trip))?.id ?? '';
  leader.world.now = Date.now() - 13 * 86_400_000;
  await leader.send({ space, type: 'post/withdrawn@1', body: { post: trip }, expiry: 30_000, notify: 'none' });
  await leader.deleteEvent(space, trip);
  const screen = await renderApp(father, '/nachrichten');
  await expect
    .element(screen.getByRole('list', { name: 'Zurückgezogen', exact: true }))
    .toMatchTextContent(/Zurückgezogene Nachricht.*An Igelgruppe · Sabine Brandt/u);
  await expect.element(screen.getByText('1 neue Nachricht')).toBeInTheDocument();
  await screen.unmount();
  leader.world.now = Date.now() - 15 * 86_400_000;
  await leader.send({ space, type: 'post/withdrawn@1', body: { post: trip }, expiry: 30_000, notify: 'none' });
  const later = await renderApp(father, '/nachrichten');
  await expect.element(later.getByRole('list', { name: 'Alle Nachrichten' })).toBeVisible();
  await expect.element(later.getByRole('list', { name: 'Zurückgezogen', exact: true })).not.toBeInTheDocument();
});

test('what one wrote is taken back, by name and with who has read it; nobody else’s', async () => {
  const { leader, mother, trip } = await lindenhof();
  const reaches = () => [...statesOf(mother.states(), posts).values()].some((state) => state.posts.has(trip));
  const screen = await renderApp(leader, `/nachrichten/${trip}`);
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  const question = screen.getByRole('alertdialog', { name: '„Ausflug in den Zoo“ zurückziehen?' });
  await expect.element(question).toMatchTextContent(/Eine Person hat sie schon geöffnet.*Ayşe Yılmaz/);
  await question.getByRole('button', { name: 'Stehen lassen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ausflug in den Zoo' })).toBeVisible();
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  leader.setOnline(false);
  await question.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Nachrichten', exact: true })).toBeVisible();
  expect(screen.getByText('Ausflug in den Zoo').elements()).toEqual([]);
  expect(reaches()).toBe(true);
  leader.setOnline(true);
  expect(reaches()).toBe(false);
  await screen.unmount();
  const guardian = await renderApp(mother, `/nachrichten/${trip}`);
  await expect
    .element(guardian.getByText(/^Sabine Brandt hat diese Nachricht zurückgezogen: 23\. November/u))
    .toBeVisible();
  expect(guardian.getByText(/Rucksack/u).elements()).toEqual([]);
  // What they had answered is still theirs.
  await expect.element(guardian.getByRole('list', { name: 'Antworten' })).toMatchTextContent(/Elif kommt mit/u);
  await guardian.getByRole('link', { name: 'Nachrichten' }).first().click();
  await guardian.getByRole('link', { name: /Sommerfest/ }).click();
  await expect.element(guardian.getByRole('heading', { name: /Sommerfest/ })).toBeVisible();
  expect(guardian.getByRole('button', { name: 'Zurückziehen' }).elements()).toEqual([]);
});
