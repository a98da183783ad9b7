/**
 * Coming in by a letter, and being admitted by the digits on one's own screen.
 * @module
 */
import { expect, type Page } from '@playwright/test';
import { putOffSheet, scan, type PrintedLetter } from './people.ts';

export interface Person {
  name: string;
  login: string;
  password: string;
}

export async function enter(page: Page, letter: PrintedLetter, person: Person): Promise<void> {
  await page.goto(letter.address);
  await page.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code);
  await page.getByRole('button', { name: 'Brief öffnen' }).click();
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(person.name);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(person.login);
  await page.getByLabel('Passwort', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Zugang einrichten' }).click();
  await putOffSheet(page);
}

/** What is chosen, and the list on the page of the team in which they stand then. */
interface Place {
  as: string;
  list: string;
}

/** By a letter of their own, and the digits on their screen. */
export async function admit(leader: Page, theirs: Page, who: Person, { as, list }: Place): Promise<void> {
  await leader.goto('/briefe/neu');
  await leader.getByRole('textbox', { name: 'Für wen' }).fill(who.name);
  await leader.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect(leader.getByRole('heading', { name: `Brief für ${who.name}`, exact: true })).toBeVisible();
  const code = (await leader.getByTestId('code').textContent()) ?? '';
  const address = await scan(leader, 'QR-Code mit der Adresse dieses Briefs');
  await enter(theirs, { address, code, typed: '' }, who);
  await theirs.goto('/ziffern');
  const digits = (await theirs.getByTestId('digits').textContent()) ?? '';
  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Briefe' }).click();
  await leader.getByRole('link', { name: new RegExp(who.name, 'u') }).click();
  await leader.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
  await leader.getByText(as, { exact: true }).click();
  await leader.getByRole('textbox', { name: `Ziffern von ${who.name}` }).fill(digits);
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(leader.getByRole('list', { name: list, exact: true })).toContainText(who.name);
}
