import { absences } from '@obhut/domain/absences.ts';
import { posts, readBy } from '@obhut/domain/posts.ts';
import { replies } from '@obhut/domain/replies.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';
import {
  childInEach,
  guardianWhoLeadsElsewhere,
  names,
  publishAt,
  schoolId,
  twoHouses,
} from '../../testing/two-houses.ts';

type Screen = Awaited<ReturnType<typeof renderApp>>;

function rowsOf(screen: Screen, list: string): string[] {
  const rows = screen.getByRole('list', { name: list }).getByRole('link');
  return rows.elements().map((row) => row.textContent ?? '');
}

function inFront(client: FakeClient): string {
  return client.snapshot().institution?.id ?? '';
}

function said(client: FakeClient): string[] {
  return [...statesOf(client.states(), replies).values()].flatMap((state) =>
    [...state.replies.values()].map(({ text }) => text),
  );
}

function reported(client: FakeClient): number {
  return [...statesOf(client.states(), absences).values()].reduce((sum, state) => sum + state.said.size, 0);
}

const later = Date.UTC(2026, 10, 23, 9);

test('the list of posts is one of all institutions by time; each row says whose it is', async () => {
  const { mother, leader, head } = await twoHouses();
  await publishAt(head, later, 'Elternabend');
  // To the millisecond: what happens to be in one order stays in it.
  await publishAt(leader, later, 'Laternen');
  await publishAt(head, later - 120_000, 'Schulfest');
  await publishAt(leader, later - 60_000, 'Waldtag');
  const screen = await renderApp(mother, '/nachrichten');
  await expect.poll(() => rowsOf(screen, 'Alle Nachrichten').length).toBe(6);
  const rows = rowsOf(screen, 'Alle Nachrichten');
  expect(rows.map((row) => /Elternabend|Laternen|Waldtag|Schulfest|Sommerfest|Ausflug/u.exec(row)?.[0])).toEqual([
    'Elternabend',
    'Laternen',
    'Waldtag',
    'Schulfest',
    'Sommerfest',
    'Ausflug',
  ]);
  await expect.element(screen.getByRole('link', { name: /Elternabend.*\bLindenhof.*neu/u })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Laternen.*KiTa Lindenhof.*neu/u })).toBeVisible();
  await expect.element(screen.getByText('5 neue Nachrichten')).toBeInTheDocument();
  // Turning changes nothing of the order.
  await mother.bringForward(schoolId);
  expect(rowsOf(screen, 'Alle Nachrichten')).toEqual(rows);
});

test('what is opened comes to the front, opens there with its heading in focus, and is read there alone', async () => {
  const { mother, head, there } = await twoHouses();
  await publishAt(head, later, 'Elternabend');
  const screen = await renderApp(mother, '/nachrichten');
  await screen.getByRole('link', { name: /Elternabend/u }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Elternabend' })).toHaveFocus();
  expect(inFront(mother)).toBe(schoolId);
  // Every page of one of them says of which.
  await expect.element(screen.getByRole('main').getByText('Lindenhof', { exact: true })).toBeVisible();
  const me = there.snapshot().institution?.me ?? '';
  await expect.poll(() => readBy(statesOf(there.states(), posts), me).size).toBe(1);
  // The KiTa has a post of the same id, and learnt nothing.
  const { me: meHere } = mother.beside()[0]?.snapshot.institution ?? { me: '' };
  expect(readBy(statesOf(mother.beside()[0]?.states ?? new Map(), posts), meHere).size).toBe(1);
  await screen.getByRole('link', { name: 'Nachrichten', exact: true }).first().click();
  await screen.getByRole('link', { name: /Sommerfest/u }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: /Sommerfest/u })).toHaveFocus();
  expect(inFront(mother)).not.toBe(schoolId);
});

test('a reply to a post of the other institution is said there alone', async () => {
  const { mother, leader, head } = await twoHouses();
  await publishAt(head, later, 'Elternabend');
  const before = said(leader);
  const screen = await renderApp(mother, '/');
  await screen.getByRole('link', { name: /Elternabend/u }).click();
  await screen.getByRole('textbox').fill('Ich komme.');
  await screen.getByRole('button', { name: 'Antworten' }).click();
  await expect.poll(() => said(head)).toEqual(['Ich komme.']);
  expect(said(leader)).toEqual(before);
});

test('Heute is the day of all: what is new in one list, each child with its institution', async () => {
  const houses = await twoHouses();
  const { mother, head } = houses;
  await childInEach(houses);
  await publishAt(head, later, 'Elternabend');
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByText('KiTa Lindenhof · Lindenhof')).toBeVisible();
  await expect.poll(() => rowsOf(screen, 'Neu')).toHaveLength(2);
  expect(rowsOf(screen, 'Neu')[0]).toMatch(/Elternabend.*\bLindenhof/u);
  expect(rowsOf(screen, 'Neu')[1]).toMatch(/Sommerfest.*KiTa Lindenhof/u);
  await expect.element(screen.getByRole('region', { name: 'Elif Yılmaz' })).toMatchTextContent(/KiTa Lindenhof/u);
  await expect.element(screen.getByRole('region', { name: 'Emre Yılmaz' })).toMatchTextContent(/Lindenhof/u);
  // What the list says, no card counts.
  expect(screen.getByRole('list', { name: 'Weitere Einrichtungen' }).query()).toBeNull();
});

test('while the one in front is read for the first time, Heute says how far it is above the day of the other', async () => {
  const houses = await twoHouses();
  await childInEach(houses);
  const { mother } = houses;
  mother.setReading({ done: 12_000, total: 50_000 });
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByText(/12.000 von 50.000 gelesen/u)).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: 'Emre Yılmaz' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Elif Yılmaz' }).elements()).toEqual([]);
  mother.setReading(null);
  await expect.element(screen.getByRole('heading', { name: 'Elif Yılmaz' })).toBeVisible();
  expect(screen.getByText(/gelesen/u).elements()).toEqual([]);
});

test('“Krank melden” for the child in the other institution turns to it, and is said there alone', async () => {
  const houses = await twoHouses();
  const { mother, leader, head } = houses;
  await childInEach(houses);
  const screen = await renderApp(mother, '/');
  await screen.getByRole('region', { name: 'Emre Yılmaz' }).getByRole('button', { name: 'Krank melden' }).click();
  await expect.element(screen.getByRole('dialog', { name: /Emre Yılmaz/u })).toBeVisible();
  expect(inFront(mother)).toBe(schoolId);
  await screen.getByRole('dialog').getByRole('button', { name: 'Senden' }).click();
  await expect.poll(() => reported(head)).toBe(1);
  expect(reported(leader)).toBe(0);
  // Both children are where they were.
  await expect.element(screen.getByRole('region', { name: 'Elif Yılmaz' })).toBeVisible();
});

test('the page of one’s institutions names them, turns to another, and leads to the letter of a further one', async () => {
  const { mother, head } = await twoHouses();
  const screen = await renderApp(mother, '/einrichtungen');
  await expect.element(screen.getByRole('list', { name: 'Gerade geöffnet' })).toMatchTextContent(/KiTa Lindenhof/u);
  const others = screen.getByRole('list', { name: 'Weitere Einrichtungen' });
  await expect.element(others).toMatchTextContent(/Lindenhof.*Nichts Neues/u);
  await publishAt(head, later, 'Elternabend');
  await expect.element(others).toMatchTextContent(/1 neue Nachricht/u);
  await screen.getByRole('button', { name: 'Öffnen: Lindenhof', exact: true }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: /^Guten/u })).toHaveFocus();
  expect(inFront(mother)).toBe(schoolId);
  await screen.getByRole('link', { name: 'Mehr' }).click();
  await screen.getByRole('link', { name: /Meine Einrichtungen/u }).click();
  await screen.getByRole('link', { name: 'Brief öffnen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Sie sind schon angemeldet' })).toBeVisible();
  await screen.getByRole('button', { name: 'Für mich' }).click();
  await expect.element(screen.getByRole('textbox', { name: '34 Zeichen vom Brief' })).toBeVisible();
});

test('who is in one institution is not told of others, nor whose anything is', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/nachrichten');
  await expect.element(screen.getByRole('link', { name: /Sommerfest/u })).not.toMatchTextContent(names.kita);
  await screen.getByRole('link', { name: 'Heute' }).click();
  await expect.element(screen.getByRole('link', { name: /Sommerfest/u })).not.toMatchTextContent(names.kita);
});

test('whoever is of the staff of another institution is told what that means before the account goes', async () => {
  const { father } = await guardianWhoLeadsElsewhere();
  expect(father.snapshot().institution?.standing).toBe('guardian');
  const screen = await renderApp(father, '/konto-loeschen');
  await expect.element(screen.getByText(/Leiten Sie als Einzige:r/u)).toBeVisible();
});
