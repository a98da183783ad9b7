/**
 * Makes spreadsheet files for tests: the parts that a program writes, no more.
 * @module
 */
import { strToU8, zipSync } from 'fflate';

/** XML of a cell without its place: `<c t="s"><v>0</v></c>`. */
type RawCell = { xml: string } | string | number;

interface Sheet {
  name: string;
  rows: readonly (readonly RawCell[])[];
  state?: 'hidden';
}

export interface Book {
  sheets: readonly Sheet[];
  strings?: readonly string[];
  /** Number formats of cells, by style: an id, or a code of its own. */
  styles?: readonly (number | string)[];
  is1904?: boolean;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function reference(column: number, line: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return `${column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))}${letter}${line}`;
}

function cellXml(cell: RawCell, at: string): string {
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return cell === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  return cell.xml.replace('<c', `<c r="${at}"`);
}

function sheetXml({ rows }: Sheet): string {
  const lines = rows.map(
    (cells, line) =>
      `<row r="${line + 1}">${cells.map((cell, column) => cellXml(cell, reference(column, line + 1))).join('')}</row>`,
  );
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function stylesXml(styles: readonly (number | string)[]): string {
  const own = styles.flatMap((style, at) =>
    typeof style === 'string' ? [`<numFmt numFmtId="${200 + at}" formatCode="${escaped(style)}"/>`] : [],
  );
  const cells = styles.map((style, at) => `<xf numFmtId="${typeof style === 'string' ? 200 + at : style}"/>`);
  return `<styleSheet><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`;
}

export function xlsx({ sheets, strings = [], styles = [], is1904 = false }: Book): Uint8Array {
  const list = sheets.map(
    ({ name, state = 'visible' }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`);
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': stylesXml(styles),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
