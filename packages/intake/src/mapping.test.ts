import { expect, test } from 'vitest';
import { fieldOf, fields } from './dialects.ts';
import { fingerprintOf, mappingFor, proposeMapping, readKept, withField } from './mapping.ts';
import { bytesOf, sampleBytes, tableIn } from './testing/propose-text.ts';

const mapped = (text: string) => proposeMapping(tableIn(bytesOf(text)));

test.each(['kita-utf8-bom-semikolon.csv', 'pflegeheim-utf8-komma.csv', 'schule-utf16-tab.txt'])(
  'every column of %s is recognised',
  (name) => {
    expect(proposeMapping(tableIn(sampleBytes(name)))).not.toContain(null);
  },
);

test.each([
  ['geb.datum', 'ward.born'],
  ['GEB-DATUM', 'ward.born'],
  ['Telefon Mutter', 'guardian-1.phone'],
  ['Mutter Handy', 'guardian-1.phone'],
  ['Nachname Vater', 'guardian-2.family-name'],
  ['Sorgeberechtigter 2 E-Mail', 'guardian-2.email'],
  ['Tel. 2', 'guardian-2.phone'],
  ['Telefon', 'guardian-1.phone'],
  ['Legal guardian', 'guardian-1.name'],
  ['1', null],
  ['', null],
  ['Schuhgröße', null],
])('the column "%s" is %s', (name, field) => {
  expect(fieldOf(name)).toBe(field);
});

test('a name without a given name beside it is a whole one; a field is given once, where columns do not share it', () => {
  expect(mapped('Name;Geburtstag\nMia Groß;1.1.2021')).toEqual(['ward.name', 'ward.born']);
  expect(mapped('Name;Vorname;Nachname;Tel. 1;Mobil\na;b;c;0;0')).toEqual([
    'ward.family-name',
    'ward.given-name',
    null,
    'guardian-1.phone',
    'guardian-1.phone',
  ]);
});

test('without names the content says what it can', () => {
  expect(mapped('Groß;18.06.2021;a@example.org;0761 12345\nKühn;01.02.2022;b@example.org;')).toEqual([
    null,
    'ward.born',
    'guardian-1.email',
    'guardian-1.phone',
  ]);
});

test('a field given to a column is taken from the others, but for shared ones', () => {
  const mapping = ['ward.name', 'ward.born', 'ward.note'] as const;
  expect(withField(mapping, 1, 'ward.name')).toEqual([null, 'ward.name', 'ward.note']);
  expect(withField(mapping, 1, 'ward.note')).toEqual(['ward.name', 'ward.note', 'ward.note']);
  expect(withField(mapping, 0, null)).toEqual([null, 'ward.born', 'ward.note']);
});

test('what was chosen is found again for the same columns, and only for them', () => {
  const table = tableIn(bytesOf('Foo;Bar\n1;2\n3;4'));
  const kept = { fingerprint: fingerprintOf(table), fields: [null, 'ward.name' as const], dayOrders: {} };
  expect(mappingFor(table, [kept]).fields).toEqual([null, 'ward.name']);
  expect(mappingFor(tableIn(bytesOf('Foo;Baz\n1;2')), [kept]).fields).toEqual([null, null]);
  expect(readKept(structuredClone(kept))).toEqual(kept);
  expect(readKept({ ...kept, fields: ['ward.secret'] })).toBeNull();
  expect(readKept(null)).toBeNull();
  expect(JSON.stringify(kept)).not.toContain('1;2');
});

test('there is a choice for each field', () => {
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields).toContain('guardian-2.relation');
});
