/**
 * A guardian writes to the team, staff read it live and answer with a picture; the guardian's look is told, of staff nothing is. What is written
 * offline goes out once. Another guardian sees nothing, and neither does the server. With no page open the phone is woken, in quiet hours by what is
 * urgent alone, and says no word of a conversation.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PushService } from '@obhut/sim/push-service.ts';
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
import { Phone } from './wake-up.ts';

const words = {
  question: 'Elif hat gestern ihre rote Mütze vergessen.',
  alt: 'Eine rote Mütze am Haken',
  answer: 'Sie hängt am Haken von Elif.',
  offline: 'Danke, wir holen sie morgen früh ab.',
  subject: 'Kuchen für das Laternenfest',
  several: 'Wer bringt Apfelkuchen mit?',
  quiet: 'Der Teig reicht für zwei Bleche.',
  urgent: 'Morgen bleibt die Kita zu',
  locked: 'Heizung läuft wieder',
};
const addressOfPhone = 'ayses-telefon';
const neutral = { shown: [['Obhut', 'Es gibt Neues.', '/']] };
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

/** So many hours from now on the institution's wall. */
function hourAhead(hours: number): string {
  const hour = new Intl.DateTimeFormat('de-DE', { hour: '2-digit', timeZone: 'Europe/Berlin', hourCycle: 'h23' });
  return `${hour.format(Date.now() + hours * 3_600_000).slice(0, 2)}:00`;
}

/** Awake for an hour that is not now. */
async function turnOnNotices(page: Page): Promise<void> {
  await page.goto('/benachrichtigungen');
  await page.getByRole('button', { name: 'Einschalten' }).click();
  await expect(page.getByText('Eingeschaltet')).toBeVisible();
  await page.getByLabel('Von').fill(hourAhead(2));
  await page.getByLabel('Bis').fill(hourAhead(3));
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await look(page, 'notices');
}

async function post(page: Page, title: string, isUrgent: boolean): Promise<void> {
  await page.goto('/nachrichten/neu');
  await page.getByText(texts.group).click();
  await page.getByRole('textbox', { name: 'Überschrift' }).fill(title);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(texts.post);
  if (isUrgent) await page.getByRole('checkbox', { name: /^Dringend/u }).check({ force: true });
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText('wird gesendet')).toHaveCount(0);
}

test('journey: a guardian and the team talk, with a picture, offline, unseen by everyone else', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-talks-'));
  const server = new ServerProcess(dataDir, 18_780);
  server.settings = { PUSH_TO_LOOPBACK: 'yes' };
  const push = await PushService.start();
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
    await Phone.reachedAt(push.endpoint(addressOfPhone), guardian.context());
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

    // Asleep, and in its quiet hours: the server keeps to them, and tells a push service nothing but that it is to wake.
    await turnOnNotices(guardian);
    const phone = await Phone.of(guardian);
    await guardian.goto('about:blank');
    await toTalks(leader);
    await leader.getByRole('link', { name: new RegExp(words.subject, 'u') }).click();
    await send(leader, words.quiet);
    await expect(leader.getByText('wird gesendet')).toHaveCount(0);
    await post(leader, words.urgent, true);
    await push.wokenUntil(addressOfPhone);
    expect(push.urgenciesOf(addressOfPhone)).toEqual(['high']);
    const { shown, number } = await phone.wake();
    expect(shown.map(([title, text]) => `${title}: ${text}`).toSorted()).toEqual([
      `${texts.institution}: Neue Nachricht in einem Gespräch`,
      `${texts.institution}: Neue Nachricht: ${words.urgent}`,
    ]);
    expect(number).toBe(2);
    // What was told is not told again: there is nothing to say but that it was woken.
    expect(await phone.wake()).toMatchObject(neutral);

    // It leads to its page, and whoever looks at a page is told nothing more.
    await guardian.goto(shown.find(([, text]) => text.includes(words.urgent))?.[2] ?? '');
    await expect(guardian.getByText(texts.post)).toBeVisible();
    const sofar = await phone.wakeUps();
    await phone.deliver();
    expect(await phone.wake()).toMatchObject(neutral);
    expect(await phone.wakeUps()).toHaveLength(sofar.length + 1);

    // Behind a lock nothing is read, and nothing is said but that.
    await guardian.goto('/mehr');
    await guardian.getByRole('button', { name: 'Sperren', exact: true }).click();
    await expect(guardian.getByRole('heading', { name: 'Wer sind Sie?' })).toBeVisible();
    await post(leader, words.locked, false);
    expect(await phone.wake()).toMatchObject(neutral);

    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces([...Object.values(words), 'Haken am Wehr', other.name, addressOfPhone], places)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await server.stop();
    await push.stop();
    rmSync(dataDir, { recursive: true });
  }
});
