/**
 * Every page at three sizes, light and dark, in German and in Arabic, with large text: nothing for axe to find, nothing sticks out sideways, the fonts are the app's own. With
 * `PICTURES=1` it also takes the README's pictures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { look, lookInArabic } from './look.ts';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, reply, texts, write } from './people.ts';
import { pictureForReadme } from './readme-pictures.ts';
import { test } from './test.ts';

type Named = readonly (readonly [name: string, address: string])[];

const visitorPages: Named = [
  ['login', '/anmelden'],
  ['found', '/gruenden'],
  ['letter-typed', '/brief'],
  ['recover-by-kit', '/mit-tresorblatt'],
];
const guardianPages: Named = [
  ['today-guardian', '/'],
  ['posts-guardian', '/nachrichten'],
  ['more', '/mehr'],
  ['institutions', '/einrichtungen'],
  ['protection', '/schutz'],
  ['digits', '/ziffern'],
  ['ways', '/anmeldung'],
  ['password', '/passwort'],
  ['admit', '/geraet'],
  ['passkey', '/passkey'],
  ['delete-account', '/konto-loeschen'],
  ['recovery-sheet-asked', '/wiederherstellungsblatt'],
];
const staffPages: Named = [
  ['today-staff', '/'],
  ['posts-staff', '/nachrichten'],
  ['groups', '/gruppen'],
  ['team', '/team'],
  ['more-staff', '/mehr'],
  ['new-kit', '/tresorblatt/neu'],
  ['new-letter', '/briefe/neu'],
  ['write', '/nachrichten/neu'],
  ['letters', '/briefe'],
];

test('every page is accessible and keeps its shape', async ({ browser }) => {
  test.setTimeout(1_200_000);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-pages-'));
  const server = new ServerProcess(dataDir, 18_111);
  try {
    await server.start();
    const desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
    const phone = await browser.newContext({
      viewport: { width: 360, height: 640 },
      baseURL: server.origin,
      deviceScaleFactor: 2,
    });
    const [leader, guardian] = [await desk.newPage(), await phone.newPage()];

    await leader.goto('/anmelden');
    await leader.getByRole('button', { name: 'Anmelden' }).waitFor();
    await look(leader, 'login');
    for (const [name, address] of visitorPages) await lookInArabic(leader, name, address);
    await leader.goto('/neues-geraet');
    await leader.getByTestId('pairing-code').waitFor();
    await look(leader, 'new-device');
    await leader.goto('/passwort-vergessen');
    await leader.getByRole('button', { name: 'Neues Passwort setzen' }).waitFor();
    await look(leader, 'recover');
    await leader.goto('/mit-tresorblatt');
    await leader.getByRole('textbox', { name: 'Zeile 1' }).fill('K7QM X4TP');
    await leader.getByRole('button', { name: 'Um Zugang bitten' }).click();
    await leader.getByText('Hier ist etwas vertippt').first().waitFor();
    await look(leader, 'recover-by-kit-with-mistakes');
    await leader.goto('/gruenden');
    await leader.getByRole('button', { name: 'Gründen' }).click();
    await leader.getByText('Bitte ausfüllen.').first().waitFor();
    await look(leader, 'found-with-mistakes');
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await look(leader, 'kit');
    await keepKit(leader);
    await leader.getByRole('heading', { level: 1 }).waitFor();
    await look(leader, 'first-steps');
    await leader.goto('/gruppen/neu');
    await leader.getByRole('button', { name: 'Anlegen' }).waitFor();
    await look(leader, 'new-group');
    await makeGroup(leader);
    const letter = await printLetter(leader);
    await look(leader, 'letter');
    await pictureForReadme(leader.getByRole('article'), 'letter');
    await leader.goto('/nachrichten/neu');
    await leader.getByRole('button', { name: 'Senden' }).waitFor();
    await look(leader, 'write');
    await write(leader);

    await guardian.goto('/brief');
    await guardian.getByRole('button', { name: 'Brief öffnen' }).waitFor();
    await look(guardian, 'letter-typed');
    await openLetter(guardian, letter);
    await look(guardian, 'welcome');
    await join(guardian);
    await readPost(guardian);
    await reply(guardian, 'Antwort an das Team', texts.reply);
    await look(guardian, 'post-guardian');
    await pictureForReadme(guardian, 'guardian');
    for (const [name, address] of guardianPages) {
      await guardian.goto(address);
      await guardian.getByRole('heading', { level: 1 }).waitFor();
      await guardian.getByText('Wird geladen').waitFor({ state: 'detached' });
      await look(guardian, name);
    }
    for (const [name, address] of guardianPages) await lookInArabic(guardian, name, address);
    await guardian.goto('/wiederherstellungsblatt');
    await guardian.getByLabel('Ihr Passwort', { exact: true }).fill(texts.guardianPassword);
    await guardian.getByRole('button', { name: 'Blatt zeigen' }).click();
    await guardian.getByTestId('recovery').waitFor();
    await look(guardian, 'recovery-sheet');
    await guardian.goto('/mehr');
    await guardian.getByRole('button', { name: 'Abmelden' }).click();
    await guardian.getByRole('alertdialog').or(guardian.getByRole('dialog')).waitFor();
    await look(guardian, 'logout-dialog');

    for (const [name, address] of staffPages) await lookInArabic(leader, name, address);
    for (const [name, address] of staffPages) {
      await leader.goto(address);
      await leader.getByRole('heading', { level: 1 }).waitFor();
      await look(leader, name);
    }
    await leader.getByRole('list', { name: 'Schon dabei' }).getByRole('link').click();
    await leader.getByRole('heading', { level: 1 }).waitFor();
    await look(leader, 'person');
    await leader.getByRole('button', { name: 'Zugang beenden' }).click();
    await leader.getByRole('alertdialog').waitFor();
    await look(leader, 'end-access-dialog');
    await leader.getByRole('button', { name: 'Abbrechen' }).click();
    await leader.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
    await leader.getByRole('button', { name: 'Aufnehmen' }).click();
    await leader.getByText('Es sind zwölf Ziffern.').waitFor();
    await look(leader, 'admit-person-with-mistakes');
    await leader.goto('/nachrichten');
    await readPost(leader);
    await leader.getByText('1 von 1 gelesen').waitFor();
    await look(leader, 'post-staff');
    await pictureForReadme(leader, 'leader');
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
