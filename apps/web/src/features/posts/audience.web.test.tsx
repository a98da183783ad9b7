import { newestFirst, posts, readBy } from '@obhut/domain/posts.ts';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { enrol, lindenhof } from '../../testing/scenes.ts';

type Screen = Awaited<ReturnType<typeof renderApp>>;

function titlesOf(client: FakeClient): string[] {
  return newestFirst(statesOf(client.states(), posts)).map(({ title }) => title);
}

async function fill(screen: Screen, title: string): Promise<void> {
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
  await screen.getByText('Eltern einzelner Kinder', { exact: true }).click();
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

const lice = async (screen: Screen, ...names: string[]) => {
  await fill(screen, 'Läuse');
  await screen.getByText('Eltern einzelner Kinder', { exact: true }).click();
  for (const name of names) {
    await screen.getByRole('combobox', { name: 'Welches Kind' }).fill(name.slice(0, 3));
    await screen.getByRole('option', { name }).click();
  }
};

/** Two children of one family, one of another, and one of whose family nobody is here so far. */
async function families() {
  const scene = await lindenhof();
  const { leader, mother, father } = scene;
  const [one = '', other = ''] = [mother, father].map((client) => client.snapshot().institution?.me);
  const elif = await enrol(leader, 'e'.repeat(32), { fields: { name: 'Elif Yılmaz' }, people: [one] });
  const deniz = await enrol(leader, 'd'.repeat(32), { fields: { name: 'Deniz Yılmaz' }, people: [one] });
  const ben = await enrol(leader, 'b'.repeat(32), { fields: { name: 'Ben Schäfer' }, people: [other] });
  await enrol(leader, 'f'.repeat(32), { fields: { name: 'Finn Weber' } });
  const spaces = [elif, deniz, ben].map((of) => of['ward'] ?? '');
  return { ...scene, spaces };
}

const postsOf = (client: FakeClient) =>
  newestFirst(statesOf(client.states(), posts)).filter(({ title }) => title.startsWith('Läuse'));

test('several wards: one post, to each family once, and none of them learns who else got it', async () => {
  const { leader, mother, father, spaces } = await families();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await lice(screen, 'Elif Yılmaz', 'Deniz Yılmaz', 'Ben Schäfer', 'Finn Weber');
  await screen.getByText('Das bekommen 2 Personen', { exact: true }).click();
  await expect.element(screen.getByText(/^Ayşe Yılmaz und Can Yılmaz\. Das Team liest mit\./u)).toBeVisible();
  await expect.element(screen.getByText(/^An die Eltern von Finn Weber: Da ist noch niemand dabei/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Finn Weber entfernen' }).click();
  await expect.element(screen.getByText(/Da ist noch niemand dabei/u)).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Vorschau', exact: true }).click();
  const preview = screen.getByRole('dialog');
  await expect.element(preview.getByText(/^Jede andere|^So sieht es eine Familie/u)).toBeVisible();
  await expect.element(preview.getByText(/^An die Eltern von Elif Yılmaz ·/u)).toBeVisible();
  await preview.getByRole('button', { name: 'Vorschau schließen' }).click();
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect
    .element(screen.getByText(/^An die Eltern von Ben Schäfer, Deniz Yılmaz und Elif Yılmaz ·/u))
    .toBeVisible();
  await expect.element(screen.getByRole('figure', { name: '0 von 2 haben die Nachricht gelesen' })).toBeVisible();

  expect(postsOf(leader).map(({ copies }) => copies.map(({ space }) => space).toSorted())).toEqual([spaces.toSorted()]);
  expect(postsOf(mother).map(({ copies }) => copies.length)).toEqual([2]);
  const [hers] = postsOf(mother);
  const [his] = postsOf(father);
  expect(his?.copies.map(({ space }) => space)).toEqual([spaces[2]]);
  expect(JSON.stringify(his)).not.toMatch(/Elif|Deniz|Yılmaz/u);
  expect(hers?.id).toBe(his?.id);
});

test('by keys: one ward after the other, each time from an empty field that offers the others', async () => {
  const { leader } = await families();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByText('Eltern einzelner Kinder', { exact: true }).click();
  const field = screen.getByRole('combobox', { name: 'Welches Kind' });
  await field.fill('eli');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(field).toHaveValue('');
  await expect.element(field).toHaveFocus();
  await expect.element(screen.getByRole('option', { name: 'Deniz Yılmaz' })).toBeVisible();
  expect(screen.getByRole('option', { name: 'Elif Yılmaz' }).query()).toBeNull();
  await userEvent.keyboard('den{ArrowDown}{Enter}{Tab}');
  const chosen = screen.getByRole('list', { name: 'Gewählt: 2' });
  await expect.element(chosen).toMatchTextContent(/Elif Yılmaz.*Deniz Yılmaz/u);
});

test('by keys: the focus stays in the field after the last ward there is, and where one is taken out it goes on to the next', async () => {
  const { leader } = await families();
  const screen = await renderApp(leader, '/nachrichten/neu');
  await screen.getByText('Eltern einzelner Kinder', { exact: true }).click();
  const field = screen.getByRole('combobox', { name: 'Welches Kind' });
  await field.click();
  const names = ['Ben Schäfer', 'Deniz Yılmaz', 'Elif Yılmaz', 'Finn Weber'];
  for (const name of names) await userEvent.keyboard(`${name.slice(0, 3)}{ArrowDown}{Enter}`);
  await expect.element(screen.getByRole('list', { name: 'Gewählt: 4' })).toBeVisible();
  await expect.element(field).toHaveFocus();
  await expect.element(screen.getByText('Niemand gefunden')).not.toBeInTheDocument();
  const remove = (name: string) => screen.getByRole('button', { name: `${name} entfernen` });
  await userEvent.keyboard('{Tab}');
  for (const [at, name] of names.entries()) {
    await expect.element(remove(name)).toHaveFocus();
    if (at < 2) await userEvent.keyboard('{Enter}');
    else await userEvent.keyboard('{Tab}');
  }
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
  await expect.element(remove('Elif Yılmaz')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveFocus();
});

test('a family with two of the children reads it once, is no longer waited for, and sees its own alone', async () => {
  const { leader, mother, father, spaces } = await families();
  const post = leader.world.newId();
  const body = { post, title: 'Läuse', text: 'Bitte nachsehen.', alts: [] };
  await leader.sendToEach(spaces, { type: 'post/published@3', body, expiry: 30_000, notify: 'normal' });
  const screen = await renderApp(mother, '/nachrichten');
  await expect.element(screen.getByRole('link', { name: /Läuse/u })).toHaveLength(1);
  await screen.getByRole('link', { name: /Läuse/u }).click();
  await expect.element(screen.getByText(/^An die Eltern von Deniz Yılmaz und Elif Yılmaz ·/u)).toBeVisible();
  await expect
    .poll(() => readBy(statesOf(mother.states(), posts), mother.snapshot().institution?.me ?? ''))
    .toContain(post);
  await screen.unmount();
  const theirs = await renderApp(father, `/nachrichten/${post}`);
  await expect.element(theirs.getByText(/^An die Eltern von Ben Schäfer ·/u)).toBeVisible();
  await expect.element(theirs.getByText(/Yılmaz, |Elif|Deniz/u)).not.toBeInTheDocument();
  await theirs.unmount();
  const seen = await renderApp(leader, `/nachrichten/${post}`);
  await expect.element(seen.getByRole('figure', { name: '2 von 2 haben die Nachricht gelesen' })).toBeVisible();
});

test('a correction and a withdrawal reach all of them', async () => {
  const { leader, mother, father, spaces } = await families();
  const post = leader.world.newId();
  const body = { post, title: 'Läuse', text: 'Bitte nachsehen.', alts: [] };
  await leader.sendToEach(spaces, { type: 'post/published@3', body, expiry: 30_000, notify: 'normal' });
  const screen = await renderApp(leader, `/nachrichten/${post}`);
  await screen.getByRole('link', { name: 'Korrigieren' }).click();
  await screen.getByRole('textbox', { name: 'Text', exact: true }).fill('Es war nichts.');
  await screen.getByRole('button', { name: 'Korrektur senden' }).click();
  await expect.element(screen.getByText('Es war nichts.')).toBeVisible();
  await expect.element(screen.getByText('Nicht alle haben denselben Text')).not.toBeInTheDocument();
  for (const client of [mother, father]) {
    expect(postsOf(client).flatMap(({ copies }) => copies.map(({ text }) => text))).toEqual(
      client === mother ? ['Es war nichts.', 'Es war nichts.'] : ['Es war nichts.'],
    );
  }
  await screen.getByRole('button', { name: 'Zurückziehen' }).click();
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click();
  await expect.element(screen.getByRole('list', { name: 'Zurückgezogen' }).getByRole('listitem')).toHaveLength(1);
  for (const client of [leader, mother, father]) expect(postsOf(client)).toEqual([]);
});

test('what one told another family shows to whoever reads along, beside what this one was told', async () => {
  const { leader, spaces } = await families();
  const post = leader.world.newId();
  const say = (space: string, text: string) => {
    const body = { post, title: 'Läuse', text, alts: [] };
    return leader.send({ space, type: 'post/published@3', body, expiry: 30_000, notify: 'normal' });
  };
  await say(spaces[0] ?? '', 'Bitte nachsehen.');
  await say(spaces[2] ?? '', 'Alles in Ordnung.');
  const screen = await renderApp(leader, `/nachrichten/${post}`);
  await expect.element(screen.getByRole('heading', { name: 'Nicht alle haben denselben Text' })).toBeVisible();
  await expect.element(screen.getByText('Bitte nachsehen.')).toBeVisible();
  await expect.element(screen.getByText('Alles in Ordnung.')).toBeVisible();
});

test('what has not gone out so far goes to the others alone when it is called off', async () => {
  const { leader, father, spaces } = await families();
  const post = leader.world.newId();
  const draft = {
    type: 'post/published@3',
    body: { post, title: 'Läuse', text: 'Bitte nachsehen.', alts: [] },
    expiry: 30_000,
    notify: 'normal',
  } as const;
  await leader.sendToEach(spaces.slice(0, 2), draft);
  leader.setOnline(false);
  await leader.sendToEach(spaces.slice(2), draft);
  const screen = await renderApp(leader, `/nachrichten/${post}`);
  await expect.element(screen.getByText('Das wird noch gesendet: An die Eltern von Ben Schäfer.')).toBeVisible();
  await expect.element(screen.getByRole('figure', { name: '0 von 1 haben die Nachricht gelesen' })).toBeVisible();
  await screen.getByRole('button', { name: 'Nicht senden' }).click();
  await expect.element(screen.getByText(/^Das wird noch gesendet/u)).not.toBeInTheDocument();
  await expect.element(screen.getByText(/^An die Eltern von Deniz Yılmaz und Elif Yılmaz ·/u)).toBeVisible();
  leader.setOnline(true);
  expect(postsOf(father)).toEqual([]);
});

test('a draft that names a child who has left says so and waits until it is taken out', async () => {
  const { leader, spaces } = await families();
  const writer = leader.snapshot().here.writer ?? '';
  await leader.keepDraft(writer, 'post audience', `${spaces[0] ?? ''} ${'9'.repeat(32)}`);
  const screen = await renderApp(leader, '/nachrichten/neu');
  await fill(screen, 'Läuse');
  await expect.element(screen.getByText('Nicht mehr dabei', { exact: true })).toBeVisible();
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByText(/^Wer nicht mehr dabei ist, bekommt nichts\./u)).toBeVisible();
  expect(postsOf(leader)).toEqual([]);
  await screen.getByRole('button', { name: 'Nicht mehr dabei entfernen' }).click();
  await screen.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect.element(screen.getByText(/^An die Eltern von Elif Yılmaz ·/u)).toBeVisible();
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
