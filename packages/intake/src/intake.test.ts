import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostFileBytes } from './file-kind.ts';
import { readTable } from './intake.ts';
import { bytesOf, sampleBytes, tableIn } from './testing/propose-text.ts';

test('an export in UTF-8 with a mark, semicolons, quoted semicolons, mixed line ends', () => {
  const table = tableIn(sampleBytes('kita-utf8-bom-semikolon.csv'));
  expect(table.source).toEqual({ kind: 'text', encoding: 'utf-8', delimiter: ';' });
  expect([table.rows.length, table.header.length, table.headerLine, table.blank]).toEqual([85, 22, 1, []]);
  expect(table.rows[2]?.cells[1]).toBe('Kühn');
  expect(table.rows[2]?.cells[12]).toBe('Laktose; Ei');
  expect(table.rows.map(({ cells }) => cells[12])).toContain('Penicillin; "starke" Reaktion\nNotfallset Schrank 2');
  expect(table.problems).toEqual([]);
});

test('the same export in Windows-1252, with the letters that its writer lost', () => {
  const table = tableIn(sampleBytes('kita-windows1252-semikolon.csv'));
  expect(table.source).toEqual({ kind: 'text', encoding: 'windows-1252', delimiter: ';' });
  expect(table.rows[2]?.cells[1]).toBe('Kühn');
  const lost = table.problems.flatMap((problem) => {
    const row = table.rows.find(({ line }) => line === problem.line);
    return problem.code === 'lost-character' ? [row?.cells[problem.column]] : [];
  });
  expect(lost).toEqual(expect.arrayContaining(['Nguy?n', '?aneta', 'Y?lmaz']));
  expect(lost.every((cell) => cell?.includes('?') === true)).toBe(true);
});

test('an English export with commas, and a school’s in UTF-16 with tabs', () => {
  const home = tableIn(sampleBytes('pflegeheim-utf8-komma.csv'));
  expect(home.source).toEqual({ kind: 'text', encoding: 'utf-8', delimiter: ',' });
  expect(home.rows).toHaveLength(48);
  const school = tableIn(sampleBytes('schule-utf16-tab.txt'));
  expect(school.source).toEqual({ kind: 'text', encoding: 'utf-16le', delimiter: '\t' });
  expect(school.rows).toHaveLength(120);
  expect(school.rows[0]?.cells).toEqual(['1a', 'Yılmaz, Mia', '2018-05-28', 'Jürgen und Hana Groß', '0761 12513']);
});

test.each([
  ['empty', new Uint8Array()],
  ['empty', bytesOf(' \r\n\t')],
  ['no-rows', bytesOf('Name;Vorname\n')],
  ['pdf', bytesOf('%PDF-1.7')],
  ['picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
  ['picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47])],
  ['picture', bytesOf('\0\0\0\u0020ftypheic')],
  ['old-excel', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
  ['not-a-table', Uint8Array.from([0x1f, 0x8b, 8])],
  ['not-a-table', Uint8Array.from([65, 0, 0, 66, 10])],
  ['broken', Uint8Array.from([0x50, 0x4b, 3, 4, 20])],
  ['too-large', new Uint8Array(mostFileBytes + 1)],
  ['too-many-lines', bytesOf('Name;Vorname\n'.repeat(20_002))],
])('%s is said of a file that is not read', (refused, bytes) => {
  expect(readTable(bytes)).toEqual({ refused });
});

test('lines that do not fit are named, and nothing of them is lost', () => {
  const table = tableIn(bytesOf('a;b;a\n1;2\n\n"x\ny";2;3;4\n"5;6;7\n8;9;0'));
  expect(table.header).toEqual(['a', 'b', 'a (2)']);
  expect(table.rows).toEqual([
    { line: 2, cells: ['1', '2', ''] },
    { line: 4, cells: ['x\ny', '2', '3'] },
    { line: 6, cells: ['"5', '6', '7'] },
    { line: 7, cells: ['8', '9', '0'] },
  ]);
  expect(table.blank).toEqual([3]);
  expect(table.problems).toEqual([
    { line: 2, code: 'missing-cells' },
    { line: 4, code: 'extra-cells', extra: ['4'] },
    { line: 6, code: 'open-quote' },
  ]);
});

test('the names of the columns may stand below a title, or nowhere', () => {
  const titled = tableIn(bytesOf('KiTa Lindenhof;;\nStand 1.9.2026;;\n\nName;Vorname;PLZ\nGroß;Mia;01234'));
  expect([titled.headerLine, titled.header]).toEqual([4, ['Name', 'Vorname', 'PLZ']]);
  expect(titled.problems).toEqual([
    { line: 1, code: 'above' },
    { line: 2, code: 'above' },
  ]);
  const bare = tableIn(bytesOf('Groß;Mia;18.06.2021\nKühn;Jonas;01.02.2022'));
  expect([bare.headerLine, bare.header, bare.rows.length]).toEqual([null, ['1', '2', '3'], 2]);
  const said = readTable(bytesOf('Groß;Mia\nKühn;Jonas'), { hasHeader: false });
  expect(said).toMatchObject({ headerLine: null, rows: [{ line: 1 }, { line: 2 }] });
  const named = readTable(bytesOf('Groß;Mia;18.06.2021\nKühn;Jonas;01.02.2022'), { hasHeader: true });
  expect(named).toMatchObject({ headerLine: 1, rows: [{ line: 2 }] });
});

test('columns without a name count where most lines have something in them, and otherwise are too much', () => {
  expect(tableIn(bytesOf('Name;Vorname;;\nGroß;Mia;x;\nKühn;Jo;y;')).header).toEqual(['Name', 'Vorname', '3']);
  expect(tableIn(bytesOf('Name;Vorname;;\nGroß;Mia;;\nKühn;Jo;;')).header).toEqual(['Name', 'Vorname']);
});

test('a delimiter that the file names is taken, with any line ends', () => {
  const table = tableIn(bytesOf('sep=|\r\nName|Vorname\rGroß|Mia\nKühn|Jo\r\n'));
  expect(table.rows).toEqual([
    { line: 3, cells: ['Groß', 'Mia'] },
    { line: 4, cells: ['Kühn', 'Jo'] },
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
  .map((text) => text.replaceAll(/\r\n?/gu, '\n').trim());

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
        const header = ['Vorname', 'Nachname', 'PLZ', 'Ort', 'Gruppe'].slice(0, rows[0]?.length ?? 0);
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
