import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostFileBytes } from './encoding.ts';
import { readTable, type Intake } from './intake.ts';

function sample(name: string): Intake {
  const read = readTable(readFileSync(path.join(import.meta.dirname, '../samples', name)));
  if ('refused' in read) throw new Error(read.refused);
  return read;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('an export in UTF-8 with a mark, semicolons, quoted semicolons', () => {
  const table = sample('kita-utf8-bom-semikolon.csv');
  expect([table.encoding, table.delimiter, table.rows.length]).toEqual(['utf-8', ';', 85]);
  expect(table.header).toHaveLength(22);
  expect(table.header[0]).toBe('Nr.');
  expect(table.rows[2]?.cells[1]).toBe('Kühn');
  expect(table.rows[2]?.cells[12]).toBe('Laktose; Ei');
  expect(table.mapping.slice(0, 6)).toEqual([
    'ward.number',
    'ward.family-name',
    'ward.given-name',
    'ward.born',
    'ward.sex',
    'ward.group',
  ]);
  expect(table.mapping).not.toContain(null);
});

test('a row that stands there twice is named with both lines', () => {
  const table = sample('kita-utf8-bom-semikolon.csv');
  expect(table.problems.filter(({ code }) => code === 'repeated')).toEqual([{ line: 87, code: 'repeated', first: 5 }]);
});

test('the same export in Windows-1252, with the letters that its writer lost', () => {
  const table = sample('kita-windows1252-semikolon.csv');
  expect([table.encoding, table.rows.length]).toEqual(['windows-1252', 85]);
  expect(table.rows[2]?.cells[1]).toBe('Kühn');
  const lost = table.problems.filter(({ code }) => code === 'lost-character');
  expect(lost.length).toBeGreaterThan(0);
  const cells = lost.map((problem) => {
    const row = table.rows.find(({ line }) => line === problem.line);
    return 'column' in problem ? row?.cells[problem.column] : undefined;
  });
  expect(cells).toContain('Nguy?n');
  expect(cells.every((cell) => cell?.includes('?') === true)).toBe(true);
});

test('an English export with commas, and a school’s in UTF-16 with tabs', () => {
  const home = sample('pflegeheim-utf8-komma.csv');
  expect([home.encoding, home.delimiter, home.rows.length]).toEqual(['utf-8', ',', 48]);
  expect(home.mapping.slice(0, 5)).toEqual(['ward.name', 'ward.born', 'ward.room', 'ward.group', 'guardian-1.name']);
  const school = sample('schule-utf16-tab.txt');
  expect([school.encoding, school.delimiter, school.rows.length]).toEqual(['utf-16le', '\t', 120]);
  expect(school.rows[0]?.cells).toEqual(['1a', 'Yılmaz, Mia', '2018-05-28', 'Jürgen und Hana Groß', '0761 12513']);
});

test('what is no text is refused by a code', () => {
  expect(readTable(new Uint8Array())).toEqual({ refused: 'empty' });
  expect(readTable(bytesOf(' \r\n\t'))).toEqual({ refused: 'empty' });
  expect(readTable(bytesOf('Name;Vorname\n'))).toEqual({ refused: 'no-rows' });
  expect(readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 20]))).toEqual({ refused: 'not-a-table' });
  expect(readTable(bytesOf('%PDF-1.7'))).toEqual({ refused: 'not-a-table' });
  expect(readTable(Uint8Array.from([65, 0, 0, 66, 10]))).toEqual({ refused: 'not-a-table' });
  expect(readTable(new Uint8Array(mostFileBytes + 1).fill(65))).toEqual({ refused: 'too-large' });
});

test('lines that do not fit are named, and nothing of them is lost', () => {
  const table = readTable(bytesOf('a;b;a\n1;2\n\n"x\ny";2;3;4\n"5;6;7'));
  if ('refused' in table) throw new Error(table.refused);
  expect(table.header).toEqual(['a', 'b', 'a (2)']);
  expect(table.rows).toEqual([
    { line: 2, cells: ['1', '2', ''] },
    { line: 4, cells: ['x\ny', '2', '3'] },
    { line: 6, cells: ['5;6;7', '', ''] },
  ]);
  expect(table.problems).toEqual([
    { line: 2, code: 'missing-cells' },
    { line: 4, code: 'extra-cells', extra: ['4'] },
    { line: 6, code: 'missing-cells' },
    { line: 6, code: 'open-quote' },
  ]);
});

function encoded(text: string, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Uint8Array {
  if (encoding === 'utf-8') return bytesOf(text);
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Uint8Array.from(encoding === 'utf-16be' ? bytes.swap16() : bytes);
}

const cell = fc
  .string({ unit: 'binary' })
  .filter((text) => text.isWellFormed() && !text.includes('\0') && !text.includes('\uFEFF'))
  .map((text) => text.trim());

test('property: any table that is written with quotation marks is read as it was, in every encoding, with every delimiter', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 5 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
        ),
      fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'utf-16be' as const),
      fc.constantFrom(';', ',', '\t', '|'),
      (rows, encoding, delimiter) => {
        const width = rows[0]?.length ?? 0;
        const header = Array.from({ length: width }, (_, at) => `column ${at}`);
        const text = [header, ...rows]
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
          .join('\n');
        const read = readTable(encoded(text, encoding));
        const expected = rows.filter((cells) => cells.some((value) => value !== ''));
        if ('refused' in read) expect([read.refused, expected]).toEqual(['no-rows', []]);
        else expect(read.rows.map(({ cells }) => cells)).toEqual(expected);
      },
    ),
  );
});

test('property: any bytes are a table or are refused by a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const read = readTable(bytes);
      if ('refused' in read) expect(['empty', 'not-a-table', 'no-rows']).toContain(read.refused);
      else expect(read.rows.every(({ cells }) => cells.length === read.header.length)).toBe(true);
    }),
  );
});
