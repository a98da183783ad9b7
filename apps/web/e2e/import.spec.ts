/**
 * A list of another system becomes wards: read in, mended, asked about bans, carried out through a closed tab; then letters for one group,
 * by one of which a guardian joins. Nothing of the file is found on the server.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { look } from './look.ts';
import { found, keepKit, putOffSheet, scan } from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const sample = path.resolve(import.meta.dirname, '../../../packages/intake/samples/kita-utf8-bom-semikolon.csv');
/** Of the list; in `Igel`, and nothing stands against anybody. */
const guardian = { name: 'Yusuf Größer', login: 'yusuf.groesser', password: 'Pfirsich Anker Lampion 7' };

const words = [
  'Kowalczyk',
  'Am Mühlbach',
  '+49 160 2612543',
  'leon.0@example.org',
  'Bienenstich',
  'Abholverbot',
  'Sorgeb. 1',
  'Sternchen (U3)',
];

async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: /^Weiter(?:,|$)/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** Mia's father may have no contact; the other remarks are answered with no; nobody is put together. */
async function answer(page: Page): Promise<void> {
  const mia = page.getByRole('form', { name: 'Gibt es bei Mia Schäfer ein Verbot?' });
  await mia.getByText('Ja, es gibt ein Verbot oder eine Sperre').click();
  await mia.getByText('Kontakt', { exact: true }).click();
  await mia.getByText('Yusuf Schäfer').click();
  await mia.getByRole('textbox', { name: 'Aktenzeichen' }).fill('12 F 345/21');
  await look(page, 'import-questions');
  await mia.getByRole('button', { name: 'Antwort festhalten' }).click();
  await expect(page.getByRole('list', { name: '1 Antwort' })).toContainText('Mia Schäfer');
  const bans = page.getByRole('form', { name: /ein Verbot\?$/u });
  // A few are shown at a time, and two children have one name: what is left is told by the number.
  for (let left = 19; left > 0; left--) {
    await expect(
      page.getByText(left === 1 ? /^Eine Frage ist offen/u : new RegExp(`^${left} Fragen sind offen`, 'u')),
    ).toBeVisible();
    await bans.first().getByText('Nein, kein Verbot').click();
    await bans.first().getByRole('button', { name: 'Antwort festhalten' }).click();
  }
  await expect(bans).toHaveCount(0);
}

async function readIn(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(sample);
  await expect(page.getByText('22 Spalten, 85 Zeilen')).toBeVisible();
  await look(page, 'import-columns');
  await next(page, 'Zeile für Zeile');
  const out = page.getByRole('list', { name: 'Bleiben draußen, bis sie stimmen' });
  await expect(out).toContainText('kein Tag, den es gibt');
  await look(page, 'import-lines');
  await out.getByRole('button', { name: 'Berichtigen' }).click();
  await out.getByRole('textbox', { name: 'Geb.-Datum' }).fill('28.02.2022');
  await out.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.getByText(/85 Zeilen werden übernommen, keine bleibt draußen/u)).toBeVisible();
  await next(page, 'Das müssen Sie entscheiden');
}

test('journey: a list is read in through a closed tab, letters are made, somebody joins', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-import-'));
  const server = new ServerProcess(dataDir, 18_760);
  try {
    await server.start();
    const desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
    const first = await desk.newPage();
    await found(first, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(first);
    await expect(first.getByRole('list', { name: 'Erste Schritte' })).toContainText('Kinderliste einlesen');
    await first.getByRole('link', { name: 'Kinder', exact: true }).click();
    await expect(first.getByRole('link', { name: 'Liste einlesen' })).toBeVisible();
    await look(first, 'wards-empty');
    await first.getByRole('link', { name: 'Liste einlesen' }).click();
    await expect(first.getByRole('button', { name: 'Datei auswählen' })).toBeVisible();
    await look(first, 'import-file');
    await readIn(first);
    await answer(first);
    await next(first, 'Das wird angelegt');
    await expect(first.getByRole('list', { name: 'Wird angelegt' })).toContainText('84 Kinder');
    await look(first, 'import-summary');
    await first.getByRole('button', { name: 'Jetzt anlegen' }).click();
    // The tab is closed as soon as something was made, and long before all was.
    await expect(first.getByRole('progressbar', { name: 'Wird angelegt' })).toContainText(
      /[1-9]\d* von \d+ Schritten/u,
    );
    await first.close({ runBeforeUnload: false });

    const leader = await desk.newPage();
    await leader.goto('/einlesen');
    await expect(leader.getByRole('heading', { level: 1, name: 'Liste einlesen' })).toBeVisible();
    await look(leader, 'import-under-way');
    await expect(leader.getByRole('button', { name: 'Datei auswählen' })).toBeVisible({ timeout: 120_000 });
    await leader.getByRole('link', { name: 'Kinder', exact: true }).click();
    await expect(leader.locator('a[href^="/kinder/"]').filter({ hasNotText: 'aufnehmen' })).toHaveCount(84);
    await look(leader, 'wards-imported');
    await leader.getByRole('link', { name: /Mia Schäfer/u }).click();
    await expect(leader.getByText('Aktenzeichen 12 F 345/21')).toBeVisible();
    await look(leader, 'ward-imported');

    // The same file again finds nothing new, and what was chosen for its columns.
    await leader.goto('/einlesen');
    await readIn(leader);
    await next(leader, 'Das wird angelegt');
    await expect(leader.getByText('84 Einträge sind schon genau so da.')).toBeVisible();

    await leader.getByRole('link', { name: 'Briefe', exact: true }).click();
    await leader.getByRole('link', { name: /Briefe sind vorbereitet/u }).click();
    await leader.getByRole('button', { name: 'Alle auswählen: Igel' }).click();
    await expect(leader.getByText('Yusuf Schäfer')).toHaveCount(0);
    await leader.getByText('Ich habe es geprüft').click();
    await look(leader, 'letters-prepared');
    await leader.getByRole('button', { name: /Briefe erstellen/u }).click();
    await expect(leader.getByRole('progressbar')).toContainText(/\d+ von \d+ Briefen/u);
    await expect(leader.getByRole('heading', { name: 'Briefe drucken' })).toBeVisible({ timeout: 240_000 });
    const sheet = leader.getByRole('article', { name: `Zugangsbrief für ${guardian.name}`, exact: true });
    await expect(sheet).toBeVisible();
    await look(leader, 'letters-print');
    const pdf = await leader.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    expect(pages).toBe(await leader.locator('[data-sheet]').count());
    const code = (await sheet.getByTestId('code').textContent()) ?? '';
    const address = await sheetAddress(leader, guardian.name);

    // Handed over, said so, and joined.
    await leader.getByRole('link', { name: 'Zugangsbriefe', exact: true }).click();
    await leader.getByRole('button', { name: `Brief für ${guardian.name} wurde in die Hand gegeben` }).click();
    await look(leader, 'letters-open');
    const phone = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
    await phone.goto(address);
    await phone.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(code);
    await phone.getByRole('button', { name: 'Brief öffnen' }).click();
    await phone.getByRole('textbox', { name: 'Ihr Name' }).fill(guardian.name);
    await phone.getByRole('textbox', { name: 'Anmeldename' }).fill(guardian.login);
    await phone.getByLabel('Passwort', { exact: true }).fill(guardian.password);
    await phone.getByRole('button', { name: 'Zugang einrichten' }).click();
    await putOffSheet(phone);
    await leader
      .getByRole('list', { name: 'Beim Abholen bestätigen' })
      .getByRole('link', { name: new RegExp(guardian.name, 'u') })
      .click();
    await expect(
      leader.getByRole('radio', { name: 'Der Zugangsbrief wurde selbst in die Hand gegeben' }),
    ).toBeChecked();
    await look(leader, 'relation-proposed');
    await leader.getByRole('button', { name: 'Speichern' }).click();
    await expect(leader.getByRole('list', { name: 'Bezugspersonen' })).toContainText(guardian.name);
    await phone.getByRole('link', { name: 'Kind', exact: true }).click();
    await expect(phone.getByText('Ida Größer')).toBeVisible();

    // No name, street, number or remark of the file lies anywhere on the server.
    const list = readFileSync(sample, 'utf8');
    for (const word of words) expect(list).toContain(word);
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces(words, places)).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

async function sheetAddress(page: Page, name: string): Promise<string> {
  // Of all sheets only this one is left to be scanned.
  await page.evaluate((label) => {
    for (const sheet of document.querySelectorAll<HTMLElement>('[data-sheet]'))
      if (sheet.getAttribute('aria-label') !== label) sheet.style.display = 'none';
  }, `Zugangsbrief für ${name}`);
  return await scan(page, 'QR-Code mit der Adresse dieses Briefs');
}
