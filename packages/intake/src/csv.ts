/**
 * Text with delimiters becomes rows (RFC 4180, and what is really written).
 * @module
 */
import Papa from 'papaparse';
import type { RawRow } from './raw.ts';
import { mostLines } from './xlsx/sheet.ts';

const delimiters = [';', ',', '\t', '|'];

/** The one that splits the first lines, outside of quotation marks, into most cells. */
function delimiterOf(text: string): string {
  const lines = text
    .trimStart()
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/gu, '')
    .split(/\r\n|\n|\r/u)
    .slice(0, 10);
  const count = (delimiter: string) => Math.max(...lines.map((line) => line.split(delimiter).length));
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

export interface Csv {
  delimiter: string;
  rows: RawRow[];
}

/** Every row, blank ones too, with its line: a cell in quotation marks may hold line ends. The library would take the first end for all. */
export function csvRows(text: string): Csv | 'too-many-lines' {
  const even = text.replaceAll(/\r\n?/gu, '\n');
  // Excel writes its delimiter into a line of its own.
  const said = /^sep=(.)\n/u.exec(even);
  const delimiter = said?.[1] ?? delimiterOf(even);
  const body = said === null ? even : even.slice(said[0].length);
  // The end of the last line begins no other.
  const rows = quotedRows(body.replace(/\n$/u, ''), delimiter, said === null ? 1 : 2);
  return rows.length > mostLines ? 'too-many-lines' : { delimiter, rows };
}

/** A mark that is never closed would swallow all that follows: from there on each line is a row, and marks are text. */
function openRows(text: string, delimiter: string, line: number): RawRow[] {
  const lines = text.split('\n');
  return lines.slice(0, mostLines + 1).map((each, at) => ({
    line: line + at,
    cells: each.split(delimiter),
    isOpen: at === 0,
  }));
}

/** At most one more than may be. */
function quotedRows(body: string, delimiter: string, firstLine: number): RawRow[] {
  const rows: RawRow[] = [];
  let from = 0;
  let line = firstLine;
  Papa.parse<string[]>(body, {
    delimiter,
    newline: '\n',
    step: ({ data, meta, errors }, parser) => {
      if (errors.some(({ code }) => code === 'MissingQuotes')) {
        rows.push(...openRows(body.slice(from), delimiter, line));
        parser.abort();
        return;
      }
      rows.push({ line, cells: data });
      for (let at = body.indexOf('\n', from); at !== -1 && at < meta.cursor; at = body.indexOf('\n', at + 1)) line++;
      from = meta.cursor;
      if (rows.length > mostLines) parser.abort();
    },
  });
  return rows;
}
