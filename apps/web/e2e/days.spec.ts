/**
 * A day: a parent says with two taps that a child is ill, the team's open page shows it, it is withdrawn; a closing day reaches the parent,
 * who reads it without a network too.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { look } from './look.ts';
import { countTaps, enrol, found, keepKit, makeGroup, putOffSheet, scan, texts } from './people.ts';
import { test } from './test.ts';

const ward = 'Elif Defne Yıldırımoğlu';
const closing = 'Teamtag: Haus geschlossen';

async function mayEnter(leader: Page, guardian: Page): Promise<void> {
  await leader.getByRole('link', { name: 'Zugangsbrief schreiben' }).click();
  await leader.getByRole('textbox', { name: 'Für wen' }).fill(texts.guardian);
  await leader.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect(leader.getByRole('heading', { name: `Brief für ${texts.guardian}`, exact: true })).toBeVisible();
  const code = (await leader.getByTestId('code').textContent()) ?? '';
  await guardian.goto(await scan(leader, 'QR-Code mit der Adresse dieses Briefs'));
  await guardian.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(code);
  await guardian.getByRole('button', { name: 'Brief öffnen' }).click();
  await guardian.getByRole('textbox', { name: 'Ihr Name' }).fill(texts.guardian);
  await guardian.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.guardianLogin);
  await guardian.getByLabel('Passwort', { exact: true }).fill(texts.guardianPassword);
  await guardian.getByRole('button', { name: 'Zugang einrichten' }).click();
  await putOffSheet(guardian);

  await leader.getByRole('link', { name: 'Kinder', exact: true }).click();
  await leader.getByRole('link', { name: new RegExp(ward, 'u') }).click();
  await leader.getByRole('link', { name: 'Bezugsperson zuordnen' }).click();
  await leader.getByText(texts.guardian).click();
  await leader.getByText('Der Zugangsbrief wurde selbst in die Hand gegeben').click();
  await leader.getByRole('button', { name: 'Speichern' }).click();
  await expect(leader.getByRole('list', { name: 'Bezugspersonen' })).toContainText(texts.guardian);
}

/** Key by key, as a reader of German does: day, month, year. */
async function typeDay(page: Page, label: string, date: string): Promise<void> {
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click();
  await page.keyboard.type(date.split('-').toReversed().join(''));
}

/** As a library would that means well, or a script that does not. */
async function setHtml(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => (document.createElement('div').innerHTML = text), html);
}

async function announceClosing(leader: Page, day: string): Promise<void> {
  await leader.getByRole('link', { name: 'Kalender', exact: true }).click();
  await leader.getByRole('link', { name: 'Neuer Termin' }).click();
  await leader.getByText('Alle', { exact: true }).click();
  await leader.getByRole('textbox', { name: 'Was' }).fill(closing);
  await leader.getByText('Schließtag').click();
  await typeDay(leader, 'Erster Tag', day);
  await expect(setHtml(leader, '<p>from somewhere</p>')).rejects.toThrow('TrustedHTML');
  await setHtml(leader, '');
  await look(leader, 'appointment-new');
  await leader.getByRole('button', { name: 'Senden' }).click();
  await expect(leader.getByRole('heading', { name: closing })).toBeVisible();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

test('a day: ill with two taps and withdrawn, a closing day read without a network', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-days-'));
  const server = new ServerProcess(dataDir, 18_770);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const [leader, mother] = [await newPage(1440, 900), await newPage(360, 640)];
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    await enrol(leader, ward);
    await mayEnter(leader, mother);
    await leader.getByRole('link', { name: 'Heute', exact: true }).click();
    await expect(leader.getByText('Heute ist niemand abgemeldet.')).toBeVisible();

    const card = mother.getByRole('region', { name: ward });
    await expect(card).toBeVisible();
    const taps = await countTaps(mother);
    await card.getByRole('button', { name: 'Krank melden' }).click();
    await mother.getByRole('button', { name: 'Senden' }).click();
    await expect(card.getByText('Angekommen. Das Team kann es lesen.')).toBeVisible();
    expect(await taps()).toBe(2);
    await expect(card.getByText('krank · heute')).toBeVisible();
    await look(mother, 'guardian-today');

    // The leader's page stands open since before.
    const absent = leader.getByRole('list', { name: `Abgemeldet: ${texts.group}` });
    await expect(absent).toContainText(ward);
    await expect(leader.getByRole('list', { name: 'Seit gestern von den Eltern' })).toContainText(`${ward} krank`);
    await look(leader, 'staff-today');
    await card.getByRole('button', { name: /Ändern/u }).click();
    await look(mother, 'absence-drawer');
    await mother.getByRole('button', { name: 'Zurückziehen' }).click();
    await expect(absent).toHaveCount(0);
    await expect(leader.getByText('krank: zurückgezogen')).toBeVisible();

    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await announceClosing(leader, day);
    await expect(mother.getByRole('list', { name: 'Nächste Termine' })).toContainText(closing);
    await mother.context().setOffline(true);
    await mother.reload();
    await expect(mother.getByRole('list', { name: 'Nächste Termine' })).toContainText(closing);
    await mother.getByRole('link', { name: 'Kalender', exact: true }).click();
    await expect(mother.getByRole('link', { name: new RegExp(closing, 'u') })).toContainText('geschlossen');
    await look(mother, 'calendar');
    await mother.getByRole('tab', { name: 'Monat' }).click();
    await expect(mother.getByRole('grid')).toBeVisible();
    await look(mother, 'calendar-month');

    // Without a network, what is said waits.
    await mother.getByRole('link', { name: 'Heute', exact: true }).click();
    await card.getByRole('button', { name: 'Krank melden' }).click();
    await mother.getByRole('button', { name: 'Senden' }).click();
    await expect(card.getByText('wird gesendet')).toBeVisible();
    await mother.context().setOffline(false);
    await expect(card.getByText('Angekommen. Das Team kann es lesen.')).toBeVisible();
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
