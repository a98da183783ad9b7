import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from './intake.ts';
import { cellKey, propose } from './propose.ts';
import {
  answerAll,
  bytesOf,
  draftOf,
  nothingKnown,
  only,
  proposalsIn,
  sampleBytes,
  seed,
  tableIn,
  today,
} from './testing/propose-text.ts';
import { isBlocking } from './proposals.ts';

const named = (header: string, ...lines: readonly string[]) => [header, ...lines].join('\n');
const list = (...lines: readonly string[]) => named('Name;Vorname;Geburtsdatum;Mutter;Tel. Mutter;Bemerkung', ...lines);
const codes = (file: string) => proposalsIn(file).problems.map(({ code }) => code);

test('the list of a KiTa: every line is in but the one with a day that there is not', () => {
  const proposals = proposalsIn(sampleBytes('kita-utf8-bom-semikolon.csv'));
  expect(proposals.lines.in).toHaveLength(84);
  expect(proposals.lines.problem).toEqual([12]);
  expect(proposals.problems).toEqual([
    { line: 12, column: 3, code: 'day-invalid' },
    { line: 87, code: 'repeated', first: 5 },
  ]);
  expect(proposals.wards).toHaveLength(83);
  expect(proposals.groups.map(({ name, wards }) => [name, wards])).toEqual([
    ['Bären', 24],
    ['Frösche', 22],
    ['Sternchen (U3)', 21],
    ['Igel', 16],
  ]);
  expect(proposals.wards[2]).toMatchObject({
    given: 'Hana',
    family: 'Kühn',
    lines: [4],
    values: {
      number: '1003',
      born: '2020-11-18',
      sex: 'diverse',
      group: 'Bären',
      postalCode: '79813',
      origin: 'Ukraine',
      religion: null,
      measles: { state: 'shown', on: null },
      allergies: ['Laktose', 'Ei'],
      emergency: [{ name: 'Oma Helga', phone: '0170 5550101' }],
    },
    guardians: [
      { given: 'Jonas', family: 'Kühn', phones: ['+49 151 8444870'], emails: [], isCustodian: true },
      { given: 'Jürgen', family: 'Kühn', phones: ['0453/62218'], emails: [], isCustodian: true },
    ],
  });
  expect(proposals.wards[0]?.values.postalCode).toBe('07238');
  expect(proposals.wards.filter(({ values }) => values.measles === null)).toEqual([]);
  expect(proposals.wards.filter(({ values }) => values.religion !== null && values.religion.code === null)).toEqual([]);
  expect(only(proposals, 'ban')).toHaveLength(20);
});

test('the list of a home: days by the evidence of the column, relatives with their relation', () => {
  const proposals = proposalsIn(sampleBytes('pflegeheim-utf8-komma.csv'));
  expect(proposals.problems).toEqual([]);
  expect(proposals.wards).toHaveLength(48);
  expect(proposals.wards[0]).toMatchObject({
    given: 'Elif',
    family: 'Al-Hamad',
    values: { born: '1931-09-03', room: '151', diet: 'passiert', religion: { code: 'catholic', text: 'rk.' } },
    guardians: [{ given: 'Nguyễn', family: 'Kühn', relation: { code: 'grandchild', text: 'Enkelin' } }],
  });
  expect(proposals.wards.map(({ family }) => family)).toEqual(
    expect.arrayContaining(['von der Heide', 'García López']),
  );
});

test('the list of a school: whole names, two people in a cell, one number for both', () => {
  const proposals = proposalsIn(sampleBytes('schule-utf16-tab.txt'));
  expect(proposals.wards).toHaveLength(120);
  expect(new Set(proposals.problems.map(({ code }) => code))).toEqual(new Set(['shared-contact']));
  expect(proposals.wards[0]).toMatchObject({
    given: 'Mia',
    family: 'Yılmaz',
    values: { born: '2018-05-28', group: '1a' },
  });
  expect(proposals.wards[2]?.guardians.map(({ given, family }) => `${given} ${family}`)).toEqual([
    'Mohammed García López',
    'Zoë García López',
  ]);
  expect(proposals.wards.every(({ guardians }) => guardians.length === 2)).toBe(true);
});

test('each mistake is named with its line and cell, and all other lines go in', () => {
  const proposals = proposalsIn(
    list(
      'Groß;Mia;31.02.2021;;;',
      'Groß;Ben;29.11.2026;;;',
      ';;01.02.2021;;;',
      `${'x'.repeat(300)};Ida;01.02.2021;;;`,
      'Kühn;Jo;;;;',
      'Weiß;Ida;01.02.2021;Anna Weiß;keins;',
      'Öz;Ali;01.02.2021;Familie Öz;0761 1234567;',
      'Lee;Kim;01.02.2021;;0761 1234567;',
      '👩‍👧 Stern;مريم;01.02.2021;;;',
    ),
  );
  expect(proposals.problems).toEqual([
    { line: 2, column: 2, code: 'day-invalid' },
    { line: 3, column: 2, code: 'day-future' },
    { line: 4, code: 'name-missing' },
    { line: 5, column: 0, code: 'too-long' },
    { line: 6, code: 'born-missing' },
    { line: 7, column: 4, code: 'phone' },
    { line: 8, column: 3, code: 'guardian-name' },
    { line: 9, column: 4, code: 'guardian-name' },
  ]);
  expect(proposals.lines).toMatchObject({ in: [6, 7, 8, 9, 10], problem: [2, 3, 4, 5] });
  expect(proposals.wards.at(-1)).toMatchObject({ family: '👩‍👧 Stern', given: 'مريم' });
});

test('characters that turn or hide what follows do not reach a name', () => {
  const [ward] = proposalsIn(
    'Name;Vorname;Geburtsdatum\n\u202eGro\u200bß;  Mia \u2066 Lu\u0000'.replace('\u0000', '') + ';1.1.2021',
  ).wards;
  expect(ward).toMatchObject({ family: 'Groß', given: 'Mia Lu' });
});

test('a postal code without its zero, and words that nobody knows, are pointed out', () => {
  const file = named('Name;Vorname;Geb.;PLZ;Masern;Geschl.', 'a;b;1.1.2021;7238;ja;w', 'c;d;1.1.2021;79813;jein;q');
  expect(proposalsIn(file).problems).toEqual([
    { line: 2, column: 3, code: 'postal-code' },
    { line: 3, column: 5, code: 'word-unknown' },
    { line: 3, column: 4, code: 'word-unknown' },
  ]);
});

test('which number is the day is asked where the column does not say it, and only for days that it matters for', () => {
  const file = list('Groß;Mia;09/03/2021;;;', 'Kühn;Jo;03/03/2021;;;');
  expect(proposalsIn(file).problems).toEqual([{ line: 2, column: 2, code: 'day-or-month' }]);
  const mapping = { ...draftOf(tableIn(bytesOf(file))).mapping, dayOrders: { Geburtsdatum: 'month-first' as const } };
  expect(proposalsIn(file, { mapping }).wards[0]?.values.born).toBe('2021-09-03');
  const both = list('Groß;Mia;13/03/2021;;;', 'Kühn;Jo;03/13/2021;;;', 'Öz;Al;03/04/2021;;;');
  expect(proposalsIn(both).problems).toEqual([{ line: 4, column: 2, code: 'day-or-month' }]);
});

test('a cell is mended in place, a line left out', () => {
  const file = list('Groß;Mia;31.02.2021;;;', 'Kühn;Jo;01.02.2021;;;');
  expect(proposalsIn(file, { edits: new Map([[cellKey(2, 2), '28.02.2021']]) }).wards).toHaveLength(2);
  const without = proposalsIn(file, { skipped: new Set([2]) });
  expect([without.problems, without.lines]).toEqual([[], { in: [3], problem: [], blank: [], skipped: [2] }]);
});

test('two lines of one ward become one where nothing contradicts, and are asked about where something does', () => {
  const merged = proposalsIn(
    list('Groß;Mia;1.2.2021;Anna Groß;;', 'GROSS;Mia;1.2.2021;;;', 'Groß;Mia;01.02.2021;Uwe Groß;0761 123456;x'),
  );
  expect(merged.wards.map(({ lines }) => lines)).toEqual([[2, 4], [3]]);
  expect(merged.problems).toContainEqual({ line: 4, code: 'merged', first: 2 });
  expect(merged.wards[0]?.guardians.map(({ given }) => given)).toEqual(['Anna', 'Uwe']);

  const file = list('Groß;Mia;1.2.2021;;;x', 'Groß;Mia;1.2.2021;;;y');
  const asked = proposalsIn(file);
  expect(asked.wards).toHaveLength(2);
  expect(only(asked, 'same-ward')).toMatchObject([{ lines: [2, 3], wards: asked.wards.map(({ id }) => id) }]);
  const one = proposalsIn(file, { answers: answerAll(asked, 'same-ward', { kind: 'same-ward', isSame: true }) });
  expect(one.wards.map(({ lines, values }) => [lines, values.note])).toEqual([[[2, 3], 'x']]);
  expect(one.wards[0]?.id).toBe(asked.wards[0]?.id);
  expect(only(proposalsIn(list('Groß;Mia;;;;', 'Groß;Mia;;;;z')), 'same-ward')).toHaveLength(1);
});

test('siblings: the same guardian is proposed as one person and stays two until somebody says so', () => {
  const file = list(
    'Groß;Mia;1.2.2021;Anna Groß;0761 123456;',
    'Groß;Ben;1.2.2019;Anna Groß;+49 761 123456;',
    'Lee;Kim;1.2.2019;Anna Groß;0761 999999;',
  );
  const asked = proposalsIn(file);
  const ids = asked.wards.map(({ guardians }) => guardians[0]?.person);
  expect(new Set(ids).size).toBe(3);
  expect(only(asked, 'same-person')).toMatchObject([{ people: ids.slice(0, 2) }]);
  const one = proposalsIn(file, { answers: answerAll(asked, 'same-person', { kind: 'same-person', isSame: true }) });
  expect(one.wards.map(({ guardians }) => guardians[0]?.person)).toEqual([ids[0], ids[0], ids[2]]);
  const two = proposalsIn(file, { answers: answerAll(asked, 'same-person', { kind: 'same-person', isSame: false }) });
  expect(two.wards.map(({ guardians }) => guardians[0]?.person)).toEqual(ids);
});

test('two of one name at one ward are two', () => {
  const [ward] = proposalsIn(named('Kind;Geburtstag;Eltern', 'Mia Groß;1.2.2021;Kim Groß und Kim Groß')).wards;
  expect(new Set(ward?.guardians.map(({ person }) => person)).size).toBe(2);
});

test('a remark about a ban is found in any column, taken or not, and beyond the last', () => {
  const file = named(
    'Name;Vorname;Geburtstag;Interna',
    'a;b;1.1.2021;kein Kontakt zum Vater',
    'c;d;1.1.2021;;Abholverbot Opa',
  );
  expect(only(proposalsIn(file), 'ban').map(({ line, text }) => [line, text])).toEqual([
    [2, 'kein Kontakt zum Vater'],
    [3, 'Abholverbot Opa'],
  ]);
});

test('ids are the same in every run with a seed, and others with another', () => {
  const table = tableIn(sampleBytes('kita-utf8-bom-semikolon.csv'));
  const ids = (key: Uint8Array) =>
    propose(table, draftOf(table), { today, seed: key, known: nothingKnown }).wards.map(({ id }) => id);
  expect(ids(seed)).toEqual(ids(seed));
  expect(ids(seed)[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set([...ids(seed), ...ids(new Uint8Array(16))]).size).toBe(166);
});

test('a number that two wards have is pointed out', () => {
  expect(codes(named('Nr;Name;Vorname;Geburtstag', '1;a;b;1.1.2021', '1;c;d;1.1.2021'))).toEqual(['number-twice']);
});

const word = fc.oneof(
  fc.constantFrom(
    'Groß',
    'Mia',
    '31.02.2021',
    '01/02/2021',
    '13.4.2020',
    '"',
    '',
    '0761 12345',
    'kein Kontakt zum Vater',
    'ja',
    ';',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const header = fc.shuffledSubarray(
  ['Name', 'Vorname', 'Geburtstag', 'Klasse', 'Mutter', 'Vater', 'Tel. 1', 'Notfall', 'Bemerkung', ''],
  { minLength: 1 },
);

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}

test('property: each line of any file is in exactly one of in, problem, blank, skipped', () => {
  fc.assert(
    fc.property(
      header,
      fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 12 }),
      fc.array(fc.nat(15)),
      (names, lines, skipped) => {
        const text = [names, ...lines].map((cells) => cells.join(';').replaceAll('\0', '')).join('\n');
        const table = readTable(bytesOf(text));
        if ('refused' in table) return;
        const draft = draftOf(table, { skipped: new Set(skipped) });
        const proposals = propose(table, draft, { today, seed, known: nothingKnown });
        const all = Object.values(proposals.lines).flat();
        const expected = [
          ...table.rows.map(({ line }) => line),
          ...table.blank,
          ...table.problems.filter(({ code }) => code === 'above').map(({ line }) => line),
        ];
        expect(sorted(all)).toEqual(sorted(expected));
        const blocked = new Set(proposals.problems.filter(isBlocking).map(({ line }) => line));
        expect(new Set(proposals.lines.problem)).toEqual(blocked);
        expect(sorted(proposals.wards.flatMap((ward) => ward.lines))).toEqual(sorted(proposals.lines.in));
      },
    ),
    { numRuns: 300 },
  );
});

test('property: any bytes are proposals or are refused by a code', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(fc.constantFrom('Name', ';', '"', '\r', '\n', '\t', ',', 'ä', '1.1.21', '\ufeff'), { maxLength: 80 })
      .map((pieces) => bytesOf(pieces.join(''))),
  );
  fc.assert(
    fc.property(bytes, (file) => {
      const table = readTable(file);
      if ('refused' in table) expect(table.refused).toMatch(/^[a-z-]+$/);
      else expect(propose(table, draftOf(table), { today, seed, known: nothingKnown }).wards).toBeInstanceOf(Array);
    }),
    { numRuns: 500 },
  );
});
