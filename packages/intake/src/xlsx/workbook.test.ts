import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readTable } from '../intake.ts';
import { tableIn } from '../testing/propose-text.ts';
import { xlsx } from '../testing/xlsx.ts';

const header = ['Name', 'Vorname', 'Geburtsdatum', 'PLZ'];

test('texts of either kind, days, leading zeros and long numbers are read as they are seen', () => {
  const table = tableIn(
    xlsx({
      strings: ['Groß & Söhne', 'Mia'],
      styles: [0, 14, '00000', 'dd/mm/yyyy', '[$-407]d. mmmm yyyy;@', '"D"0'],
      sheets: [
        {
          name: 'Liste',
          rows: [
            header,
            [
              { xml: '<c t="s"><v>0</v></c>' },
              { xml: '<c t="s"><v>1</v></c>' },
              { xml: '<c s="1"><v>44365</v></c>' },
              { xml: '<c s="2"><v>7238</v></c>' },
            ],
            ['Kühn', 'Jo_x0041_', { xml: '<c s="3"><v>44365.5</v></c>' }, 1.76e10],
            ['Weiß', 'Ida', { xml: '<c s="4"><v>59</v></c>' }, { xml: '<c s="5"><v>42</v></c>' }],
            ['Öztürk', 'Ben', { xml: '<c t="d"><v>2021-06-18T00:00:00</v></c>' }, { xml: '<c t="b"><v>1</v></c>' }],
          ],
        },
      ],
    }),
  );
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['Groß & Söhne', 'Mia', '2021-06-18', '07238'],
    ['Kühn', 'JoA', '2021-06-18', '17600000000'],
    ['Weiß', 'Ida', '1900-02-28', '42'],
    ['Öztürk', 'Ben', '2021-06-18', 'ja'],
  ]);
});

test('days counted from 1904', () => {
  const rows = [header, ['Groß', 'Mia', { xml: '<c s="0"><v>42903</v></c>' }, '']];
  const table = tableIn(xlsx({ styles: [14], is1904: true, sheets: [{ name: 'a', rows }] }));
  expect(table.rows[0]?.cells[2]).toBe('2021-06-18');
});

test('of a formula the saved result counts; without one the cell is empty and named; what looks like a formula is text', () => {
  const table = tableIn(
    xlsx({
      sheets: [
        {
          name: 'Liste',
          rows: [
            header,
            [
              { xml: '<c t="str"><f>CONCATENATE("G","roß")</f><v>Groß</v></c>' },
              '=cmd|"/c calc"!A1',
              { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
              { xml: '<c><f>A1+1</f></c>' },
            ],
            ['+49', '-x', '@y', ''],
          ],
        },
      ],
    }),
  );
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['Groß', '=cmd|"/c calc"!A1', '', ''],
    ['+49', '-x', '@y', ''],
  ]);
  expect(table.problems).toEqual([{ line: 2, code: 'formula', column: 2 }]);
});

test('of several sheets one is chosen; hidden ones are none', () => {
  const sheets = [
    { name: 'Deckblatt', rows: [] },
    { name: 'Geheim', state: 'hidden' as const, rows: [header, ['x', 'y', '', '']] },
    { name: 'Kinder', rows: [header, [], ['Groß', 'Mia', '', '']] },
  ];
  const first = tableIn(xlsx({ sheets }));
  expect(first.source).toEqual({ kind: 'sheets', sheets: ['Deckblatt', 'Kinder'] });
  expect(first.rows).toEqual([]);
  expect(readTable(xlsx({ sheets }), { sheet: 1 })).toMatchObject({
    rows: [{ line: 3, cells: ['Groß', 'Mia', '', ''] }],
  });
  expect(readTable(xlsx({ sheets }), { sheet: 2 })).toEqual({ refused: 'no-rows' });
});

function zip(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}

test('what is no spreadsheet inside, or a broken one, is refused', () => {
  expect(readTable(zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }))).toEqual({
    refused: 'not-a-table',
  });
  expect(readTable(zip({ 'xl/workbook.xml': '<workbook><sheets></workbook' }))).toEqual({ refused: 'broken' });
  expect(readTable(xlsx({ sheets: [] }))).toEqual({ refused: 'no-rows' });
});

test('a bomb is refused by the size that it states, and cut off where it lies about that', () => {
  const zeros = new Uint8Array(65_000_000);
  const bomb = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': zeros });
  expect(bomb.length).toBeLessThan(200_000);
  expect(readTable(bomb)).toEqual({ refused: 'too-large' });
  // The size of the sheet as it stands in the directory at the end: its entry is the last of two.
  const view = new DataView(bomb.buffer);
  const sizes = Array.from({ length: bomb.length - 4 }, (_, at) => at).filter(
    (at) => view.getUint32(at, true) === 65_000_000,
  );
  for (const at of sizes) view.setUint32(at, 1000, true);
  expect(sizes.length).toBeGreaterThan(0);
  expect(readTable(bomb)).toHaveProperty('refused');
});

test('a sheet of too many lines is refused', () => {
  const rows = Array.from({ length: 20_001 }, (_, at) => [at]);
  expect(readTable(xlsx({ sheets: [{ name: 'a', rows }] }))).toEqual({ refused: 'too-many-lines' });
});

test('property: a spreadsheet with any byte changed is a table or is refused', () => {
  const good = xlsx({ strings: ['x'], styles: [14], sheets: [{ name: 'a', rows: [header, ['Groß', 'Mia', 1, 2]] }] });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }), (changes) => {
      const bytes = Uint8Array.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      const read = readTable(bytes);
      expect('refused' in read || read.rows.every(({ cells }) => cells.length === read.header.length)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('property: any XML in the parts is a table or is refused', () => {
  const xml = fc
    .array(
      fc.constantFrom(
        '<row r="1">',
        '<row r="x">',
        '</row>',
        '<c',
        ' r="A1"',
        ' t="s"',
        ' t="e"',
        '>',
        '<v>',
        '99',
        '</v>',
        '</c>',
        '<c r="ZZZ9">',
        '&#x0;',
        '&bad;',
        '<![CDATA[x',
        ']]>',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
      ),
    )
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(xml, (sheet) => {
      const parts = {
        'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheet,
      };
      const read = readTable(zip(parts));
      expect('refused' in read || read.source.kind === 'sheets').toBe(true);
    }),
    { numRuns: 500 },
  );
});
