/**
 * Which column is what: a proposal by the names in the header, or by what stands below it where there are no names. A person changes it.
 * @module
 */
import * as z from 'zod/mini';
import { fieldOf, fields, shared, type Field } from './dialects.ts';
import type { Table } from './table.ts';
import { plain } from './text.ts';

import { writtenDay, type DayOrder } from './values/days.ts';
import { isEmail, isPhone } from './values/contacts.ts';

/** For each column what it is; null: it is not taken. */
export type Mapping = readonly (Field | null)[];

/** What a person chose for files with these columns. It holds names of columns and nothing that stands in them; the caller stores it. */
export interface KeptMapping {
  fingerprint: string;
  fields: Mapping;
  /** For columns of days that do not say it themselves. */
  dayOrders: Readonly<Record<string, DayOrder>>;
}

const keptMapping = z.strictObject({
  fingerprint: z.string(),
  fields: z.array(z.nullable(z.enum(fields))),
  dayOrders: z.record(z.string(), z.enum(['day-first', 'month-first'])),
});

/** Null where what was stored is of another version or of somebody else's making. */
export function readKept(value: unknown): KeptMapping | null {
  const read = keptMapping.safeParse(value);
  return read.success ? read.data : null;
}

/** The same for every file with these columns in this order. */
export function fingerprintOf({ header, headerLine }: Pick<Table, 'header' | 'headerLine'>): string {
  return headerLine === null ? `${header.length} columns` : header.map(plain).join('|');
}

function fieldByContent(cells: readonly string[]): Field | null {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return null;
  const all = (test: (cell: string) => boolean) => filled.filter(test).length > filled.length * 0.8;
  if (all((cell) => writtenDay(cell) !== null)) return 'ward.born';
  if (all(isEmail)) return 'guardian-1.email';
  return all((cell) => isPhone(cell) && cell.length > 6) ? 'guardian-1.phone' : null;
}

/** Each field once, but those that columns may share. A name without a given name beside it is a whole one. */
export function proposeMapping(table: Table): (Field | null)[] {
  const taken = new Set<Field>();
  const mapping = table.header.map((name, column) => {
    const found =
      table.headerLine === null ? fieldByContent(table.rows.map(({ cells }) => cells[column] ?? '')) : fieldOf(name);
    if (found === null || (taken.has(found) && !shared.has(found))) return null;
    taken.add(found);
    return found;
  });
  return taken.has('ward.given-name') || taken.has('ward.name')
    ? mapping
    : mapping.map((field) => (field === 'ward.family-name' ? 'ward.name' : field));
}

/** What was chosen last time for the same columns, else a proposal. */
export function mappingFor(table: Table, kept: readonly KeptMapping[]): KeptMapping {
  const fingerprint = fingerprintOf(table);
  const known = kept.find((each) => each.fingerprint === fingerprint && each.fields.length === table.header.length);
  return known ?? { fingerprint, fields: proposeMapping(table), dayOrders: {} };
}

/** A field that was given to a column is taken from the others. */
export function withField(mapping: Mapping, column: number, field: Field | null): Mapping {
  return mapping.map((each, at) => {
    if (at === column) return field;
    return field !== null && each === field && !shared.has(field) ? null : each;
  });
}
