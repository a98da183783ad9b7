/**
 * An office PC that three people share: each has their own lock, none sees another's, none loses a draft; and a device is ended from another.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { untilKept } from './closing.ts';
import { look } from './look.ts';
import {
  found,
  join,
  keepKit,
  makeGroup,
  openLetter,
  printLetter,
  putOffSheet,
  readPost,
  scan,
  texts,
  write,
} from './people.ts';
import { sleep } from './sleep.ts';
import { databaseText, findTraces } from './traces.ts';
import { test } from './test.ts';
import { joinSchool, schoolLetter, turnToAndFro } from './two-houses.ts';

const teacher = { name: 'Miriam Vogelsang', login: 'miriam.vogelsang', password: 'Gletscher Pinsel Tango 12' };
const drafts = {
  leader: 'Entwurf der Leitung über das Budget',
  teacher: 'Entwurf von Miriam über den Elternabend',
  guardian: 'Entwurf von Ayşe: Elif bleibt heute',
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const inside = (page: Page) => expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
const atStart = (page: Page) => expect(page.getByRole('heading', { name: 'Wer sind Sie?' })).toBeVisible();

async function lock(page: Page): Promise<void> {
  await page.goto('/mehr');
  await button(page, 'Sperren').click();
  await atStart(page);
}

async function unlock(page: Page, login: string, password: string): Promise<void> {
  await page.getByRole('link', { name: login }).click();
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await button(page, 'Entsperren').click();
  await inside(page);
}

/** A letter for somebody of the staff: opened by its 34 characters. */
async function letterForTeacher(page: Page): Promise<string> {
  await page.goto('/briefe/neu');
  await page.getByRole('textbox', { name: 'Für wen' }).fill(teacher.name);
  await page.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect(page.getByRole('heading', { name: `Brief für ${teacher.name}`, exact: true })).toBeVisible();
  const code = (await page.getByTestId('code').textContent()) ?? '';
  return `${await scan(page, 'QR-Code mit der Adresse dieses Briefs')} ${code}`;
}

async function joinAsTeacher(page: Page, letter: string): Promise<string> {
  const [address = '', ...code] = letter.split(' ');
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(code.join(' '));
  await page.getByRole('button', { name: 'Brief öffnen' }).click();
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(teacher.name);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(teacher.login);
  await page.getByLabel('Passwort', { exact: true }).fill(teacher.password);
  await page.getByRole('button', { name: 'Zugang einrichten' }).click();
  await putOffSheet(page);
  await page.goto('/mehr');
  await page.getByRole('link', { name: /^Meine zwölf Ziffern/u }).click();
  const digits = page.getByTestId('digits');
  await expect(digits).toHaveText(/^\d{4} \d{4} \d{4}$/u);
  return (await digits.textContent()) ?? '';
}

async function admitTeacher(page: Page, digits: string): Promise<void> {
  await page.goto('/briefe');
  await page.getByRole('list', { name: 'Schon dabei' }).getByRole('link', { name: teacher.name }).click();
  await page.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
  await page.getByText('Ins Team', { exact: true }).click();
  await page.getByRole('textbox', { name: `Ziffern von ${teacher.name}` }).fill(digits);
  await page.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(page.getByRole('list', { name: 'Team' })).toContainText(teacher.name);
}

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });

async function draft(page: Page, text: string): Promise<void> {
  await page.goto('/nachrichten/neu');
  await textOf(page).fill(text);
  await untilKept(page);
}

async function findsOwn(page: Page, text: string): Promise<void> {
  await page.goto('/nachrichten/neu');
  await expect(textOf(page)).toHaveValue(text);
  for (const other of Object.values(drafts).filter((one) => one !== text))
    await expect(page.getByText(other)).toHaveCount(0);
}

const replyOf = (page: Page) => page.getByRole('textbox', { name: 'Antwort an das Team' });
const asLeader = (page: Page) => unlock(page, texts.leaderLogin, texts.leaderPassword);
const asTeacher = (page: Page) => unlock(page, teacher.login, teacher.password);
const asGuardian = (page: Page) => unlock(page, texts.guardianLogin, texts.guardianPassword);

/** Everything that one of them is shown: of nobody else's drafts a word. */
async function seesNothingOf(page: Page, others: readonly string[]): Promise<void> {
  for (const other of others) await expect(page.getByText(other)).toHaveCount(0);
}

test('journey: three people at one PC, each locks, none sees another’s, none loses a draft', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-shared-'));
  const server = new ServerProcess(dataDir, 18_620);
  try {
    await server.start();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
    const pc = await context.newPage();
    await found(pc, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(pc);
    await makeGroup(pc);
    const letter = await printLetter(pc);
    const teacherLetter = await letterForTeacher(pc);
    await write(pc);
    await draft(pc, drafts.leader);
    await lock(pc);

    const digits = await joinAsTeacher(pc, teacherLetter);
    await lock(pc);
    await asLeader(pc);
    await admitTeacher(pc, digits);
    await findsOwn(pc, drafts.leader);
    await lock(pc);
    await asTeacher(pc);
    await draft(pc, drafts.teacher);
    await lock(pc);

    await openLetter(pc, letter);
    await join(pc);
    await readPost(pc);
    await replyOf(pc).fill(drafts.guardian);
    await untilKept(pc);
    await pc.goto('/mehr');
    await expect(button(pc, 'Sperren')).toBeVisible();
    await look(pc, 'mehr');
    await lock(pc);
    await expect(pc.getByRole('list', { name: 'Auf diesem Gerät' }).getByRole('listitem')).toHaveCount(3);
    await seesNothingOf(pc, Object.values(drafts));
    await look(pc, 'wer-sind-sie');

    // The server dies, the page is loaded anew: whoever unlocks finds their own, and only that.
    await server.cutPower();
    await pc.reload();
    await pc.getByRole('link', { name: texts.leaderLogin }).click();
    await pc.getByLabel('Passwort', { exact: true }).fill(texts.guardianPassword);
    await button(pc, 'Entsperren').click();
    await expect(pc.getByRole('alert')).toContainText('nicht Ihr Passwort');
    await look(pc, 'entsperren');
    await pc.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
    await button(pc, 'Entsperren').click();
    await inside(pc);
    await findsOwn(pc, drafts.leader);
    await pc.reload();
    await findsOwn(pc, drafts.leader);
    await lock(pc);
    await asTeacher(pc);
    await findsOwn(pc, drafts.teacher);
    await lock(pc);
    await asGuardian(pc);
    await readPost(pc);
    await expect(replyOf(pc)).toHaveValue(drafts.guardian);
    await seesNothingOf(pc, [drafts.leader, drafts.teacher]);

    // What one tab locks is locked in the other. Who only leaves is a touch away.
    const second = await context.newPage();
    await second.goto('/mehr');
    await button(second, 'Person wechseln').click();
    await atStart(pc);
    await button(second, `Weiter als ${texts.guardianLogin}`).click();
    await inside(pc);
    await lock(second);
    await atStart(pc);
    await second.close();

    // Nobody touches it for a quarter of an hour, as is usual for staff.
    const idle = await context.newPage();
    await pc.close();
    await idle.goto('/anmelden');
    await asTeacher(idle);
    await idle.goto('/nachrichten/neu');
    await expect(textOf(idle)).toHaveValue(drafts.teacher);
    await textOf(idle).fill(`${drafts.teacher}, zweiter Teil`);
    await untilKept(idle);
    await sleep(idle, 12);
    // That it says so means that the engine has heard of the touch, before its clock goes on.
    await idle.getByRole('link', { name: 'Mehr', exact: true }).click();
    await idle.getByRole('link', { name: /^Dieses Gerät/u }).click();
    await idle.getByRole('textbox', { name: 'Ihr Name auf der Startseite' }).fill('Miriam');
    await button(idle, 'Speichern').click();
    await expect(idle.getByText('Gespeichert.')).toBeVisible();
    await sleep(idle, 12);
    // By now it has looked at the clock.
    await idle.waitForTimeout(5500);
    await expect(idle.getByRole('radio', { name: 'Nach 15 Minuten' })).toBeChecked();
    await sleep(idle, 4);
    await atStart(idle);
    await unlock(idle, 'Miriam', teacher.password);
    await idle.goto('/nachrichten/neu');
    await expect(textOf(idle)).toHaveValue(`${drafts.teacher}, zweiter Teil`);
    await idle.goto('/dieses-geraet');
    await idle.getByText('Nach 5 Minuten').click();
    await expect(idle.getByRole('radio', { name: 'Nach 5 Minuten' })).toBeChecked();
    await look(idle, 'dieses-geraet');
    await sleep(idle, 6);
    await atStart(idle);
    await expect(idle.getByRole('link', { name: 'Miriam' })).toBeVisible();
    await idle.close();
    await context.close();
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('journey: a device is ended from another, says so calmly, and keeps what was not sent', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-ended-'));
  const server = new ServerProcess(dataDir, 18_621);
  try {
    await server.start();
    const pcContext = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
    const pc = await pcContext.newPage();
    await found(pc, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(pc);
    await makeGroup(pc);
    await draft(pc, drafts.leader);

    const phoneContext = await browser.newContext({ viewport: { width: 360, height: 640 }, baseURL: server.origin });
    const phone = await phoneContext.newPage();
    await phone.goto('/anmelden');
    await phone.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.leaderLogin);
    await phone.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
    await button(phone, 'Anmelden').click();
    await inside(phone);
    await phone.goto('/mehr');
    await phone.getByRole('link', { name: /^Meine Geräte/u }).click();
    const devices = phone.getByRole('list', { name: 'Meine Geräte' }).getByRole('listitem');
    await expect(devices).toHaveCount(2);
    await expect(devices.first()).toContainText('Dieses Gerät');
    await devices.last().getByRole('button', { name: 'Umbenennen' }).click();
    await phone.getByRole('textbox', { name: 'Name des Geräts' }).fill('Büro-PC am Fenster');
    await button(phone, 'Speichern').click();
    await expect(devices.last()).toContainText('Büro-PC am Fenster');
    await look(phone, 'meine-geraete');
    await server.cutPower();
    await devices.last().getByRole('button', { name: 'Abmelden' }).click();
    const question = phone.getByRole('alertdialog', { name: '„Büro-PC am Fenster“ abmelden?' });
    await expect(question.getByRole('link', { name: 'Gerät verloren: Zugang erneuern' })).toBeVisible();
    await look(phone, 'geraet-abmelden');
    await question.getByRole('button', { name: 'Abmelden' }).click();
    await expect(devices).toHaveCount(1);

    await expect(pc.getByText('Von einem anderen Gerät abgemeldet')).toBeVisible();
    await look(pc, 'abgemeldet');
    await server.cutPower();
    await pc.reload();
    await pc.getByRole('link', { name: texts.leaderLogin }).click();
    await expect(pc.getByText('ist noch da')).toBeVisible();
    await pc.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
    await button(pc, 'Entsperren').click();
    await inside(pc);
    await findsOwn(pc, drafts.leader);
    expect(findTraces(['Büro-PC', drafts.leader], [{ file: 'database', text: databaseText(dataDir) }])).toEqual([]);

    // Who leads here is a parent at another school on the same server.
    await joinSchool(phone, await schoolLetter(browser, server));
    await turnToAndFro(phone);
    await pcContext.close();
    await phoneContext.close();
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
