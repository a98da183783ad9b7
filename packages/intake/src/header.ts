/**
 * Where the names of the columns stand: often in the first line, sometimes below a title, sometimes nowhere.
 * @module
 */
import { fieldOf } from './dialects.ts';
import { isBlank, type RawRow } from './raw.ts';
import { writtenDay } from './values/days.ts';

/** Titles above a table are not longer than that. */
const mostAbove = 10;

/** What nobody calls a column: a day, a phone number, an address. */
function isContent(cell: string): boolean {
  return writtenDay(cell) !== null || cell.includes('@') || /\d{4,}/u.test(cell);
}

/** Index of the row, or null: the table has no names. */
export function headerAt(rows: readonly RawRow[]): number | null {
  const known = rows
    .slice(0, mostAbove)
    .map(({ cells }) => (cells.some(isContent) ? 0 : cells.filter((cell) => fieldOf(cell) !== null).length));
  const most = Math.max(0, ...known);
  if (most >= 2) return known.indexOf(most);
  const first = rows.findIndex(({ cells }) => !isBlank(cells));
  const cells = rows[first]?.cells ?? [];
  return first === -1 || cells.some(isContent) ? null : first;
}

/** Empty names become numbers of their column; what comes twice gets a number behind it. */
export function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const base = name.trim() === '' ? `${at + 1}` : name.trim();
    let unique = base;
    for (let count = 2; taken.has(unique); count++) unique = `${base} (${count})`;
    taken.add(unique);
    return unique;
  });
}
