/**
 * The cells of one line by what they are.
 * @module
 */
import type { Field } from './dialects.ts';
import type { Mapping } from './mapping.ts';
import type { Row } from './table.ts';
import { tidy } from './text.ts';

export interface Cell {
  column: number;
  text: string;
}

export class Cells {
  readonly row: Row;
  readonly mapping: Mapping;

  constructor(row: Row, mapping: Mapping) {
    this.row = row;
    this.mapping = mapping;
  }

  /** Every cell of the field that has content. */
  all(field: Field): Cell[] {
    return this.mapping.flatMap((each, column) => {
      const text = each === field ? (this.row.cells[column] ?? '') : '';
      return text.trim() === '' ? [] : [{ column, text }];
    });
  }

  one(field: Field): Cell | null {
    return this.all(field)[0] ?? null;
  }

  /** In one line; null: it says nothing. */
  text(field: Field): string | null {
    const text = tidy(this.one(field)?.text ?? '');
    return text === '' ? null : text;
  }
}
