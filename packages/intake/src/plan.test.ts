import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan, type Plan, type Step } from './plan.ts';
import type { Answer, Known, KnownWard, Proposals } from './proposals.ts';
import { answerAll, only, proposalsIn, sampleBytes, seed } from './testing/propose-text.ts';

const header = 'Nr;Name;Vorname;Geburtsdatum;Gruppe;Sorgeb. 1;Tel. 1;Vater;Bemerkung';
const list = (...lines: readonly string[]) => [header, ...lines].join('\n');
const mia = '1;Groß;Mia;1.2.2021;Bären;Anna Groß;0761 123456;Uwe Groß;';

function steps<Kind extends Step['kind']>({ steps: all }: Plan, kind: Kind): Extract<Step, { kind: Kind }>[] {
  return all.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);
}

const planOf = (proposals: Proposals, answers: ReadonlyMap<string, Answer> = new Map()) =>
  plan(proposals, answers, seed);
const names = (all: readonly { given: string }[]) => all.map(({ given }) => given);
const personOf = (proposals: Proposals, given: string) =>
  proposals.wards.flatMap(({ guardians }) => guardians).find((guardian) => guardian.given === given)?.person ?? '';

test('groups, wards, guardianships, letters: in this order, nobody twice', () => {
  const proposals = proposalsIn(list(mia));
  const made = planOf(proposals);
  expect(made.steps.map(({ kind }) => kind)).toEqual([
    'group',
    'ward',
    'guardianship',
    'guardianship',
    'letter',
    'letter',
  ]);
  const [group] = steps(made, 'group');
  expect(steps(made, 'ward')).toMatchObject([
    {
      isKnown: false,
      name: { given: 'Mia', family: 'Groß' },
      group: group?.id,
      values: { number: '1', born: '2021-02-01' },
    },
  ]);
  expect(steps(made, 'ward')[0]?.values).not.toHaveProperty('room');
  expect(steps(made, 'guardianship')).toMatchObject([
    { given: 'Anna', isCustodian: true, mayCollect: null },
    { given: 'Uwe', isCustodian: false, relation: { code: 'father', text: 'Vater' }, mayCollect: null },
  ]);
  expect([made.open, made.waiting, made.withoutLetter]).toEqual([[], [], []]);
});

test('the same import again plans the same, whatever was answered before', () => {
  const file = sampleBytes('kita-utf8-bom-semikolon.csv');
  expect(planOf(proposalsIn(file))).toEqual(planOf(proposalsIn(file)));
  const ids = planOf(proposalsIn(file)).steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('until the question about a ban is answered its ward has no guardians and no letter goes out', () => {
  const proposals = proposalsIn(list(`${mia}Vater: Abholverbot lt. Beschluss AG, Az. 12 F 3/26`));
  const open = planOf(proposals);
  expect([steps(open, 'ward').length, steps(open, 'guardianship').length, steps(open, 'letter').length]).toEqual([
    1, 0, 0,
  ]);
  expect(open.open).toEqual(only(proposals, 'ban').map(({ id }) => id));
  expect(open.withoutLetter.map(({ why }) => why)).toEqual(['open-question', 'open-question']);

  const none = planOf(proposals, answerAll(proposals, 'ban', { kind: 'no-ban' }));
  expect(names(steps(none, 'letter'))).toEqual(['Anna', 'Uwe']);
  expect(steps(none, 'flag')).toEqual([]);
});

test.each([
  ['collect', ['Anna', 'Uwe'], ['Anna', 'Uwe'], []],
  ['contact', ['Anna'], ['Anna'], ['ban']],
  ['disclosure', ['Anna'], ['Anna'], ['ban']],
] as const)('a ban (%s) about the father: who is guardian, who gets a letter', (ban, guardians, letters, without) => {
  const proposals = proposalsIn(list(`${mia}Abholverbot Vater`));
  const uwe = personOf(proposals, 'Uwe');
  const answer = { kind: 'ban', bans: [ban], people: [uwe], fileNumber: '12 F 3/26' } as const;
  const made = planOf(proposals, answerAll(proposals, 'ban', answer));
  expect(steps(made, 'flag')).toMatchObject([{ bans: [ban], people: [{ person: uwe }], fileNumber: '12 F 3/26' }]);
  expect(names(steps(made, 'guardianship'))).toEqual(guardians);
  expect(names(steps(made, 'letter'))).toEqual(letters);
  expect(made.withoutLetter.map(({ why }) => why)).toEqual(without);
  if (ban === 'collect') expect(steps(made, 'guardianship').map(({ mayCollect }) => mayCollect)).toEqual([null, false]);
  expect(made.steps.findIndex(({ kind }) => kind === 'flag')).toBeLessThan(
    made.steps.findIndex(({ kind }) => kind === 'guardianship'),
  );
  expect(JSON.stringify(steps(made, 'flag'))).not.toContain('Abholverbot');
});

test('an answer to another question, or a ban of nothing, is none', () => {
  const proposals = proposalsIn(list(`${mia}Abholverbot`));
  const nothing: Answer = { kind: 'ban', bans: [], people: [], fileNumber: '' };
  for (const answer of [nothing, { kind: 'same-person', isSame: true } as const])
    expect(planOf(proposals, answerAll(proposals, 'ban', answer)).open).toHaveLength(1);
});

test('a ban about one child keeps the letter for both back where the person is one', () => {
  const file = list(`${mia}Abholverbot Vater`, '2;Groß;Ben;1.2.2019;Bären;Anna Groß;0761 123456;;');
  const asked = proposalsIn(file);
  const isSame = answerAll(asked, 'same-person', { kind: 'same-person', isSame: true });
  const made = planOf(proposalsIn(file, { answers: isSame }), isSame);
  expect(steps(made, 'letter')).toEqual([]);
  // As long as nobody has said whether they are one, there is no letter for either.
  expect(steps(planOf(asked), 'letter')).toEqual([]);
  const all = new Map([...isSame, ...answerAll(asked, 'ban', { kind: 'no-ban' })]);
  const done = planOf(proposalsIn(file, { answers: all }), all);
  expect(steps(done, 'letter').map(({ given, wards }) => [given, wards.length])).toEqual([
    ['Anna', 2],
    ['Uwe', 1],
  ]);
});

test('wards that may be one wait until somebody has said so', () => {
  const proposals = proposalsIn(list(`${mia}x`, mia.replace('Bären', 'Igel')));
  const made = planOf(proposals);
  expect(made.waiting).toHaveLength(2);
  expect(made.steps).toEqual([]);
  const two = answerAll(proposals, 'same-ward', { kind: 'same-ward', isSame: false });
  expect(steps(planOf(proposals, two), 'ward')).toHaveLength(2);
});

const knownMia: KnownWard = {
  id: 'a'.repeat(32),
  given: 'Mia',
  family: 'Groß',
  values: { number: '1', born: '2021-02-01', group: 'Bären' },
  guardians: [{ id: 'b'.repeat(32), given: 'Anna', family: 'Groß' }],
  isFlagged: false,
};
const known = (changes: Partial<KnownWard> = {}): Known => ({
  wards: [{ ...knownMia, ...changes }],
  groups: [{ id: 'c'.repeat(32), name: 'Bären' }],
});
const without = '1;Groß;Mia;1.2.2021;Bären;Anna Groß;;;';

test('again beside what is known: unchanged, changed, new, missing; nothing is taken away', () => {
  const same = proposalsIn(list(without), {}, known());
  expect(same.compared.get(same.wards[0]?.id ?? '')).toEqual({ state: 'unchanged', known: knownMia.id });
  expect(planOf(same).steps).toEqual([]);

  const moved = proposalsIn(list('1;Groß-Lee;Mia;1.2.2021;Igel;Anna Groß;;;'), {}, known());
  expect(moved.compared.get(moved.wards[0]?.id ?? '')).toMatchObject({ state: 'changed', fields: ['name', 'group'] });
  expect(planOf(moved).steps).toMatchObject([
    { kind: 'group', name: 'Igel' },
    { kind: 'ward', id: knownMia.id, isKnown: true, name: { family: 'Groß-Lee' }, values: {} },
  ]);

  const noted = proposalsIn(list(`${without}kommt um 9`), {}, known());
  expect(planOf(noted).steps).toEqual([
    { kind: 'ward', id: knownMia.id, isKnown: true, name: null, group: null, values: { note: 'kommt um 9' } },
  ]);

  const other = proposalsIn(list('9;Kühn;Jo;1.1.2022;Bären;;;;'), {}, known());
  expect(other.missing).toEqual([knownMia.id]);
  expect(planOf(other).steps).toMatchObject([{ kind: 'ward', isKnown: false, group: 'c'.repeat(32) }]);
});

test('to a known ward no guardian is added by itself', () => {
  const proposals = proposalsIn(list(mia), {}, known());
  expect(planOf(proposals).steps).toEqual([]);
  expect(only(proposals, 'new-guardian')).toMatchObject([{ known: knownMia.id, person: personOf(proposals, 'Uwe') }]);
  const no = answerAll(proposals, 'new-guardian', { kind: 'new-guardian', isAdded: false });
  expect(planOf(proposals, no).steps).toEqual([]);
  const yes = answerAll(proposals, 'new-guardian', { kind: 'new-guardian', isAdded: true });
  expect(planOf(proposals, yes).steps).toMatchObject([
    { kind: 'guardianship', ward: knownMia.id, given: 'Uwe' },
    { kind: 'letter', given: 'Uwe', wards: [knownMia.id] },
  ]);
});

test('a protection flag beats the import: nothing is even asked about guardians', () => {
  const proposals = proposalsIn(list(`${mia}neu`), {}, known({ isFlagged: true }));
  expect(only(proposals, 'new-guardian')).toEqual([]);
  const made = planOf(proposals);
  expect(made.steps).toMatchObject([{ kind: 'ward', values: { note: 'neu' } }]);
  expect(made.flagged).toEqual([knownMia.id]);
});

test('who is meant is asked where only the number or only the name fits', () => {
  const file = list('1;Lee;Kim;5.5.2022;Bären;;;;');
  const asked = proposalsIn(file, {}, known());
  expect(only(asked, 'which-known')).toMatchObject([{ known: [knownMia.id] }]);
  expect([planOf(asked).steps, asked.missing]).toEqual([[], []]);
  const fresh = answerAll(asked, 'which-known', { kind: 'which-known', known: null });
  expect(planOf(proposalsIn(file, { answers: fresh }, known()), fresh).steps).toMatchObject([{ isKnown: false }]);
  const old = answerAll(asked, 'which-known', { kind: 'which-known', known: knownMia.id });
  expect(planOf(proposalsIn(file, { answers: old }, known()), old).steps).toMatchObject([{ id: knownMia.id }]);
  const two = { ...known(), wards: [knownMia, { ...knownMia, id: 'd'.repeat(32) }] };
  expect(only(proposalsIn(list(without), {}, two), 'which-known')[0]?.known).toHaveLength(2);
});

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom<Answer>(
    { kind: 'no-ban' },
    { kind: 'same-ward', isSame: true },
    { kind: 'same-person', isSame: true },
    { kind: 'new-guardian', isAdded: true },
    { kind: 'which-known', known: null },
  ),
  fc.constant<Answer>({ kind: 'ban', bans: ['contact'], people: [], fileNumber: '' }),
);
const line = fc.tuple(
  fc.constantFrom('1', '2', ''),
  fc.constantFrom('Groß', 'Lee'),
  fc.constantFrom('Mia', 'Ben'),
  fc.constantFrom('1.2.2021', '', '3.4.2022'),
  fc.constantFrom('Bären', 'Igel'),
  fc.constantFrom('Anna Groß', 'Uwe Groß', ''),
  fc.constantFrom('0761 123456', ''),
  fc.constantFrom('Uwe Groß', ''),
  fc.constantFrom('', 'x', 'Abholverbot Vater'),
);

test('property: whatever is answered, no letter and no guardian where a ban is open or a flag stands, and no id twice', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 8 }),
      fc.array(answer, { minLength: 1 }),
      fc.boolean(),
      fc.boolean(),
      (lines, given, isFlagged, isAnswered) => {
        const file = list(...lines.map((cells) => cells.join(';')), '7;Stern;Ida;1.1.2022;Igel;;;;');
        const asked = proposalsIn(file, {}, known({ isFlagged }));
        const answers = new Map<string, Answer>(
          isAnswered
            ? asked.questions.map(({ id }, at) => [id, given[at % given.length] ?? { kind: 'no-ban' }] as const)
            : [],
        );
        const proposals = proposalsIn(file, { answers }, known({ isFlagged }));
        const made = planOf(proposals, answers);
        const ids = made.steps.map((step) => `${step.kind} ${step.id}`);
        expect(new Set(ids).size).toBe(ids.length);
        const target = (ward: string) => {
          const found = proposals.compared.get(ward);
          return found === undefined || found.state === 'new' ? ward : found.known;
        };
        const held = new Set(
          only(proposals, 'ban')
            .filter(({ id }) => made.open.includes(id))
            .map(({ ward }) => target(ward)),
        );
        if (isFlagged) held.add(knownMia.id);
        const touched = [
          ...steps(made, 'guardianship').map(({ ward }) => ward),
          ...steps(made, 'letter').flatMap(({ wards }) => wards),
        ];
        expect(touched.filter((ward) => held.has(ward))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
