/**
 * A group's shared tablet on a real server: set up by who leads, used by two people with PINs of their own, and taken out again. Nothing of
 * it can be read on the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { look } from './look.ts';
import {
  enrol,
  found,
  join,
  keepKit,
  makeGroup,
  openLetter,
  printLetter,
  scan,
  sendToNobody,
  texts,
} from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

// Long ones: six digits would be found by chance in the hex of a dump.
const pins = { colleague: '271828182845', leader: '314159265358' };
const tabletName = 'Am Fenster zur Wiese';
const ward = 'Elif Defne Yıldırımoğlu';
const draft = 'Morgen bitte an die Gummihosen denken';
const written = { title: 'Waldtag am Dienstag', text: 'Wir treffen uns um acht am Tor zum Stadtwald.' };

const digitsOn = async (page: Page) => (await page.getByTestId('digits').textContent()) ?? '';

async function setUp(leader: Page, tablet: Page, origin: string): Promise<void> {
  await leader.getByRole('link', { name: texts.group }).click();
  await leader.getByRole('button', { name: 'Tagesteam anlegen' }).click();
  await leader.getByRole('link', { name: 'Gruppen-Tablet einrichten' }).click();
  await leader.getByRole('textbox', { name: 'Wie heißt das Tablet?' }).fill(tabletName);
  await leader.getByRole('button', { name: 'Weiter' }).click();

  await tablet.goto('/anmelden');
  await tablet.getByRole('link', { name: 'Als Gruppen-Tablet einrichten' }).click();
  const code = (await tablet.getByTestId('pairing-code').textContent()) ?? '';
  expect(await scan(tablet, 'QR-Code für das Gerät der Leitung')).toBe(
    `${origin}/tablet-einrichten#${code.replaceAll(' ', '')}`,
  );
  await look(tablet, 'become');
  await leader.getByRole('textbox', { name: 'Code vom Tablet' }).fill(code.toLowerCase());
  await leader.getByRole('button', { name: 'Weiter' }).click();
  const digits = await digitsOn(tablet);
  await leader.getByRole('textbox', { name: 'Zwölf Ziffern vom Tablet' }).fill('0000 0000 0000');
  await leader.getByRole('button', { name: 'Tablet aufnehmen' }).click();
  await expect(leader.getByRole('alert')).toBeVisible();
  await leader.getByRole('textbox', { name: 'Zwölf Ziffern vom Tablet' }).fill(digits);
  await leader.getByRole('button', { name: 'Tablet aufnehmen' }).click();
  await expect(leader.getByText(`„${tabletName}“ gehört jetzt zum Tagesteam.`)).toBeVisible();
  await leader.getByRole('link', { name: 'Fertig' }).click();
  await expect(leader.getByRole('list', { name: 'Gruppen-Tablets' })).toContainText(tabletName);
  await expect(tablet.getByRole('heading', { name: texts.group })).toBeVisible();
}

/** The guardian of the other journeys belongs to the team here. */
async function admitColleague(leader: Page, colleague: Page): Promise<void> {
  await colleague.goto('/ziffern');
  const digits = await digitsOn(colleague);
  await leader.goto('/briefe');
  // As long as they have not joined their letter has a link of the same name.
  await leader.getByRole('list', { name: 'Schon dabei' }).getByRole('link', { name: texts.guardian }).click();
  await leader.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
  await leader.getByText('Ins Team', { exact: true }).click();
  await leader.getByRole('textbox', { name: `Ziffern von ${texts.guardian}` }).fill(digits);
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await colleague.goto('/');
  await colleague.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
  await expect(colleague.getByRole('button', { name: 'Diesen Namen zeigen' })).toHaveCount(0);
}

/** As somebody who takes the call of a parent does. */
async function reportIll(leader: Page): Promise<void> {
  await leader.goto('/abwesend');
  await leader.getByRole('link', { name: new RegExp(ward, 'u') }).click();
  await leader.getByRole('button', { name: 'Senden' }).click();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

async function typePin(tablet: Page, label: string, pin: string): Promise<void> {
  await tablet.getByLabel(label, { exact: true }).fill(pin);
}

/** By one's own device: code, digits, then the PIN twice. */
async function setPin(own: Page, tablet: Page, pin: string): Promise<void> {
  await tablet.getByRole('link', { name: 'PIN einrichten' }).click();
  const code = (await tablet.getByTestId('pairing-code').textContent()) ?? '';
  await own.goto(`/pin-einrichten#${code.replaceAll(' ', '')}`);
  await own.getByRole('button', { name: 'Weiter' }).click();
  await own.getByRole('textbox', { name: 'Zwölf Ziffern vom Tablet' }).fill(await digitsOn(tablet));
  await own.getByRole('button', { name: 'Freigeben' }).click();
  await expect(own.getByText('Wählen Sie jetzt auf dem Tablet Ihre PIN.')).toBeVisible();
  await typePin(tablet, 'Neue PIN', '123456');
  await tablet.getByRole('button', { name: 'Weiter' }).click();
  await expect(tablet.getByText('Diese PIN rät man als Erstes.')).toBeVisible();
  await typePin(tablet, 'Neue PIN', pin);
  await tablet.getByRole('button', { name: 'Weiter' }).click();
  await typePin(tablet, 'Noch einmal', pin);
  await tablet.getByRole('button', { name: 'PIN festlegen' }).click();
}

async function lock(tablet: Page): Promise<void> {
  await tablet.getByRole('button', { name: 'Sperren' }).click();
  await expect(tablet.getByRole('heading', { name: texts.group })).toBeVisible();
}

async function unlock(tablet: Page, name: string, pin: string): Promise<void> {
  await tablet.getByRole('link', { name }).click();
  for (const digit of pin) await tablet.getByRole('button', { name: digit, exact: true }).click();
  await tablet.getByRole('button', { name: 'Öffnen' }).click();
  await expect(tablet.getByText(`Sie arbeiten als ${name}.`)).toBeVisible();
}

async function openForm(tablet: Page): Promise<void> {
  await tablet.getByRole('navigation').getByRole('link', { name: 'Nachrichten' }).click();
  await tablet.getByRole('link', { name: 'Nachricht schreiben' }).first().click();
}

test('journey: the tablet of a group, two people with a PIN, and its end', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-tablet-'));
  const server = new ServerProcess(dataDir, 18_600);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const [leader, colleague, tablet] = [await newPage(1440, 900), await newPage(360, 640), await newPage(820, 1180)];
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    await enrol(leader, ward);
    const letter = await printLetter(leader);
    await openLetter(colleague, letter);
    await join(colleague);
    await admitColleague(leader, colleague);

    await leader.goto('/gruppen');
    await setUp(leader, tablet, server.origin);
    await look(leader, 'group');

    // Who is absent stands there as it is said, without a person and without loading anew.
    await expect(tablet.getByText('Heute ist niemand abgemeldet.')).toBeVisible();
    await reportIll(leader);
    const absent = tablet.getByRole('list', { name: `Abgemeldet: ${texts.group}` });
    await expect(absent).toContainText(`${ward}krank`);
    await look(tablet, 'morning');

    // It opens without a person, also when the power was gone.
    await server.cutPower();
    await tablet.reload();
    await expect(tablet.getByRole('heading', { name: texts.group })).toBeVisible();
    await expect(absent).toContainText(ward);

    await setPin(colleague, tablet, pins.colleague);
    await expect(tablet.getByText(`Sie arbeiten als ${texts.guardian}.`)).toBeVisible();
    await openForm(tablet);
    await tablet.getByText(texts.group, { exact: true }).click();
    await tablet.getByRole('textbox', { name: 'Text', exact: true }).fill(draft);
    await look(tablet, 'unlocked');
    await lock(tablet);

    // Somebody else finds nothing of it.
    await setPin(leader, tablet, pins.leader);
    await openForm(tablet);
    await expect(tablet.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue('');
    await lock(tablet);
    await look(tablet, 'locked');

    // Its writer does, even after the page was loaded anew.
    await tablet.reload();
    await unlock(tablet, texts.guardian, pins.colleague);
    await openForm(tablet);
    await expect(tablet.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(draft);
    await tablet.getByRole('textbox', { name: 'Überschrift' }).fill(written.title);
    await tablet.getByRole('textbox', { name: 'Text', exact: true }).fill(written.text);
    // The only one whom a letter had let in belongs to the staff now.
    await sendToNobody(tablet);
    await expect(tablet.getByText('wird gesendet')).toHaveCount(0);
    await leader.goto('/nachrichten');
    await leader.getByText(written.title).click();
    await expect(leader.getByText(written.text)).toBeVisible();
    await expect(leader.getByText(texts.guardian).first()).toBeVisible();
    await lock(tablet);

    // Ten wrong ones end it, with a way on.
    await tablet.getByRole('link', { name: texts.guardian }).click();
    for (let left = 9; left >= 0; left--) {
      await typePin(tablet, 'PIN', '808017');
      await tablet.getByRole('button', { name: 'Öffnen' }).click();
      const said =
        left === 0 ? 'öffnet nichts mehr. Es ist nichts verloren' : `Noch ${left === 1 ? 'ein' : left} Versuch`;
      await expect(tablet.getByText(said)).toBeVisible();
    }
    await look(tablet, 'used-up');
    await tablet.getByRole('link', { name: 'Neue PIN einrichten' }).click();
    await expect(tablet.getByTestId('pairing-code')).toBeVisible();
    await tablet.getByRole('link', { name: 'Zurück zum Tablet' }).click();
    await unlock(tablet, texts.leader, pins.leader);

    // Who leads takes it out: it stops at once, whoever works on it.
    await leader.goto('/gruppen');
    await leader.getByRole('link', { name: texts.group }).click();
    await leader.getByRole('button', { name: `${tabletName} aus dem Tagesteam nehmen` }).click();
    await leader.getByRole('button', { name: 'Zugang beenden' }).click();
    await expect(leader.getByText('Noch kein Tablet eingerichtet.')).toBeVisible();
    await expect(tablet.getByRole('heading', { name: 'Dieses Tablet gehört nicht mehr dazu' })).toBeVisible();
    await look(tablet, 'removed');
    await tablet.getByRole('button', { name: 'Alles auf diesem Tablet löschen' }).click();
    await expect(tablet.getByRole('heading', { name: 'Anmelden' })).toBeVisible();

    const secrets = [
      ...Object.values(texts),
      ...Object.values(pins),
      ...Object.values(written),
      tabletName,
      draft,
      ward,
    ];
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces(secrets, places)).toEqual([]);
    expect(places[0]?.text).toContain('public.pins.opaque_record: ');
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
