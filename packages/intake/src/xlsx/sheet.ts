/**
 * The cells of a sheet as text, as they are seen. Of a formula only the result that was saved beside it is taken; the formula itself is
 * never read.
 * @module
 */
import { numberShown, type Shown } from './formats.ts';
import { walk } from './xml.ts';

export interface Styled {
  strings: readonly string[];
  formats: readonly Shown[];
  is1904: boolean;
}

export interface SheetRow {
  line: number;
  cells: string[];
  /** Columns whose formula came to no result, such as `#REF!`. */
  failed: number[];
}

const mostColumns = 300;
export const mostLines = 20_000;

/** "AB12" → 27, and null beyond {@link mostColumns}. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d/u.exec(reference)?.[1];
  if (letters === undefined) return null;
  const number = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return number < mostColumns ? number : null;
}

/** Characters that XML cannot hold are written as `_x000D_`. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-F]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function seen(type: string, value: string, style: number, { strings, formats, is1904 }: Styled): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'ja' : 'nein';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'str' || type === 'inlineStr') return unescaped(value);
  return numberShown(value, formats[style] ?? { as: 'number' }, is1904);
}

/** The texts that cells share. Ruby annotations (`rPh`) are no part of them. */
export function stringsOf(xml: string | undefined): string[] {
  const strings: string[] = [];
  let [text, isText, isRuby] = ['', false, false];
  walk(xml ?? '', {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isRuby = true;
      if (name === 't') isText = true;
    },
    text: (part) => {
      if (isText && !isRuby) text += part;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isRuby = false;
      if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

/** Rows in order, those without a cell left out. Null: no XML; `too-many-lines`: it goes on beyond {@link mostLines}. */
export function rowsOf(xml: string, styled: Styled): SheetRow[] | null | 'too-many-lines' {
  const rows: SheetRow[] = [];
  let row: SheetRow = { line: 0, cells: [], failed: [] };
  let [type, style, value, isValue, isTooLong] = ['', 0, '', false, false];
  let column: number | null = 0;
  let next = 0;
  const isGood = walk(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        const line = Number(attributes['r'] ?? row.line + 1);
        row = { line: Number.isSafeInteger(line) ? line : row.line + 1, cells: [], failed: [] };
        next = 0;
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? next : columnOf(attributes['r']);
        next = (column ?? next) + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        value = '';
      } else if (name === 'v' || name === 't') isValue = true;
    },
    text: (part) => {
      if (isValue) value += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c' && column !== null && column < mostColumns && value !== '') {
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = type === 'e' ? '' : seen(type, value, style, styled);
        if (type === 'e') row.failed.push(column);
      }
      if (name !== 'row' || row.cells.length === 0) return;
      if (rows.length < mostLines) rows.push(row);
      else isTooLong = true;
    },
  });
  if (!isGood) return null;
  return isTooLong ? 'too-many-lines' : rows;
}
