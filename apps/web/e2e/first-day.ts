/**
 * A leader's first day, by the steps that the app proposes: the list is read in, everyone gets a post, and letters are made of it.
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { glance } from './look.ts';
import { scan, type PrintedLetter } from './people.ts';
import { letterPdf, photo } from './sample-files.ts';

const samples = path.resolve(import.meta.dirname, '../../../packages/intake/samples');

export const group = 'Frösche';
export const first = {
  title: 'Herzlich willkommen',
  text: 'Am Samstag feiern wir das Wehrfest. Im Anhang steht, was Sie mitbringen können.',
  alt: 'Bunte Fahnen über dem Wehr',
  pdf: 'Elternbrief Wehrfest.pdf',
};

/** Of the sample the lines of one group; against the father of one of its wards stands a ban. */
function list(): Buffer {
  const numbers = ['1002', '1007', '1010'];
  const [head = '', ...lines] = readFileSync(path.join(samples, 'kita-utf8-bom-semikolon.csv'), 'utf8').split('\r\n');
  const own = lines.filter((line) => numbers.some((number) => line.startsWith(`${number};`)));
  expect(own).toHaveLength(numbers.length);
  return Buffer.from([head, ...own, ''].join('\r\n'));
}

async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: /^Weiter(?:,|$)/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

export async function readListIn(leader: Page): Promise<void> {
  await leader.getByRole('link', { name: /Kinderliste einlesen/u }).click();
  await expect(leader.getByRole('button', { name: 'Datei auswählen' })).toBeVisible();
  await leader
    .locator('input[type=file]')
    .setInputFiles({ name: 'Kinderliste.csv', mimeType: 'text/csv', buffer: list() });
  await expect(leader.getByText('22 Spalten, 3 Zeilen')).toBeVisible();
  await next(leader, 'Zeile für Zeile');
  await expect(leader.getByText(/3 Zeilen werden übernommen, keine bleibt draußen/u)).toBeVisible();
  await next(leader, 'Das müssen Sie entscheiden');
  const mia = leader.getByRole('form', { name: 'Gibt es bei Mia Schäfer ein Verbot?' });
  await mia.getByText('Ja, es gibt ein Verbot oder eine Sperre').click();
  await mia.getByText('Kontakt', { exact: true }).click();
  await mia.getByText('Yusuf Schäfer').click();
  await mia.getByRole('textbox', { name: 'Aktenzeichen' }).fill('12 F 345/21');
  await mia.getByRole('button', { name: 'Antwort festhalten' }).click();
  await next(leader, 'Das wird angelegt');
  await leader.getByRole('button', { name: 'Jetzt anlegen' }).click();
  await expect(leader.getByRole('heading', { name: 'Fertig' })).toBeVisible();
  await glance(leader, 'import-done');
}

/** To all parents, with a PDF and a picture. */
export async function welcomeEveryone(leader: Page): Promise<void> {
  await leader.getByRole('link', { name: 'Nachrichten', exact: true }).click();
  await leader.getByRole('link', { name: 'Nachricht schreiben' }).first().click();
  await leader.getByText('Alle Eltern').click();
  await leader.getByRole('textbox', { name: 'Überschrift' }).fill(first.title);
  await leader.getByRole('textbox', { name: 'Text', exact: true }).fill(first.text);
  await leader.locator('input[type=file]').setInputFiles([
    { name: first.pdf, mimeType: 'application/pdf', buffer: await letterPdf() },
    { name: 'Fahnen.jpg', mimeType: 'image/jpeg', buffer: await photo(leader) },
  ]);
  await expect(leader.getByText(/ohne versteckte Angaben/u)).toHaveCount(2);
  await leader.getByRole('textbox', { name: 'Was zeigt Fahnen.jpg?' }).fill(first.alt);
  await leader.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(leader.getByRole('heading', { name: first.title })).toBeVisible();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

/** For those who are named, and handed over. */
export async function makeLetters(leader: Page, names: readonly string[]): Promise<PrintedLetter[]> {
  const letters: PrintedLetter[] = [];
  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Briefe' }).click();
  await leader.getByRole('link', { name: /Briefe sind vorbereitet/u }).click();
  for (const name of names) await leader.getByText(name, { exact: true }).click();
  await leader.getByText('Ich habe es geprüft').click();
  await leader.getByRole('button', { name: '2 Briefe erstellen' }).click();
  await expect(leader.getByRole('heading', { name: 'Briefe drucken' })).toBeVisible();
  for (const name of names) {
    const sheet = leader.getByRole('article', { name: `Zugangsbrief für ${name}`, exact: true });
    await expect(sheet).toBeVisible();
    letters.push(await readSheet(leader, name));
  }
  await glance(leader, 'letters-print');
  await leader.getByRole('link', { name: 'Zugangsbriefe', exact: true }).click();
  for (const name of names)
    await leader.getByRole('button', { name: `Brief für ${name} wurde in die Hand gegeben` }).click();
  return letters;
}

/** What stands on the sheet: by the camera, and by hand. */
async function readSheet(leader: Page, name: string): Promise<PrintedLetter> {
  const sheet = leader.getByRole('article', { name: `Zugangsbrief für ${name}`, exact: true });
  const typed = /(?:[0-9A-Z]{4} ){8}[0-9A-Z]{2}/u.exec((await sheet.getByTestId('typed').textContent()) ?? '')?.[0];
  return {
    address: await scan(leader, 'QR-Code mit der Adresse dieses Briefs', sheet),
    code: (await sheet.getByTestId('code').textContent()) ?? '',
    typed: typed ?? '',
  };
}

/** Somebody has met them: from here on they read what is said of their ward. */
export async function confirm(leader: Page, name: string): Promise<void> {
  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Heute' }).click();
  const due = leader.getByRole('list', { name: 'Beim Abholen bestätigen' });
  await due.getByRole('link', { name: new RegExp(name, 'u') }).click();
  await leader.getByRole('button', { name: 'Speichern' }).click();
  await expect(leader.getByRole('list', { name: 'Bezugspersonen' })).toBeVisible();
}
