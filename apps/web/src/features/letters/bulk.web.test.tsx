import { preparations, preparedLetters } from '@obhut/domain/prepared-letters.ts';
import { expect, test } from 'vitest';
import type { PlanStep } from '../../shell/use-client.ts';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeClient as Client } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

const [mia, ben] = ['1'.repeat(32), '2'.repeat(32)];
const fact = (type: string, body: unknown) => ({ type, body, expiry: 0, notify: 'none' as const });

function enrolled(client: FakeClient, id: string, name: string, group: string): PlanStep[] {
  const team = client.world.spaceOfKind('team').id;
  return (['ward/day', 'ward', 'ward/sensitive', 'ward/protection'] as const).map((kind) => ({
    do: 'make',
    key: `${id} ${kind}`,
    kind,
    teams: kind === 'ward' || kind === 'ward/day' ? [{ space: team }] : [],
    day: null,
    staff: [],
    people: [],
    facts: [
      fact('ward/opened@1', { ward: id }),
      ...(kind === 'ward/day'
        ? [fact('ward/noted@1', { field: 'name', text: name }), fact('ward/noted@1', { field: 'group', text: group })]
        : []),
    ],
  }));
}

function letter(id: string, name: string, relation: string, ward: string) {
  const more = { reach: '0151 1234567', isCustodian: false, mayCollect: null };
  return { id: id.repeat(32), name, relation, wards: [ward], ...more };
}

/** Two wards of one group, three who may be invited; against one of them a flag stands. */
async function prepared(): Promise<FakeClient> {
  const { leader } = await lindenhof();
  const group = leader.world.spaces.find(({ kind }) => kind === 'group')?.id ?? '';
  const letters = [
    letter('a', 'Anna Groß', 'Mutter', mia),
    letter('b', 'Uwe Groß', '', mia),
    letter('c', 'Ina Lee', 'Mutter', ben),
  ];
  const flag = { person: null, name: 'Uwe Groß', file: '', bans: ['contact'] };
  const say = (key: string, space: string, said: ReturnType<typeof fact>): PlanStep => ({
    do: 'say',
    key,
    space: space === 'flag' ? { made: `${mia} ward/protection` } : { space },
    fact: said,
  });
  await leader.perform({
    id: 'f'.repeat(32),
    steps: [
      ...enrolled(leader, mia, 'Mia Groß', group),
      ...enrolled(leader, ben, 'Ben Lee', group),
      say('flag', 'flag', fact('protection/recorded@2', flag)),
      say('letters', leader.world.spaceOfKind('leadership').id, fact('letter/prepared@1', { letters })),
    ],
  });
  return leader;
}

function letters(client: FakeClient) {
  return preparations(statesOf(client.states(), preparedLetters), client.snapshot().institution?.spaces ?? []);
}

test('letters are made of those that are chosen, once somebody has asked about bans; none where a flag stands', async () => {
  const leader = await prepared();
  const screen = await renderApp(leader, '/briefe');
  await screen.getByRole('link', { name: /3 Briefe sind vorbereitet/ }).click();
  const blocked = screen.getByRole('list', { name: 'Wegen eines Sperrvermerks kein Brief' });
  await expect.element(blocked).toMatchTextContent(/Uwe Groß/);
  await screen.getByRole('button', { name: 'Briefe erstellen' }).click();
  await expect.element(screen.getByText('Bitte wählen Sie mindestens eine Person.')).toBeVisible();
  await screen.getByRole('button', { name: 'Alle auswählen: Bärengruppe' }).click();
  await screen.getByRole('button', { name: '2 Briefe erstellen' }).click();
  await expect.element(screen.getByText('Bitte prüfen Sie zuerst, ob es Verbote gibt.')).toBeVisible();
  expect(letters(leader).every(({ mailbox }) => mailbox === null)).toBe(true);
  await screen.getByText(/Ich habe es geprüft/).click();
  await screen.getByRole('button', { name: '2 Briefe erstellen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Briefe drucken' })).toBeVisible();
  const sheet = screen.getByRole('article', { name: 'Zugangsbrief für Anna Groß' });
  await expect.element(sheet).toMatchTextContent(/Mutter von Mia Groß · Bärengruppe/);
  await expect.element(screen.getByRole('article', { name: 'Zugangsbrief für Ina Lee' })).toBeVisible();
  expect(letters(leader).filter(({ mailbox }) => mailbox === null)).toMatchObject([{ name: 'Uwe Groß' }]);

  // Until they are on paper they can be printed again; then their keys are gone.
  await screen.getByRole('link', { name: 'Zugangsbriefe' }).click();
  await screen.getByRole('link', { name: /2 Briefe zum Drucken/ }).click();
  await screen.getByRole('button', { name: 'Alle gedruckt, Schlüssel vergessen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Zugangsbriefe' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /zum Drucken/ })).not.toBeInTheDocument();
  expect(leader.snapshot().plans).toEqual([]);
});

test('handed over, joined, and confirmed by whoever has met them, as the list proposes it', async () => {
  const leader = await prepared();
  const { steps, id } = {
    id: 'e'.repeat(32),
    steps: [
      {
        do: 'letter' as const,
        key: 'a',
        team: { space: leader.world.spaceOfKind('team').id },
        groups: [],
        facts: [
          fact('letter/addressed@1', { name: 'Anna Groß', note: '' }),
          fact('letter/follows@1', { prepared: 'a'.repeat(32) }),
        ],
      },
    ],
  };
  const result = await leader.perform({ id, steps });
  const screen = await renderApp(leader, '/briefe');
  await screen.getByRole('button', { name: 'Brief für Anna Groß wurde in die Hand gegeben' }).click();
  await expect.element(screen.getByText('übergeben')).toBeVisible();
  const anna = new Client(leader.world);
  const secret = result.letters['a'];
  if (secret === undefined) throw new Error('no letter');
  await anna.openLetter({ fragment: secret.fragment, code: secret.code });
  await anna.register('anna', 'Pfirsich Anker Lampion 7');
  await anna.claim([fact('profile/named@1', { name: 'Anna Groß' })]);
  await screen
    .getByRole('list', { name: 'Beim Abholen bestätigen' })
    .getByRole('link', { name: /Anna Groß/ })
    .click();
  await expect.element(screen.getByRole('textbox', { name: 'Verhältnis' })).toHaveValue('Mutter');
  await expect
    .element(screen.getByRole('radio', { name: 'Der Zugangsbrief wurde selbst in die Hand gegeben' }))
    .toBeChecked();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('list', { name: 'Bezugspersonen' })).toMatchTextContent(/Anna Groß/);
});
