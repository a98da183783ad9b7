/**
 * From founding to the first post without a pointer: everything is reached by Tab, and tells a screen reader what it is.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import { countTaps, readKit, texts } from './people.ts';
import { test } from './test.ts';

const mostSteps = 60;

/** Tab by Tab, as somebody goes who has no pointer. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let step = 0; step < mostSteps; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} is not reached within ${mostSteps} steps`);
}

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await reach(page, page.getByLabel(name, { exact: true }));
  await page.keyboard.type(text);
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** One of several: Tab enters the group, the arrows go through it. */
async function pick(page: Page, group: Locator, name: string): Promise<void> {
  const radios = group.getByRole('radio');
  const wanted = group.getByRole('radio', { name });
  await wanted.waitFor({ state: 'attached' });
  const isInside = () => group.evaluate((element) => element.contains(document.activeElement));
  for (let step = 0; step < mostSteps && !(await isInside()); step++) await page.keyboard.press('Tab');
  for (let step = await radios.count(); step > 0 && !(await wanted.isChecked()); step--)
    await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

test('journey: founding, a group and a post by the keyboard alone', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-keyboard-'));
  const server = new ServerProcess(dataDir, 18_134);
  try {
    await server.start();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
    const page = await context.newPage();
    await page.goto(`${server.origin}/gruenden#${await server.foundingCode()}`);
    const taps = await countTaps(page);
    const button = (name: string) => page.getByRole('button', { name });

    await typeInto(page, 'Name der Einrichtung', texts.institution);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "Einrichtung gründen" [level=1]
      - form "Einrichtung gründen":
        - textbox "Name der Einrichtung"
        - radiogroup "Art":
          - radio "KiTa"
          - radio "Schule"
          - radio "Haus (Pflege, Wohnen)"
        - textbox "Ihr Name"
        - textbox "Anmeldename"
        - textbox "Passwort"
        - button "Passwort zeigen"
        - button "Gründen"
    `);
    await pick(page, page.getByRole('radiogroup', { name: 'Art' }), 'KiTa');
    const state = page.getByRole('combobox', { name: 'Bundesland' });
    await reach(page, state);
    await page.keyboard.type('Sachsen');
    await expect(state).toHaveValue('SN');
    await pick(page, page.getByRole('radiogroup', { name: 'Was für ein Träger ist das?' }), 'Frei oder privat');
    await typeInto(page, 'Ihr Name', texts.leader);
    await typeInto(page, 'Anmeldename', texts.leaderLogin);
    await typeInto(page, 'Passwort', texts.leaderPassword);
    await page.keyboard.press('Enter');

    await readKit(page);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "Das Tresorblatt" [level=1]
      - article "Tresorblatt zum Drucken":
        - list "Der Schlüssel, sechs Zeilen"
      - checkbox "Ich habe das Blatt gedruckt oder abgeschrieben"
      - button "Weiter" [disabled]
    `);
    await press(page, page.getByRole('checkbox', { name: 'Ich habe das Blatt gedruckt oder abgeschrieben' }), 'Space');
    await press(page, button('Weiter'), 'Enter');
    await press(page, button('Später'), 'Enter');

    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Gruppen' }), 'Enter');
    await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toMatchAriaSnapshot(`
      - list:
        - listitem:
          - link "Heute"
        - listitem:
          - link "Nachrichten"
    `);
    await press(page, page.getByRole('link', { name: 'Gruppe anlegen' }), 'Enter');
    await typeInto(page, 'Name', texts.group);
    await page.keyboard.press('Enter');
    await expect(page.getByText(texts.group)).toBeVisible();

    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Nachrichten' }), 'Enter');
    await press(page, page.getByRole('link', { name: 'Nachricht schreiben' }), 'Enter');
    await pick(page, page.getByRole('radiogroup'), texts.group);
    await typeInto(page, 'Überschrift', texts.title);
    await typeInto(page, 'Text', texts.post);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "Nachricht schreiben" [level=1]
      - form "Nachricht schreiben":
        - radiogroup "An wen":
          - radio /Alle Eltern/
          - radio /${texts.group}/ [checked]
        - textbox "Überschrift"
        - textbox "Text"
        - button "Datei anhängen"
        - button "Senden"
    `);
    await press(page, button('Senden'), 'Enter');
    // Nobody is in so far: it asks first.
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Trotzdem senden' }), 'Enter');
    await expect(page.getByRole('heading', { name: texts.title })).toBeVisible();
    await expect(page.getByText('wird gesendet')).toHaveCount(0);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "${texts.title}" [level=1]
      - link "Korrigieren"
      - button "Zurückziehen"
      - region "Antworten":
        - heading "Antworten" [level=2]
      - complementary:
        - figure "0 von 0 haben die Nachricht gelesen"
        - heading "Gelesen" [level=2]
    `);
    expect(await taps()).toBe(0);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
