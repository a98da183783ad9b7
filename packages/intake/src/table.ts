/**
 * Rows become a table: names of columns, and rows that know their line. What is wrong with a line is said and loses nothing.
 * @module
 */
import { distinct, headerAt } from './header.ts';
import { isBlank, type RawRow } from './raw.ts';

export interface Row {
  /** In the file, from 1: what the person who has it open sees beside it. */
  line: number;
  /** As many as the header has; missing ones are empty. */
  cells: readonly string[];
}

/**
 * `above`: it stands above the names of the columns. `missing-cells`, `extra-cells`: it has not as many as the header; what is too much is
 * in `extra`. `open-quote`: a quotation mark is never closed, so that what follows stands in one cell. `lost-character`: a letter was
 * written as "?" by the system that exported it. `formula`: it came to no result.
 */
export type TableProblem =
  | { line: number; code: 'above' }
  | { line: number; code: 'missing-cells' }
  | { line: number; code: 'extra-cells'; extra: readonly string[] }
  | { line: number; code: 'open-quote' }
  | { line: number; code: 'lost-character'; column: number }
  | { line: number; code: 'formula'; column: number };

export interface Table {
  /** Trimmed; none is empty and none comes twice. Columns without a name and without content are left out at the end. */
  header: readonly string[];
  /** Null: there are no names of columns; `header` has numbers. */
  headerLine: number | null;
  rows: readonly Row[];
  /** Lines without content. */
  blank: readonly number[];
  problems: readonly TableProblem[];
}

const lost = /\p{L}\?\p{L}|(?:^|[\s-])\?\p{Ll}{2}/u;

function rowProblems({ line, cells, isOpen = false, failed = [] }: RawRow, width: number): TableProblem[] {
  const problems: TableProblem[] = [];
  if (cells.length < width) problems.push({ line, code: 'missing-cells' });
  const extra = cells.slice(width).map((cell) => cell.trim());
  if (extra.some((cell) => cell !== '')) problems.push({ line, code: 'extra-cells', extra });
  if (isOpen) problems.push({ line, code: 'open-quote' });
  for (const [column, cell] of cells.slice(0, width).entries())
    if (lost.test(cell)) problems.push({ line, code: 'lost-character', column });
  for (const column of failed) problems.push({ line, code: 'formula', column });
  return problems;
}

function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** As many columns as have names; more where there are no names, or where most rows go on beyond them. */
function widthOf(names: readonly string[], body: readonly RawRow[]): number {
  const named = filledWidth(names);
  const beyond = body.map(({ cells }) => filledWidth(cells)).filter((width) => width > named);
  return named === 0 || beyond.length > body.length / 2 ? Math.max(named, ...beyond) : named;
}

function isFilled({ cells, failed = [] }: RawRow): boolean {
  return !isBlank(cells) || failed.length > 0;
}

/**
 * `hasHeader`: what a person has said about it; otherwise it is looked for. `isPadded`: rows end with their last cell that has content, as
 * in spreadsheets, so that missing cells mean nothing.
 */
export function tableOf(rows: readonly RawRow[], options: { hasHeader?: boolean; isPadded?: boolean } = {}): Table {
  const filled = rows.filter(isFilled);
  const found = headerAt(filled);
  const at = options.hasHeader === false ? null : options.hasHeader === true ? (found ?? 0) : found;
  const body = filled.slice(at === null ? 0 : at + 1);
  const names = at === null ? [] : (filled[at]?.cells ?? []);
  const width = widthOf(names, body);
  const header = distinct(Array.from({ length: width }, (_, column) => names[column] ?? ''));
  const problems = body.flatMap((row) => rowProblems(row, width));
  return {
    header,
    headerLine: at === null ? null : (filled[at]?.line ?? null),
    rows: body.map(({ line, cells }) => ({ line, cells: header.map((_, column) => cells[column]?.trim() ?? '') })),
    blank: rows.filter((row) => !isFilled(row)).map(({ line }) => line),
    problems: [
      ...filled.slice(0, at ?? 0).map(({ line }) => ({ line, code: 'above' as const })),
      ...problems.filter(({ code }) => code !== 'missing-cells' || options.isPadded !== true),
    ],
  };
}
