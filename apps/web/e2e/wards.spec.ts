/**
 * A ward with its spaces: enrolled by the leader, seen by the parent who may, not by the one who may not, and no more when the right ends;
 * read by who works in its group, with its flag by who is named, and by neither when they have left; and over the change of the Kita-year.
 * Somebody of the carrier writes to everyone, sees no ward, and comes along.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { admit, enter, type Person } from './admitting.ts';
import { aheadIn } from './ahead.ts';
import { carrier, takeFromCarrier, writeForCarrier } from './carrier.ts';
import { look } from './look.ts';
import { found, keepKit, makeGroup, readPost, scan, texts, type PrintedLetter } from './people.ts';
import { closeYear, comeBack, prepareYear } from './year.ts';
import { test } from './test.ts';

const ward = 'Elif Defne Yıldırımoğlu';
const parents = {
  mother: { name: 'Ayşe Yıldırımoğlu', login: 'ayse.yildirimoglu', password: 'Pfirsich Anker Lampion 7' },
  father: { name: 'Kerem Yıldırımoğlu', login: 'kerem.yildirimoglu', password: 'Trommel Wiese Kompass 3' },
};

async function enrol(leader: Page): Promise<void> {
  await leader.getByRole('link', { name: 'Kinder', exact: true }).click();
  await leader.getByRole('link', { name: 'Kind aufnehmen' }).click();
  await leader.getByRole('textbox', { name: 'Name' }).fill(ward);
  await leader.getByRole('textbox', { name: 'Geburtsdatum' }).fill('4.5.2022');
  await leader.getByText(texts.group).click();
  await leader.getByText('Schildkröte').click();
  await leader
    .getByRole('textbox', { name: 'Allergien und was zu beachten ist' })
    .fill('Haselnüsse: sofort Notfallset');
  await leader.getByRole('textbox', { name: 'Im Notfall anrufen' }).fill('Großmutter 0171 7654321');
  await look(leader, 'ward-new');
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(leader.getByRole('heading', { name: ward })).toBeVisible();
}

/** From the ward's page: for whom it is stands there already. */
async function print(leader: Page, parent: Person): Promise<PrintedLetter> {
  await leader.getByRole('link', { name: 'Zugangsbrief schreiben' }).click();
  await expect(leader.getByRole('textbox', { name: 'Zusatz' })).toHaveValue(`Gehört zu ${ward}`);
  await leader.getByRole('textbox', { name: 'Für wen' }).fill(parent.name);
  await leader.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect(leader.getByRole('heading', { name: `Brief für ${parent.name}`, exact: true })).toBeVisible();
  const code = (await leader.getByTestId('code').textContent()) ?? '';
  return { address: await scan(leader, 'QR-Code mit der Adresse dieses Briefs'), code, typed: '' };
}

const colleague = { name: 'Beate Krusenbaum', login: 'beate.krusenbaum', password: 'Kirsche Fenster Nebel 62' };

async function toGroup(leader: Page, group: string): Promise<void> {
  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Gruppen' }).click();
  await leader.getByRole('link', { name: new RegExp(group, 'u') }).click();
  await expect(leader.getByRole('heading', { name: group })).toBeVisible();
}

/** A group with a ward, in which nobody works but leadership. */
async function makeOtherGroup(leader: Page): Promise<void> {
  await leader.goto('/gruppen/neu');
  await leader.getByRole('textbox', { name: 'Name' }).fill('Bärengruppe');
  await leader.getByRole('button', { name: 'Anlegen' }).click();
  await expect(leader.getByRole('list', { name: 'Alle Gruppen' })).toContainText('Bärengruppe');
  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Kinder' }).click();
  await leader.getByRole('link', { name: 'Kind aufnehmen' }).click();
  await leader.getByRole('textbox', { name: 'Name' }).fill('Ben Schäferling');
  await leader.getByText('Bärengruppe').click();
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(leader.getByRole('heading', { name: 'Ben Schäferling' })).toBeVisible();
}

async function staff(leader: Page, group: string, names: string[]): Promise<void> {
  await toGroup(leader, group);
  await leader.getByRole('link', { name: 'Eigenes Team bestimmen' }).click();
  for (const name of names) await leader.getByText(name, { exact: true }).click();
  await leader.getByRole('button', { name: 'Speichern' }).click();
  await expect(leader.getByRole('link', { name: 'Team ändern' })).toBeVisible();
}

/** A second person of the staff works in one group alone, reads a flag by name, and neither any more when she leaves. */
async function workThere(leader: Page, hers: Page): Promise<void> {
  await makeOtherGroup(leader);
  await admit(leader, hers, colleague, { as: 'Ins Team', list: 'Team' });
  const menu = hers.getByRole('navigation', { name: 'Hauptmenü' });
  await menu.getByRole('link', { name: 'Kinder' }).click();
  await expect(hers.getByText('Ben Schäferling')).toBeVisible();
  await expect(hers.getByText(ward)).toBeVisible();

  await staff(leader, 'Bärengruppe', []);
  await staff(leader, texts.group, [colleague.name]);
  await expect(leader.getByRole('list', { name: 'Team der Gruppe' })).toContainText(colleague.name);
  await look(leader, 'group-team');
  await expect(hers.getByText('Ben Schäferling')).toHaveCount(0);
  await expect(hers.getByText(ward)).toBeVisible();
  await hers.getByText(ward).click();
  await expect(hers.getByRole('heading', { name: ward })).toBeVisible();
  await expect(hers.getByText('12 F 34/26')).toHaveCount(0);

  await toWard(leader);
  await leader.getByRole('link', { name: 'Jemanden zum Lesen benennen' }).click();
  await leader.getByText(colleague.name).click();
  await look(leader, 'flag-readers');
  await leader.getByRole('button', { name: 'Speichern' }).click();
  await expect(leader.getByRole('list', { name: 'Wer die Sperrvermerke lesen darf' })).toContainText(colleague.name);
  await expect(hers.getByText('Aktenzeichen 12 F 34/26')).toBeVisible();

  await leader.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Mehr' }).click();
  await leader.getByRole('link', { name: /^Team und Leitung/u }).click();
  await leader.getByRole('link', { name: new RegExp(colleague.name, 'u') }).click();
  await leader.getByRole('link', { name: 'Gruppen ändern' }).click();
  await leader.getByText(texts.group).click();
  await look(leader, 'works-in');
  await leader.getByRole('button', { name: 'Speichern' }).click();
  await expect(leader.getByText('In keiner Gruppe: Jede hat ein eigenes Team.')).toBeVisible();
  await expect(hers.getByText('Das gibt es nicht mehr, oder Sie dürfen es nicht sehen.')).toBeVisible();
  await hers.reload();
  await menu.getByRole('link', { name: 'Kinder' }).click();
  await expect(hers.getByText('Noch keine Kinder, die Sie sehen dürfen.')).toBeVisible();
  await expect(hers.getByText(ward)).toHaveCount(0);
}

async function toWard(leader: Page): Promise<void> {
  await leader.getByRole('link', { name: 'Kinder', exact: true }).click();
  await leader.getByRole('link', { name: new RegExp(ward, 'u') }).click();
  await expect(leader.getByRole('heading', { name: ward })).toBeVisible();
}

test('journey: a ward is enrolled, one parent sees it, the other does not, rights end, and staff come and go', async ({
  browser,
}) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-wards-'));
  const server = new ServerProcess(dataDir, 18_680);
  const newPage = async (width: number, height: number) => {
    const viewport = { width, height };
    return (await browser.newContext({ viewport, baseURL: server.origin, serviceWorkers: 'block' })).newPage();
  };
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    await enrol(leader);
    const [mother, father] = [await newPage(360, 640), await newPage(360, 640)];
    await enter(mother, await print(leader, parents.mother), parents.mother);
    await toWard(leader);
    await enter(father, await print(leader, parents.father), parents.father);

    // A flag stands against the father: he cannot be given sight of the ward.
    await toWard(leader);
    await leader.getByRole('link', { name: 'Sperrvermerk eintragen' }).click();
    await leader.getByRole('textbox', { name: 'Gegen wen' }).fill(parents.father.name);
    await leader.getByRole('textbox', { name: 'Aktenzeichen' }).fill('12 F 34/26');
    await look(leader, 'ward-flag');
    await leader.getByRole('button', { name: 'Eintragen' }).click();
    await expect(leader.getByText('Aktenzeichen 12 F 34/26')).toBeVisible();
    await leader.getByRole('link', { name: 'Bezugsperson zuordnen' }).click();
    await leader.getByRole('radio', { name: parents.father.name }).check({ force: true });
    await expect(leader.getByRole('alert')).toContainText('Sperrvermerk');
    await look(leader, 'ward-blocked');

    await leader.getByRole('radio', { name: parents.mother.name }).check({ force: true });
    await leader.getByRole('textbox', { name: 'Verhältnis' }).fill('Mutter');
    await leader.getByText('Der Zugangsbrief wurde selbst in die Hand gegeben').click();
    await leader.getByRole('button', { name: 'Speichern' }).click();
    await expect(leader.getByRole('list', { name: 'Bezugspersonen' })).toContainText(parents.mother.name);
    await look(leader, 'ward');

    await mother.getByRole('link', { name: 'Kind', exact: true }).click();
    await expect(mother.getByText('Haselnüsse: sofort Notfallset')).toBeVisible();
    await look(mother, 'own-ward');
    await mother.getByRole('link', { name: 'Eigene Angaben ändern' }).click();
    await mother.getByRole('textbox', { name: 'Telefon' }).fill('0151 2345678');
    await mother.getByRole('button', { name: 'Speichern' }).click();
    await expect(leader.getByText('0151 2345678')).toBeVisible();
    await father.getByRole('link', { name: 'Kind', exact: true }).click();
    await expect(father.getByRole('heading', { name: 'So erreicht man Sie' })).toBeVisible();
    await expect(father.getByText('Haselnüsse')).toHaveCount(0);
    await expect(father.getByText(ward)).toHaveCount(0);

    // The mother's right to see ends: nothing new reaches her.
    await leader.getByRole('link', { name: new RegExp(parents.mother.name, 'u') }).click();
    await leader.getByText('darf alles lesen').click();
    await leader.getByRole('button', { name: 'Speichern' }).click();
    await expect(leader.getByRole('heading', { name: ward })).toBeVisible();
    await leader.getByRole('link', { name: 'Angaben ändern' }).click();
    await leader.getByRole('textbox', { name: 'Im Notfall anrufen' }).fill('Tante 0160 1112223');
    await leader.getByRole('button', { name: 'Speichern' }).click();
    // Not what still stands in the form.
    await expect(leader.getByRole('link', { name: 'Angaben ändern' })).toBeVisible();
    await expect(leader.getByText('Tante 0160 1112223')).toBeVisible();
    await leader.reload();
    await expect(leader.getByText('Tante 0160 1112223')).toBeVisible();
    await mother.reload();
    await expect(mother.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await mother.goto('/kind');
    await expect(mother.getByText('Tante 0160 1112223')).toHaveCount(0);

    await workThere(leader, await newPage(820, 1180));
    const theirs = await newPage(820, 1180);
    await writeForCarrier(leader, theirs, mother);
    const menu = leader.getByRole('navigation', { name: 'Hauptmenü' });
    await menu.getByRole('link', { name: 'Kinder', exact: true }).click();
    await leader.getByRole('textbox', { name: 'Nach Namen suchen' }).fill('yildirimoglu');
    await look(leader, 'wards');

    // The next year is prepared, and takes over on its day.
    const first = await prepareYear(leader, { group: texts.group, ward, guardian: parents.mother.name });
    await server.stop();
    server.aheadMs = Date.parse(`${first}T09:00:00Z`) - Date.now();
    for (const page of [leader, mother, theirs]) await aheadIn(page.context(), server);
    await server.start();
    await comeBack(leader, texts.leaderLogin, texts.leaderPassword);
    await leader.getByRole('link', { name: 'Kinder', exact: true }).click();
    await expect(leader.getByRole('list', { name: texts.group })).toContainText(ward);
    await leader.goto('/nachrichten/neu');
    await expect(leader.getByRole('radio', { name: new RegExp(texts.group, 'u') })).toHaveCount(1);
    await leader.getByText('Alle Eltern').click();
    await leader.getByRole('textbox', { name: 'Überschrift' }).fill(texts.title);
    await leader.getByRole('textbox', { name: 'Text', exact: true }).fill(texts.post);
    await leader.getByRole('button', { name: 'Senden' }).click();
    await expect(leader.getByText('wird gesendet')).toHaveCount(0);
    await comeBack(mother, parents.mother.login, parents.mother.password);
    await readPost(mother);
    // The carrier has come along into the new year, under their name, and is out of it where it is taken from them.
    await comeBack(theirs, carrier.login, carrier.password);
    await takeFromCarrier(leader, theirs);
    await closeYear(leader);
    await leader.goto('/kinder');
    await expect(leader.getByRole('list', { name: texts.group })).toContainText(ward);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
