/**
 * Rows as the file has them, of either kind of file.
 * @module
 */

export interface RawRow {
  /** In the file, from 1: what the person who has it open sees beside it. */
  line: number;
  cells: readonly string[];
  /** A quotation mark in it is never closed. */
  isOpen?: boolean;
  /** Columns whose formula came to no result. */
  failed?: readonly number[];
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
