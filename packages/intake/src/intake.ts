/**
 * A foreign file as a table. Pure: it runs in a worker on the device, and nothing of the file ever reaches the server.
 * @module
 */
import { csvRows } from './csv.ts';
import { decode, type Encoding } from './encoding.ts';
import { kindOf, type Refused } from './file-kind.ts';
import type { RawRow } from './raw.ts';
import { tableOf, type Table } from './table.ts';
import { openWorkbook, sheetRows } from './xlsx/workbook.ts';

export interface Choice {
  /** Of a file with several. */
  sheet?: number;
  hasHeader?: boolean;
}

export interface Intake extends Table {
  source: { kind: 'text'; encoding: Encoding; delimiter: string } | { kind: 'sheets'; sheets: readonly string[] };
}

function taken(
  source: Intake['source'],
  rows: readonly RawRow[],
  { hasHeader }: Choice,
): Intake | { refused: Refused } {
  const isPadded = source.kind === 'sheets';
  const table = tableOf(rows, { isPadded, ...(hasHeader === undefined ? {} : { hasHeader }) });
  // A file with several sheets is taken all the same: another may be the one.
  const isLast = source.kind === 'text' || source.sheets.length < 2;
  return table.rows.length === 0 && isLast ? { refused: 'no-rows' } : { ...table, source };
}

export function readTable(bytes: Uint8Array, choice: Choice = {}): Intake | { refused: Refused } {
  const kind = kindOf(bytes);
  if (typeof kind === 'object') return kind;
  if (kind === 'zip') {
    const book = openWorkbook(bytes);
    if ('refused' in book) return book;
    const rows = sheetRows(book, choice.sheet ?? 0);
    const source = { kind: 'sheets', sheets: book.sheets.map(({ name }) => name) } as const;
    return 'refused' in rows ? rows : taken(source, rows, choice);
  }
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const csv = csvRows(decoded.text);
  if (csv === 'too-many-lines') return { refused: csv };
  return taken({ kind: 'text', encoding: decoded.encoding, delimiter: csv.delimiter }, csv.rows, choice);
}
