/**
 * Text becomes a table: a header, and rows that know their line. What is wrong with a line is said and loses nothing.
 * @module
 */
import Papa from 'papaparse';

export interface Row {
  /** In the file, from 1: what the person who has it open sees beside it. */
  line: number;
  /** As many as the header has; missing ones are empty. */
  cells: readonly string[];
}

/**
 * `missing-cells`, `extra-cells`: it has not as many as the header; what is too much is in `extra`. `open-quote`: a quotation mark is never
 * closed. `repeated`: the same row stands at `first` already. `lost-character`: a letter was written as "?" by the system that exported it.
 */
export type Problem =
  | { line: number; code: 'missing-cells' }
  | { line: number; code: 'extra-cells'; extra: readonly string[] }
  | { line: number; code: 'open-quote' }
  | { line: number; code: 'repeated'; first: number }
  | { line: number; code: 'lost-character'; column: number };

export interface Table {
  delimiter: string;
  /** Trimmed; none is empty and none comes twice. */
  header: readonly string[];
  rows: readonly Row[];
  problems: readonly Problem[];
}

const delimiters = [';', ',', '\t', '|'];

/** The one that splits the first line, outside of quotation marks, into most cells. */
function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/u.exec(text.trimStart())?.[0].replaceAll(/"[^"]*"/gu, '') ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** Empty names become numbers of their column; what comes twice gets a number behind it. */
function distinct(names: readonly string[]): string[] {
  const header: string[] = [];
  for (const [at, name] of names.entries()) {
    const base = name.trim() === '' ? `${at + 1}` : name.trim();
    let unique = base;
    for (let count = 2; header.includes(unique); count++) unique = `${base} (${count})`;
    header.push(unique);
  }
  return header;
}

const lost = /\p{L}\?\p{L}/u;

interface Parsed {
  line: number;
  cells: string[];
  isOpen: boolean;
}

/** Every row that is not empty, with its line: a cell in quotation marks may hold line ends. */
function parsed(text: string, delimiter: string): Parsed[] {
  const rows: Parsed[] = [];
  let from = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, meta, errors }) => {
      const isOpen = errors.some(({ code }) => code === 'MissingQuotes');
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data, isOpen });
      line += text.slice(from, meta.cursor).match(/\r\n|\n|\r/gu)?.length ?? 0;
      from = meta.cursor;
    },
  });
  return rows;
}

function widthProblems({ line, cells }: Parsed, width: number): Problem[] {
  if (cells.length < width) return [{ line, code: 'missing-cells' }];
  const extra = cells.slice(width).map((cell) => cell.trim());
  return extra.some((cell) => cell !== '') ? [{ line, code: 'extra-cells', extra }] : [];
}

export function tableOf(text: string): Table {
  const delimiter = delimiterOf(text);
  const [head, ...body] = parsed(text, delimiter);
  const names = head?.cells ?? [];
  const header = distinct(names.slice(0, names.findLastIndex((name) => name.trim() !== '') + 1));
  const problems: Problem[] = [];
  const first = new Map<string, number>();
  const rows = body.map((row) => {
    const cells = header.map((_, at) => row.cells[at]?.trim() ?? '');
    problems.push(...widthProblems(row, header.length));
    if (row.isOpen) problems.push({ line: row.line, code: 'open-quote' });
    for (const [column, cell] of cells.entries())
      if (lost.test(cell)) problems.push({ line: row.line, code: 'lost-character', column });
    const key = JSON.stringify(cells);
    const known = first.get(key);
    if (known === undefined) first.set(key, row.line);
    else problems.push({ line: row.line, code: 'repeated', first: known });
    return { line: row.line, cells };
  });
  return { delimiter, header, rows, problems };
}
