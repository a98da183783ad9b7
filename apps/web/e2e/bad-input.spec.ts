/**
 * What goes wrong in a real week, in a real browser: the network goes in the middle of founding and of an upload, files are not what they are
 * called, names are of every kind, the device has no room left. Each time a sentence says what helps, in the reader’s language, and nothing is lost.
 */
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { arabic } from './arabic.ts';
import { look } from './look.ts';
import { enrol, fillFounding, keepKit, makeGroup, pressFound, texts } from './people.ts';
import { letterPdf } from './sample-files.ts';
import { goWithoutAPage, takeRoom, writeWithoutRoom } from './short-of.ts';
import { test } from './test.ts';

const names = {
  long: `Maximiliane ${'von und zu Hohenlohe-Schillingsfürst '.repeat(7)}Ende`.slice(0, 199),
  emoji: '🦔 Mia 👩‍👩‍👧‍👦',
  arabic: 'ليلى عبد الرحمن',
};

/** So large on the disk as it says, and no more than its beginning written. */
function fileOf(folder: string, name: string, size: number, beginning: string): string {
  const file = path.join(folder, name);
  const open = openSync(file, 'w');
  writeSync(open, beginning, null, 'latin1');
  if (size > beginning.length) ftruncateSync(open, size);
  closeSync(open);
  return file;
}

async function locked(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawText('Gutachten');
  document.encrypt({ userPassword: 'geheim', ownerPassword: 'geheim' });
  return Buffer.from(await document.save());
}

async function foundWithoutNetwork(page: Page, link: string): Promise<void> {
  await fillFounding(page, link);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Gründen' }).click();
  await expect(page.getByRole('alert')).toContainText('Keine Verbindung zum Server');
  await look(page, 'founding-offline', [360]);
  await page.context().setOffline(false);
  await pressFound(page);
}

async function tryLists(page: Page, folder: string): Promise<void> {
  await page.goto('/einlesen');
  const lists: [string, RegExp][] = [
    [fileOf(folder, 'leer.csv', 0, ''), /„leer\.csv“ ist leer/u],
    [fileOf(folder, 'riesig.csv', 50_000_000, 'Vorname;Nachname\n'), /„riesig\.csv“ ist größer als 20 MB/u],
    [fileOf(folder, 'film.csv', 200_000_000, '\0\0\0\u0018ftypmp42'), /„film\.csv“ ist größer als 20 MB/u],
    [fileOf(folder, 'foto.csv', 0, '\u0089PNG\r\n\u001a\n'), /„foto\.csv“ ist ein Bild/u],
    [fileOf(folder, 'brief.xlsx', 0, '%PDF-1.7'), /„brief\.xlsx“ ist ein PDF/u],
    [fileOf(folder, 'kaputt.xlsx', 0, 'PK\u0003\u0004 nichts'), /„kaputt\.xlsx“ ist beschädigt/u],
  ];
  for (const [file, sentence] of lists) {
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByText(sentence)).toBeVisible();
  }
  // A formula is text here: nothing computes it, and it stands as it was written.
  const formula = '=HYPERLINK("https://example.org";"Mia")';
  const list = `Vorname;Nachname;Gruppe\n"${formula.replaceAll('"', '""')}";Krause;Igel\n`;
  await page.locator('input[type=file]').setInputFiles(fileOf(folder, 'formel.csv', 0, list));
  await expect(page.getByText('3 Spalten, 1 Zeile')).toBeVisible();
  await expect(page.getByText(formula).first()).toBeVisible();
  await page.goto('/kinder');
}

async function tryAttachments(page: Page, folder: string): Promise<void> {
  await page.goto('/nachrichten/neu');
  await page.getByText(texts.group).click();
  await page.getByRole('textbox', { name: 'Überschrift' }).fill(texts.title);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(texts.post);
  const attach = page.locator('input[type=file]');
  const files: [string, RegExp][] = [
    [fileOf(folder, 'nichts.pdf', 0, ''), /Diese Datei ist leer/u],
    [fileOf(folder, 'gross.pdf', 200_000_000, '%PDF-1.7'), /Diese Datei ist zu groß/u],
    [fileOf(folder, 'text.pdf', 0, '%PDF-1.7 und dann nichts'), /Dieses PDF lässt sich nicht lesen/u],
    [fileOf(folder, 'kein-bild.jpg', 0, '\u00ff\u00d8\u00ff\u00e0'), /Dieses Bild lässt sich nicht öffnen/u],
  ];
  for (const [file, sentence] of files) {
    await attach.setInputFiles(file);
    await expect(page.getByText(sentence)).toBeVisible();
    await page.getByRole('button', { name: `${path.basename(file)} entfernen` }).click();
  }
  await attach.setInputFiles({ name: 'Gutachten.pdf', mimeType: 'application/pdf', buffer: await locked() });
  await expect(page.getByText(/mit einem Passwort geschützt/u)).toBeVisible();
  await look(page, 'attachment-refused', [360]);
  await page.getByRole('button', { name: 'Gutachten.pdf entfernen' }).click();
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(texts.post);
}

/** Whoever reads Arabic is told so in Arabic. */
async function tryInArabic(page: Page, folder: string): Promise<void> {
  await page.evaluate(() => localStorage.setItem('obhut.language', 'ar'));
  await page.reload();
  const attach = page.locator('input[type=file]');
  for (const [file, key] of [
    ['nichts.pdf', 'failFileEmpty'],
    ['gross.pdf', 'failFileTooLarge'],
    ['text.pdf', 'failPdfBroken'],
    ['kein-bild.jpg', 'failFileNotPicture'],
  ] as const) {
    await attach.setInputFiles(path.join(folder, file));
    await expect(page.getByText(arabic('shell', key))).toBeVisible();
  }
  await look(page, 'attachments-refused-arabic', [360]);
  await page.evaluate(() => localStorage.setItem('obhut.language', 'de'));
  await page.reload();
}

/** The network is gone when a file is to be sent, and the page is loaded anew before it is back. */
async function sendAllTheSame(page: Page): Promise<void> {
  const file = { name: 'Elternbrief.pdf', mimeType: 'application/pdf', buffer: await letterPdf() };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText(/ohne versteckte Angaben/u)).toHaveCount(1);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trotzdem senden' }).click();
  await expect(page.getByText('wird gesendet').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText(texts.title).first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('wird gesendet')).toHaveCount(0);
}

test('journey: what goes wrong is said, and nothing is lost', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-bad-input-'));
  const folder = mkdtempSync(path.join(tmpdir(), 'obhut-bad-files-'));
  const server = new ServerProcess(dataDir, 18_790);
  try {
    await server.start();
    const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, baseURL: server.origin });
    const page = await context.newPage();
    await foundWithoutNetwork(page, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(page);
    await makeGroup(page);
    await goWithoutAPage(browser, server.origin);
    for (const name of Object.values(names)) await enrol(page, name);
    await page.goto('/kinder');
    for (const name of Object.values(names)) await expect(page.getByText(name)).toBeVisible();
    await look(page, 'names', [360, 820]);
    await tryLists(page, folder);
    await tryAttachments(page, folder);
    const giveRoom = await takeRoom(page);
    await tryInArabic(page, folder);
    await writeWithoutRoom(page, giveRoom);
    await sendAllTheSame(page);
  } finally {
    await server.stop();
    for (const made of [dataDir, folder]) rmSync(made, { recursive: true });
  }
});
