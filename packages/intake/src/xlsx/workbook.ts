/**
 * A spreadsheet file (XLSX, ECMA-376): its visible sheets, and the rows of one.
 * @module
 */
import type { Refused } from '../file-kind.ts';
import { unpack, type Parts } from './archive.ts';
import { formatsOf } from './formats.ts';
import { rowsOf, stringsOf, type SheetRow, type Styled } from './sheet.ts';
import { walk } from './xml.ts';

export interface Workbook {
  /** Those that are not hidden, in their order. */
  sheets: readonly { name: string; part: string }[];
  parts: Parts;
  styled: Styled;
}

function targetsOf(relations: string | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  walk(relations ?? '', {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.replace(/^\/?(xl\/)?/u, 'xl/').toLowerCase());
    },
  });
  return targets;
}

export function openWorkbook(bytes: Uint8Array): Workbook | { refused: Refused } {
  const parts = unpack(bytes);
  if ('refused' in parts) return parts;
  const book = parts.get('xl/workbook.xml');
  // An archive of anything else, an OpenDocument table too.
  if (book === undefined) return { refused: 'not-a-table' };
  const targets = targetsOf(parts.get('xl/_rels/workbook.xml.rels'));
  const sheets: { name: string; part: string }[] = [];
  let is1904 = false;
  const isGood = walk(book, {
    open: (element, { name = '', id = '', state = 'visible', date1904 = '0' }) => {
      if (element === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
      if (element === 'sheet' && state === 'visible') sheets.push({ name, part: targets.get(id) ?? '' });
    },
  });
  if (!isGood) return { refused: 'broken' };
  const styled = {
    strings: stringsOf(parts.get('xl/sharedstrings.xml')),
    formats: formatsOf(parts.get('xl/styles.xml')),
    is1904,
  };
  return { sheets: sheets.filter(({ part }) => parts.has(part)), parts, styled };
}

export function sheetRows(book: Workbook, at: number): SheetRow[] | { refused: Refused } {
  const xml = book.parts.get(book.sheets[at]?.part ?? '');
  if (xml === undefined) return { refused: 'no-rows' };
  const rows = rowsOf(xml, book.styled);
  if (rows === 'too-many-lines') return { refused: rows };
  return rows ?? { refused: 'broken' };
}
