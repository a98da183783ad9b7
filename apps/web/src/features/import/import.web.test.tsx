import kita from '@obhut/intake/samples/kita-utf8-bom-semikolon.csv?raw';
import type { KeptMapping } from '@obhut/intake/mapping.ts';
import type { Plan } from '@obhut/intake/plan.ts';
import type { Known } from '@obhut/intake/proposals.ts';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { forgetDrafts } from '../../shell/drafts.ts';
import { ClientContext } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { foundedBy, lindenhof, newWorld } from '../../testing/scenes.ts';
import '../../ui/base.css';
import { feature } from './feature.ts';
import ImportPage from './page.tsx';

const seed = new Uint8Array(16).fill(7);
const nothingKnown: Known = { wards: [], groups: [] };

beforeEach(() => {
  forgetDrafts();
  document.documentElement.lang = 'de';
});

interface Given {
  known?: Known;
  kept?: readonly KeptMapping[];
  carryOut?: (plan: Plan, client: FakeClient) => Promise<void>;
}

/** Without sending the bytes to the browser and back, as a driver would. */
function choose(content: string | Uint8Array<ArrayBuffer>, name = 'liste.csv'): void {
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no input for files');
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function openPage({ known = nothingKnown, kept = [], carryOut = () => Promise.resolve() }: Given = {}) {
  const leader = await foundedBy(newWorld());
  const mappings: KeptMapping[] = [];
  const screen = await render(
    <ClientContext value={leader}>
      <ImportPage
        known={known}
        kept={kept}
        seed={seed}
        onKeep={(mapping) => mappings.push(mapping)}
        carryOut={(plan) => carryOut(plan, leader)}
      />
    </ClientContext>,
  );
  const next = async (heading: string) => {
    await screen.getByRole('button', { name: /^Weiter(?:,|$)/ }).click();
    await expect.element(screen.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  };
  return { screen, next, mappings, leader };
}

const list = (...lines: readonly string[]) =>
  ['Name;Vorname;Geburtsdatum;Gruppe;Mutter;Vater;Bemerkung', ...lines].join('\n');

test('a KiTa’s whole list: recognised, mended, every remark about a ban asked, carried out once', async () => {
  const plans: Plan[] = [];
  const { screen, next, mappings } = await openPage({
    carryOut: (plan) => {
      plans.push(plan);
      return Promise.resolve();
    },
  });
  choose(kita, 'kita.csv');
  await expect.element(screen.getByRole('heading', { name: 'Was steht in welcher Spalte?' })).toBeVisible();
  await expect.element(screen.getByText('22 Spalten, 85 Zeilen')).toBeVisible();
  await expect.element(screen.getByLabelText('Geb.-Datum')).toHaveValue('ward.born');
  await expect.element(screen.getByText('Bären · Frösche · Sternchen (U3)')).toBeVisible();
  await next('Zeile für Zeile');
  expect(mappings).toHaveLength(1);
  expect(JSON.stringify(mappings)).not.toContain('Bären');

  const out = screen.getByRole('list', { name: 'Bleiben draußen, bis sie stimmen' });
  await expect.element(out).toMatchTextContent(/Zeile 12.*kein Tag, den es gibt/);
  await out.getByRole('button', { name: 'Berichtigen' }).click();
  await out.getByRole('textbox', { name: 'Geb.-Datum' }).fill('28.02.2021');
  await out.getByRole('button', { name: 'Übernehmen' }).click();
  await expect.element(screen.getByText(/85 Zeilen werden übernommen, keine bleibt draußen/)).toBeVisible();
  await next('Das müssen Sie entscheiden');

  await expect.element(screen.getByText(/^20 Fragen sind offen/)).toBeVisible();
  const question = screen.getByRole('form', { name: 'Gibt es bei Mia Schäfer ein Verbot?' });
  await expect.element(question).toMatchTextContent(/Vater: Abholverbot lt. Beschluss AG/);
  await question.getByText('Ja, es gibt ein Verbot oder eine Sperre').click();
  await question.getByRole('button', { name: 'Antwort festhalten' }).click();
  await expect.element(question.getByText('Bitte mindestens eines auswählen.').first()).toBeVisible();
  await question.getByText('Kontakt', { exact: true }).click();
  await question.getByText('Yusuf Schäfer').click();
  await question.getByRole('textbox', { name: 'Aktenzeichen' }).fill('12 F 345/21');
  await question.getByRole('button', { name: 'Antwort festhalten' }).click();
  await expect.element(screen.getByRole('list', { name: '1 Antwort' })).toMatchTextContent(/Mia Schäfer.*Kontakt/);
  await next('Das wird angelegt');

  const made = screen.getByRole('list', { name: 'Wird angelegt' });
  await expect.element(made).toMatchTextContent(/4 Gruppen.*84 Kinder.*1 Sperrvermerk/);
  await expect.element(screen.getByText(/noch keinen Zugangsbrief, weil eine Frage offen ist/)).toBeVisible();
  await screen.getByRole('button', { name: 'Jetzt anlegen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Fertig' })).toBeVisible();
  expect(plans).toHaveLength(1);
  const [plan] = plans;
  expect(plan?.steps.filter(({ kind }) => kind === 'ward')).toHaveLength(84);
  const flag = plan?.steps.find((step) => step.kind === 'flag');
  const yusuf = plan?.withoutLetter.find(({ why }) => why === 'ban');
  expect(flag).toMatchObject({
    bans: ['contact'],
    people: [{ person: yusuf?.person, given: 'Yusuf', family: 'Schäfer' }],
    fileNumber: '12 F 345/21',
  });
  const letters = plan?.steps.flatMap((step) => (step.kind === 'letter' ? [step.person] : []));
  expect(letters).not.toContain(yusuf?.person);
});

test.each([
  [new Uint8Array(), 'leer.csv', /„leer.csv“ ist leer/],
  [Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'liste.csv', /ist ein Bild/],
  [new TextEncoder().encode('%PDF-1.7'), 'liste.xlsx', /ist ein PDF/],
  [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'liste.xls', /alte Excel-Datei/],
  [Uint8Array.from([0x50, 0x4b, 3, 4]), 'liste.xlsx', /ist beschädigt/],
  [new Uint8Array(50_000_000), 'riesig.csv', /größer als 20 MB/],
])('a file that is none of ours is refused in a sentence (%#)', async (bytes, name, sentence) => {
  const { screen } = await openPage();
  choose(bytes, name);
  await expect.element(screen.getByRole('alert')).toMatchTextContent(sentence);
  await expect.element(screen.getByRole('button', { name: 'Datei auswählen' })).toBeVisible();
});

test('columns are named by hand where nobody knows them, and found again next time', async () => {
  const file = 'Rufzeichen;Wer\nMia Groß;x\nBen Lee;y';
  const first = await openPage();
  choose(file);
  await expect.element(first.screen.getByRole('alert')).toMatchTextContent(/in welcher Spalte der Name/);
  await expect.element(first.screen.getByRole('button', { name: 'Weiter' })).toBeDisabled();
  await first.screen.getByLabelText('Rufzeichen').selectOptions('Ganzer Name des Kindes');
  await first.next('Zeile für Zeile');
  await first.screen.unmount();
  forgetDrafts();

  const second = await openPage({ kept: first.mappings });
  choose(file);
  await expect.element(second.screen.getByLabelText('Rufzeichen')).toHaveValue('ward.name');
});

test('which number is the day is asked, a line is left out and taken back', async () => {
  const { screen, next } = await openPage();
  choose(list('Groß;Mia;09/03/2021;;;;', 'Lee;Ben;;;;;'));
  await next('Zeile für Zeile');
  await expect.element(screen.getByText(/1 Zeile wird übernommen, 1 bleibt draußen/)).toBeVisible();
  await screen.getByText('Monat vor Tag').click();
  await expect.element(screen.getByText(/2 Zeilen werden übernommen, keine bleibt draußen/)).toBeVisible();
  await screen.getByRole('button', { name: 'Zeile weglassen' }).click();
  await expect.element(screen.getByText(/1 haben Sie weggelassen/)).toBeVisible();
  await screen.getByRole('button', { name: 'Doch übernehmen' }).click();
  await expect.element(screen.getByText(/2 Zeilen werden übernommen/)).toBeVisible();
});

test('again beside what is known: no guardian by itself, a failure stays on the page', async () => {
  const known: Known = {
    groups: [],
    wards: [
      {
        id: 'a'.repeat(32),
        given: 'Mia',
        family: 'Groß',
        values: { born: '2021-02-01' },
        guardians: [],
        isFlagged: false,
      },
    ],
  };
  const plans: Plan[] = [];
  const carryOut = async (plan: Plan, client: FakeClient) => {
    plans.push(plan);
    await client.createSpace('group', []);
  };
  const { screen, next, leader } = await openPage({ known, carryOut });
  leader.failNext('offline');
  choose(list('Groß;Mia;01.02.2021;;Anna Groß;;kommt um 9'));
  await next('Zeile für Zeile');
  await next('Das müssen Sie entscheiden');
  await expect.element(screen.getByText('Anna Groß neu bei Mia Groß aufnehmen?')).toBeVisible();
  await screen.getByText('Nein, nichts ändern').click();
  await expect.element(screen.getByText('Alles ist entschieden.')).toBeVisible();
  await next('Das wird angelegt');
  await expect.element(screen.getByText('Neue Angaben zu 1 Kind', { exact: true })).toBeVisible();
  await screen.getByRole('button', { name: 'Jetzt anlegen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Keine Verbindung/);
  await screen.getByRole('button', { name: 'Jetzt anlegen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Fertig' })).toBeVisible();
  expect(plans[0]).toEqual(plans[1]);
  expect(plans[0]?.steps.map(({ kind }) => kind)).toEqual(['ward']);
});

test('an import under way outlives leaving the page; logging out ends it', async () => {
  const first = await openPage();
  choose(list('Groß;Mia;01.02.2021;;;;'));
  await first.next('Zeile für Zeile');
  await first.screen.unmount();
  const second = await openPage();
  await expect.element(second.screen.getByRole('heading', { name: 'Zeile für Zeile' })).toBeVisible();
  forgetDrafts();
  await expect.element(second.screen.getByRole('heading', { name: 'Liste einlesen' })).toBeVisible();
});

function isOffered(client: FakeClient): boolean {
  return feature.links?.every(({ isFor }) => isFor?.(client.snapshot()) === true) ?? false;
}

test('only leadership finds it', async () => {
  const { leader, mother } = await lindenhof();
  expect(isOffered(leader)).toBe(true);
  expect(isOffered(mother)).toBe(false);
});

test('nothing of the file is asked of the network or stored', async () => {
  const { screen, next } = await openPage();
  const before = performance.getEntriesByType('resource').length;
  choose(list('Unverwechselbar;Mia;01.02.2021;;;;'));
  await next('Zeile für Zeile');
  await expect.element(screen.getByText('Mia Unverwechselbar')).toBeVisible();
  const asked = performance.getEntriesByType('resource').slice(before);
  expect(asked.filter(({ name }) => /Unverwechselbar/iu.test(decodeURIComponent(name)))).toEqual([]);
  expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain(
    'Unverwechselbar',
  );
});
