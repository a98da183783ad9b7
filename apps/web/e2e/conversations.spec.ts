/**
 * A guardian writes to the team, staff read it live and answer with a picture; the guardian's look is told, of staff nothing is. What is written
 * offline goes out once. Another guardian sees nothing, and neither does the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { look } from './look.ts';
import {
  createLetter,
  found,
  join,
  keepKit,
  makeGroup,
  openLetter,
  printLetter,
  putOffSheet,
  texts,
} from './people.ts';
import { photo } from './sample-files.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const words = {
  question: 'Elif hat gestern ihre rote Mütze vergessen.',
  alt: 'Eine rote Mütze am Haken',
  answer: 'Sie hängt am Haken von Elif.',
  offline: 'Danke, wir holen sie morgen früh ab.',
  subject: 'Kuchen für das Laternenfest',
  several: 'Wer bringt Apfelkuchen mit?',
};
const other = { name: 'Fionn Ó Ceallaigh', login: 'fionn.oceallaigh', password: 'Trommel Wiese Kompass 3' };

async function joinOther(page: Page, leader: Page): Promise<void> {
  await leader.goto('/briefe/neu');
  await leader.getByRole('textbox', { name: 'Für wen' }).fill(texts.guardian);
  await leader.getByText(texts.group).click();
  const letter = await createLetter(leader);
  await page.goto(letter.address);
  await page.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code);
  await page.getByRole('button', { name: 'Brief öffnen' }).click();
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(other.name);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(other.login);
  await page.getByLabel('Passwort', { exact: true }).fill(other.password);
  await page.getByRole('button', { name: 'Zugang einrichten' }).click();
  await putOffSheet(page);
}

async function toTalks(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Nachrichten/u }).click();
  await page.getByRole('link', { name: /^Gespräche/u }).click();
  await expect(page.getByRole('heading', { name: 'Gespräche', exact: true })).toBeVisible();
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Nachricht' }).fill(text);
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Nachrichten' })).toContainText(text);
}

test('journey: a guardian and the team talk, with a picture, offline, unseen by everyone else', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-talks-'));
  const server = new ServerProcess(dataDir, 18_780);
  const errors: string[] = [];
  const newPage = async (width: number, height: number) => {
    const context = await browser.newContext({
      viewport: { width, height },
      baseURL: server.origin,
      hasTouch: width < 500,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    return page;
  };
  try {
    await server.start();
    const [leader, guardian, stranger] = [await newPage(1440, 900), await newPage(360, 640), await newPage(360, 640)];
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    await openLetter(guardian, await printLetter(leader));
    await join(guardian);
    await joinOther(stranger, leader);

    await toTalks(leader);
    await look(leader, 'talks-empty');
    await toTalks(guardian);
    await guardian.getByRole('link', { name: 'Gespräch beginnen' }).click();
    await expect(guardian.getByRole('heading', { name: 'Gespräch beginnen' })).toBeVisible();
    await look(guardian, 'talk-start-guardian');
    await guardian.getByRole('link', { name: /An das Team/u }).click();
    // On a phone Enter is a new line.
    await guardian.getByRole('textbox', { name: 'Nachricht' }).fill('Elif');
    await guardian.keyboard.press('Enter');
    await expect(guardian.getByRole('textbox', { name: 'Nachricht' })).toHaveValue('Elif\n');
    await send(guardian, words.question);
    await expect(guardian.getByText('wird gesendet')).toHaveCount(0);

    // Live: the leader has reloaded nothing.
    await expect(leader.getByText('1 ungelesene Nachricht in Gesprächen')).toBeAttached();
    await look(leader, 'talks');
    await leader.getByRole('link', { name: new RegExp(texts.guardian, 'u') }).click();
    await expect(leader.getByText(words.question)).toBeVisible();
    await leader
      .locator('input[type=file]')
      .setInputFiles({ name: 'Haken am Wehr.png', mimeType: 'image/png', buffer: await photo(leader) });
    await leader.getByRole('textbox', { name: /^Was zeigt/u }).fill(words.alt);
    await look(leader, 'talk-attaching');
    await leader.getByRole('textbox', { name: 'Nachricht' }).fill(words.answer);
    await leader.keyboard.press('Enter');
    await expect(leader.getByRole('button', { name: `Öffnen: ${words.alt}` })).toBeVisible();
    await expect(leader.getByText(/^Gelesen:/u)).toHaveCount(0);

    await expect(guardian.getByText(words.answer)).toBeVisible();
    await guardian.getByRole('button', { name: `Öffnen: ${words.alt}` }).click();
    await expect(guardian.getByRole('dialog').getByRole('img', { name: words.alt })).toBeVisible();
    await guardian.keyboard.press('Escape');
    await expect(leader.getByText(`Gelesen: ${texts.guardian}`)).toBeVisible();
    await look(leader, 'talk-staff');
    await look(guardian, 'talk-guardian');
    await expect(guardian.getByText(/Gelesen/u)).toHaveCount(0);

    // Offline it waits, over a reload too, and goes out once.
    await guardian.context().setOffline(true);
    await send(guardian, words.offline);
    await expect(guardian.getByText('wird gesendet', { exact: true })).toBeVisible();
    await guardian.reload();
    await expect(guardian.getByText(words.offline)).toBeVisible();
    await look(guardian, 'talk-offline');
    await guardian.context().setOffline(false);
    await expect(guardian.getByText('wird gesendet', { exact: true })).toHaveCount(0);
    await expect(leader.getByText(words.offline)).toBeVisible();
    await expect(leader.getByText(words.offline)).toHaveCount(1);

    // Among several, by name.
    await leader.getByRole('link', { name: 'Gespräche' }).click();
    await leader.getByRole('link', { name: 'Gespräch beginnen' }).click();
    await expect(leader.getByRole('heading', { name: 'Gespräch beginnen' })).toBeVisible();
    await look(leader, 'talk-start-staff');
    await leader.getByRole('link', { name: 'Mit mehreren schreiben' }).click();
    await leader.getByRole('textbox', { name: 'Worum geht es' }).fill(words.subject);
    await leader.getByText(texts.guardian).click();
    await look(leader, 'talk-several');
    await leader.getByRole('button', { name: 'Beginnen' }).click();
    await expect(leader.getByRole('heading', { name: words.subject })).toBeVisible();
    await send(leader, words.several);
    await toTalks(guardian);
    await guardian.getByRole('link', { name: new RegExp(words.subject, 'u') }).click();
    await expect(guardian.getByText(words.several)).toBeVisible();

    await toTalks(leader);
    await leader.getByRole('textbox', { name: 'In Gesprächen suchen' }).fill('MUETZE');
    await expect(leader.getByRole('list', { name: 'Gefunden' })).toContainText('rote Mütze vergessen');
    await look(leader, 'talks-found');

    // Who is in another mailbox has none of it.
    await toTalks(stranger);
    await expect(stranger.getByText(/Noch kein Gespräch/u)).toBeVisible();
    for (const word of Object.values(words)) await expect(stranger.getByText(word)).toHaveCount(0);

    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces([...Object.values(words), 'Haken am Wehr', other.name], places)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  }
});
