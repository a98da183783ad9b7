import { expect, test } from 'vitest';
import { authorities } from './authorities.data.ts';
import { competentAuthority, type Body, type Controller } from './authority.ts';
import { dioceses, landeskirchen } from './church-scope.data.ts';

const states = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'];
const bodies = [
  'public',
  'private',
  'federal',
  'church-catholic',
  'church-order',
  'church-protestant',
  'church-other',
] as const satisfies readonly Body[];

/** Codes of all authorities named, or the refusal. */
function named(controller: Controller): readonly string[] {
  const competence = competentAuthority(controller);
  switch (competence.result) {
    case 'found':
      return [competence.authority.code];
    case 'ask':
      return competence.candidates.map(({ code }) => code);
    case 'refused':
      return [competence.code];
  }
}

test('each row of the authorities is reached by some controller', () => {
  const inputs = [
    ...['DE', 'AT', 'CH', 'LI'].flatMap((country) =>
      bodies.flatMap((body) => states.map((state): Controller => ({ country, body, state }))),
    ),
    ...[...dioceses.keys()].map((diocese): Controller => ({ country: 'DE', body: 'church-catholic', diocese })),
    ...[...landeskirchen.keys()].map((landeskirche): Controller => ({
      country: 'DE',
      body: 'church-protestant',
      landeskirche,
    })),
  ];
  const reached = new Set(inputs.flatMap(named));
  for (const code of authorities.keys()) expect(reached).toContain(code);
});

test('each of the 16 states has its authority, for public and private bodies', () => {
  for (const state of states)
    for (const body of ['public', 'private'] as const) {
      const [code] = named({ country: 'DE', body, state });
      expect(code?.slice(0, 5)).toBe(`DE-${state}`);
    }
});

test('every diocese and every Landeskirche leads to a row of its own law', () => {
  expect(dioceses.size).toBe(29);
  expect(landeskirchen.size).toBe(20);
  for (const diocese of dioceses.keys()) {
    const competence = competentAuthority({ country: 'DE', body: 'church-catholic', diocese });
    expect(competence).toMatchObject({ result: 'found', authority: { law: 'KDG' } });
  }
  for (const landeskirche of landeskirchen.keys()) {
    const competence = competentAuthority({ country: 'DE', body: 'church-protestant', landeskirche });
    expect(competence).toMatchObject({ result: 'found', authority: { code: 'DE-EKD', law: 'DSG-EKD' } });
  }
});

test.each<[Controller, string[]]>([
  [{ country: 'DE', state: 'BY', body: 'public' }, ['DE-BY-PUB']],
  [{ country: 'DE', state: 'BY', body: 'private' }, ['DE-BY-PRIV']],
  [{ country: 'DE', state: 'NW', body: 'public' }, ['DE-NW']],
  [{ country: 'DE', state: 'NW', body: 'private' }, ['DE-NW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Aachen' }, ['DE-KATH-NRW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Essen' }, ['DE-KATH-NRW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Köln' }, ['DE-KATH-NRW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Münster (NRW)' }, ['DE-KATH-NRW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Paderborn' }, ['DE-KATH-NRW']],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Münster (Offizialat Vechta)' }, ['DE-KATH-NORD']],
  [{ country: 'DE', body: 'church-order', state: 'BY' }, ['DE-KATH-ORDEN']],
  [{ country: 'DE', body: 'church-other', state: 'BY' }, ['DE-FREIKIRCHE', 'DE-BY-PRIV']],
  [{ country: 'DE', body: 'federal' }, ['DE-BUND']],
  [{ country: 'AT', body: 'public' }, ['AT']],
  [{ country: 'AT', body: 'private' }, ['AT']],
  [{ country: 'LI', body: 'private' }, ['LI']],
  [{ country: 'CH', body: 'private' }, ['CH-BUND']],
  [{ country: 'CH', body: 'public' }, ['CH-KANTON']],
  [{ country: 'CH', body: 'church-catholic' }, ['CH-KANTON', 'CH-BUND']],
])('%o: %o', (controller, codes) => {
  expect(named(controller)).toEqual(codes);
});

test.each<[Controller, string]>([
  [{ country: 'DE', body: 'public' }, 'unknown-state'],
  [{ country: 'DE', body: 'private', state: 'EKD' }, 'unknown-state'],
  [{ country: 'DE', body: 'private', state: 'constructor' }, 'unknown-state'],
  [{ country: 'DE', body: 'church-other', state: 'XX' }, 'unknown-state'],
  [{ country: 'DE', body: 'church-catholic', state: 'NW' }, 'unknown-diocese'],
  [{ country: 'DE', body: 'church-catholic', diocese: 'Münster' }, 'unknown-diocese'],
  [{ country: 'DE', body: 'church-protestant', landeskirche: 'Aachen' }, 'unknown-landeskirche'],
  [{ country: 'FR', body: 'public' }, 'unknown-country'],
])('%o is refused: %s', (controller, code) => {
  expect(competentAuthority(controller)).toEqual({ result: 'refused', code });
});

test('every row says where it comes from and how to report, and what is less than certain says why', () => {
  for (const [code, row] of authorities) {
    expect(row.code).toBe(code);
    expect(row.sources.length).toBeGreaterThan(0);
    expect(row.report.page ?? row.report.email ?? row.report.note).toBeDefined();
    if (row.confidence !== 'high') expect(row.doubt).toBeDefined();
    if (row.report.page !== undefined) expect(row.report.page).toMatch(/^https:\/\/\S+$/);
    if (row.report.email !== undefined) expect(row.report.email).toMatch(/^[^@\s]+@[^@\s]+$/);
  }
});
