/**
 * The first day and the first week of a KiTa, as it would judge us by: a list becomes wards and letters, a mother and a father who reads Arabic come
 * in and read, a child is ill with two taps, the tablet shows it, who has not read is reminded, one post goes to two families, and what was written
 * without a network or without a server arrives once. Every screen on the way is looked at.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { admit } from './admitting.ts';
import { arabic } from './arabic.ts';
import { confirm, first, group, makeLetters, readListIn, welcomeEveryone } from './first-day.ts';
import { glance } from './look.ts';
import { countTaps, found, keepKit, texts, type PrintedLetter } from './people.ts';
import { arePicturesTaken, pictureForReadme } from './readme-pictures.ts';
import { writeToSome } from './some-wards.ts';
import { test } from './test.ts';

const educator = { name: 'Beate Krusenbaum', login: 'beate.krusenbaum', password: 'Kirsche Fenster Nebel 62' };
const mother = { name: 'Olena Schäfer', login: 'olena.schaefer', password: 'Pfirsich Anker Lampion 7' };
/** On the list by another spelling than his own. */
const father = {
  listed: 'Zoë Meyer-Landrut',
  name: 'زياد الحمد',
  login: 'ziad.alhamad',
  password: 'Trommel Wiese Kompass 3',
};
const [mia, noah] = ['Mia Schäfer', 'Noah Schmidt'];
const words = {
  reply: 'Wir bringen Apfelkuchen mit.',
  trip: 'Ausflug in den Tiergarten',
  tripText: 'Am Freitag fahren wir mit der Straßenbahn. Bitte Gummistiefel mitgeben.',
  closing: 'Teamtag: Haus geschlossen',
  offline: 'Mia hat ihre rote Mütze vergessen.',
  stopped: 'هل يحتاج نوح إلى حذاء مطاطي يوم الجمعة؟',
};

/** With a finger, field by field. */
async function tapAndType(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.type(text);
}

/** Scans, types, reads; then a name and a password. Counted is what a finger does until there is something to read, and until she is in. */
async function comeIn(page: Page, letter: PrintedLetter): Promise<{ toRead: number; toBeIn: number }> {
  await page.goto(letter.address);
  const taps = await countTaps(page);
  await tapAndType(page, 'Schlüssel vom Brief', letter.code);
  await page.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect(page.getByText(first.text)).toBeVisible();
  const toRead = await taps();
  await glance(page, 'mother-welcome');
  await expect(page.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue(mother.name);
  await tapAndType(page, 'Anmeldename', mother.login);
  await tapAndType(page, 'Passwort', mother.password);
  await page.getByRole('button', { name: 'Zugang einrichten' }).click();
  await page.getByRole('button', { name: 'Später' }).click();
  await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
  return { toRead, toBeIn: await taps() };
}

/** Without a camera, and in a language that the sheet is not printed in. */
async function comeInInArabic(page: Page, letter: PrintedLetter): Promise<void> {
  await page.goto('/brief');
  await page.getByLabel('Sprache').selectOption('ar');
  await expect(page.locator('html[lang=ar][dir=rtl]')).toHaveCount(1);
  await page.getByLabel(arabic('claim', 'typed'), { exact: true }).fill(letter.typed);
  await glance(page, 'father-letter', 'dark');
  await page.getByRole('button', { name: arabic('claim', 'open') }).click();
  await expect(page.getByText(first.text)).toBeVisible();
  await glance(page, 'father-welcome', 'dark');
  await page.getByLabel(arabic('claim', 'yourName'), { exact: true }).fill(father.name);
  await page.getByLabel(arabic('shell', 'loginName'), { exact: true }).fill(father.login);
  await page.getByLabel(arabic('shell', 'password'), { exact: true }).fill(father.password);
  await page.getByRole('button', { name: arabic('claim', 'claim') }).click();
  await page.getByRole('button', { name: arabic('access', 'later') }).click();
  await expect(page.getByRole('navigation', { name: arabic('shell', 'navigation') })).toBeVisible();
}

const tab = (page: Page, name: string) => page.getByRole('navigation').first().getByRole('link', { name });

async function writeTrip(leader: Page): Promise<void> {
  await tab(leader, 'Nachrichten').click();
  await leader.getByRole('link', { name: 'Nachricht schreiben' }).first().click();
  await leader.getByText(group, { exact: true }).click();
  await leader.getByRole('textbox', { name: 'Überschrift' }).fill(words.trip);
  await leader.getByRole('textbox', { name: 'Text', exact: true }).fill(words.tripText);
  await leader.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(leader.getByRole('heading', { name: words.trip })).toBeVisible();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

/** In three days, for everyone. */
async function closeHouse(leader: Page): Promise<void> {
  await tab(leader, 'Kalender').click();
  await leader.getByRole('link', { name: 'Neuer Termin' }).click();
  await leader.getByText('Alle', { exact: true }).click();
  await leader.getByRole('textbox', { name: 'Was' }).fill(words.closing);
  await leader.getByText('Schließtag').click();
  await leader.getByRole('group', { name: 'Erster Tag' }).getByRole('spinbutton').first().click();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await leader.keyboard.type(day.split('-').toReversed().join(''));
  await leader.getByRole('button', { name: 'Senden' }).click();
  await expect(leader.getByRole('heading', { name: words.closing })).toBeVisible();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

async function say(page: Page, feature: Record<'write' | 'send', string>, text: string): Promise<void> {
  await page.getByRole('textbox', { name: feature.write }).fill(text);
  await page.getByRole('button', { name: feature.send, exact: true }).click();
  await expect(page.getByRole('textbox', { name: feature.write })).toHaveValue('');
  await expect(page.getByText(text)).toBeVisible();
}

/** In which direction a name is laid out. */
async function directionOf(page: Page, name: string): Promise<string> {
  return await page
    .getByRole('main')
    .getByText(name, { exact: true })
    .first()
    .evaluate((element) => getComputedStyle(element).direction);
}

/** Heute for a guardian and for the team, when there is something of everything. */
async function takePictures(hers: Page, tablet: Page): Promise<void> {
  await tab(hers, 'Heute').click();
  await expect(hers.getByRole('region', { name: mia })).toBeVisible();
  await pictureForReadme(hers, 'today');
  await tab(tablet, 'Heute').click();
  await tablet.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
  await expect(tablet.getByRole('button', { name: 'Diesen Namen zeigen' })).toHaveCount(0);
  await tablet.mouse.move(0, 0);
  await pictureForReadme(tablet, 'tablet');
}

test('journey: the first day and the first week of a KiTa', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-week-'));
  const server = new ServerProcess(dataDir, 18_950);
  const errors: string[] = [];
  const newPage = async (width: number, height: number) => {
    const viewport = { width, height };
    const hasTouch = width < 1000;
    const deviceScaleFactor = arePicturesTaken && width < 500 ? 2 : 1;
    const context = await browser.newContext({ viewport, deviceScaleFactor, baseURL: server.origin, hasTouch });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    return page;
  };
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    const tablet = await newPage(820, 1180);
    const [hers, his] = [await newPage(360, 640), await newPage(360, 640)];

    // The first day.
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await glance(leader, 'leader-first-steps');
    await readListIn(leader);
    const [letter, other] = await makeLetters(leader, [mother.name, father.listed]);
    if (letter === undefined || other === undefined) throw new RangeError('two letters');
    await welcomeEveryone(leader);
    await admit(leader, tablet, educator, { as: 'Ins Team', list: 'Team' });

    const { toRead, toBeIn } = await comeIn(hers, letter);
    expect([toRead, toBeIn]).toEqual([2, 6]);
    await comeInInArabic(his, other);
    await confirm(leader, mother.name);
    await confirm(leader, father.listed);

    // What she sees and hears, reads and answers. She has read the first post with the letter in hand.
    const card = hers.getByRole('region', { name: mia });
    await expect(card).toBeVisible();
    await expect(hers.getByRole('main')).toMatchAriaSnapshot(`
      - region "${mia}":
        - heading "${mia}" [level=2]
        - paragraph: ${group}
        - button "Krank melden"
        - button "Abholung"
      - region "Neu":
        - paragraph: Alles gelesen.
      - region "Zuletzt":
        - list "Zuletzt":
          - listitem:
            - link /${first.title} ${texts.leader}.*mit Dateien/
    `);
    await glance(hers, 'mother-today');
    await hers.getByRole('link', { name: new RegExp(first.title, 'u') }).click();
    await hers.getByRole('button', { name: `Öffnen: ${first.alt}` }).click();
    await expect(hers.getByRole('dialog').getByRole('img', { name: first.alt })).toBeVisible();
    await glance(hers, 'mother-picture');
    await hers.keyboard.press('Escape');
    await hers.getByRole('button', { name: `Öffnen: ${first.pdf}` }).click();
    await expect(hers.getByRole('region', { name: 'Seite 1 von 1' })).toContainText('Wehrfest am Samstag');
    await hers.keyboard.press('Escape');
    await hers.getByRole('textbox', { name: 'Antwort an das Team' }).fill(words.reply);
    await hers.getByRole('button', { name: 'Antworten' }).click();
    await expect(hers.getByText('wird gesendet')).toHaveCount(0);
    await glance(hers, 'mother-post');

    // Two taps from the start: the tablet stands open, and shows it.
    await tab(tablet, 'Heute').click();
    await expect(tablet.getByText('Heute ist niemand abgemeldet.')).toBeVisible();
    await tab(hers, 'Heute').click();
    const taps = await countTaps(hers);
    await card.getByRole('button', { name: 'Krank melden' }).click();
    await glance(hers, 'mother-absence');
    await hers.getByRole('button', { name: 'Senden' }).click();
    await expect(card.getByText('Angekommen. Das Team kann es lesen.')).toBeVisible();
    expect(await taps()).toBe(2);
    await expect(tablet.getByRole('list', { name: `Abgemeldet: ${group}` })).toContainText(mia);
    await glance(tablet, 'tablet-today');

    // The week: a post for the group, a closing day; he has not read, and is reminded.
    await writeTrip(leader);
    await tab(hers, 'Nachrichten').click();
    await hers.getByRole('link', { name: new RegExp(words.trip, 'u') }).click();
    await expect(hers.getByText(words.tripText)).toBeVisible();
    await expect(leader.getByText('1 von 2 gelesen')).toBeVisible();
    await expect(leader.getByRole('list', { name: 'Noch nicht gelesen' })).toContainText(father.name);
    expect(await directionOf(leader, father.name)).toBe('rtl');
    await glance(leader, 'leader-readers');
    await leader.getByRole('button', { name: '1 Person erinnern' }).click();
    await expect(leader.getByRole('alertdialog')).toContainText(father.name);
    await glance(leader, 'leader-remind');
    await leader.getByRole('button', { name: 'Erinnern', exact: true }).click();
    await closeHouse(leader);

    await expect(his.getByRole('region', { name: noah })).toBeVisible();
    await expect(his.getByRole('list', { name: arabic('posts', 'tileReminded') })).toContainText(words.trip);
    // Each name runs as its own script does, whatever stands around it, and is told as it is written.
    await expect(his.getByRole('main')).toMatchAriaSnapshot(`
      - region "${noah}":
        - heading "${noah}" [level=2]
        - button "${arabic('absences', 'reportIll')}"
    `);
    expect(await directionOf(his, noah)).toBe('ltr');
    await glance(his, 'father-today', 'dark');
    await his.getByRole('link', { name: new RegExp(words.trip, 'u') }).click();
    await expect(his.getByText(words.tripText)).toBeVisible();
    await glance(his, 'father-post', 'dark');
    await tab(his, arabic('appointments', 'tab')).click();
    await expect(his.getByText(words.closing)).toBeVisible();
    await glance(his, 'father-calendar', 'dark');
    await tab(hers, 'Kalender').click();
    await expect(hers.getByText(words.closing)).toBeVisible();
    await glance(hers, 'mother-calendar');
    if (arePicturesTaken) await takePictures(hers, tablet);

    await writeToSome(leader, [mia, noah], { colleague: tablet, german: hers, inArabic: his });

    // She has no network, he has one but no server; both load the app anew before what they wrote is gone.
    await hers.goto('/gespraeche');
    await hers.getByRole('link', { name: 'Gespräch beginnen' }).click();
    await hers.getByRole('link', { name: /An das Team/u }).click();
    await his.goto('/gespraeche');
    await his.getByRole('link', { name: arabic('conversations', 'start') }).click();
    await his.getByRole('link', { name: new RegExp(arabic('conversations', 'toTeam'), 'u') }).click();
    await hers.context().setOffline(true);
    await server.stop();
    await say(hers, { write: 'Nachricht', send: 'Senden' }, words.offline);
    await say(his, { write: arabic('conversations', 'write'), send: arabic('conversations', 'send') }, words.stopped);
    for (const [page, text, waiting] of [
      [hers, words.offline, 'wird gesendet'],
      [his, words.stopped, arabic('conversations', 'sending')],
    ] as const) {
      await page.reload();
      await expect(page.getByText(text)).toBeVisible();
      await expect(page.getByText(waiting, { exact: true })).toBeVisible();
    }
    await glance(his, 'father-waiting', 'dark');
    await glance(hers, 'mother-waiting');
    await server.start();
    await hers.context().setOffline(false);
    await expect(hers.getByText('wird gesendet', { exact: true })).toHaveCount(0);
    await expect(his.getByText(arabic('conversations', 'sending'), { exact: true })).toHaveCount(0);

    await tablet.goto('/gespraeche');
    for (const [name, text] of [
      [mother.name, words.offline],
      [father.name, words.stopped],
    ] as const) {
      await tablet.getByRole('link', { name: new RegExp(name, 'u') }).click();
      await expect(tablet.getByRole('heading', { name })).toBeVisible();
      await expect(tablet.getByText(text)).toHaveCount(1);
      await glance(tablet, `tablet-talk-${name === mother.name ? 'mother' : 'father'}`);
      await tablet.goBack();
    }
    expect(errors).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
