/**
 * Every line of a table, read: what it says, and what is wrong with it.
 * @module
 */
import { Cells } from './cells.ts';
import { persons, type Guardian } from './dialects.ts';
import type { Mapping } from './mapping.ts';
import { isBlocking, type GuardianValues, type Problem, type WardValues } from './proposals.ts';
import { readGuardian, saidBy } from './read-guardians.ts';
import { readWard, type Reading } from './read-ward.ts';
import type { Row, Table } from './table.ts';
import { orderOf, type Day, type DayOrder } from './values/days.ts';
import { endingsOf, type Name } from './values/names.ts';

export interface ReadRow extends Name {
  row: Row;
  values: WardValues;
  guardians: readonly GuardianValues[];
}

export interface ReadRows {
  rows: readonly ReadRow[];
  /** Of the lines, not of the table. */
  problems: readonly Problem[];
  /** Lines that stay out. */
  out: readonly number[];
}

/** A column of days that does not say itself which number is the day, and examples of it. */
export interface OpenOrder {
  column: number;
  examples: readonly string[];
}

type DayOrders = ReadonlyMap<number, DayOrder | 'ask'>;

/** `chosen`: by the name of a column. */
export function dayOrdersOf(table: Table, mapping: Mapping, chosen: Readonly<Record<string, DayOrder>>): DayOrders {
  const columns = mapping.flatMap((field, column) => (field === 'ward.born' ? [column] : []));
  return new Map(
    columns.flatMap((column) => {
      const name = table.header[column] ?? '';
      const said = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
      const order = said ?? orderOf(table.rows.map(({ cells }) => cells[column] ?? ''));
      return order === 'not-needed' ? [] : [[column, order] as const];
    }),
  );
}

export function openOrders(table: Table, orders: DayOrders): OpenOrder[] {
  return [...orders].flatMap(([column, order]) => {
    if (order !== 'ask') return [];
    const cells = table.rows.map(({ cells }) => cells[column] ?? '').filter((cell) => orderOf([cell]) !== 'not-needed');
    return [{ column, examples: [...new Set(cells)].slice(0, 3) }];
  });
}

function guardiansIn(mapping: Mapping): Guardian[] {
  return Object.keys(persons).filter(
    (who): who is Guardian => Object.hasOwn(persons, who) && mapping.some((field) => field?.startsWith(`${who}.`)),
  );
}

function readingOf(table: Table, mapping: Mapping, orders: DayOrders, today: Day): Reading {
  const whole = mapping.flatMap((field, column) => (field?.endsWith('.name') ? [column] : []));
  const codes = mapping.indexOf('ward.postal-code');
  return {
    today,
    dayOrders: orders,
    endings: endingsOf(table.rows.flatMap(({ cells }) => whole.map((column) => cells[column] ?? ''))),
    hasLongCodes: codes !== -1 && table.rows.some(({ cells }) => /^\d{5}$/u.test(cells[codes] ?? '')),
  };
}

/** `progress` is told now and then how many lines are done. */
export function readRows(
  table: Table,
  mapping: Mapping,
  orders: DayOrders,
  today: Day,
  progress: (done: number) => void,
): ReadRows {
  const reading = readingOf(table, mapping, orders, today);
  const whoms = guardiansIn(mapping).map((who) => {
    const names = table.header.filter((_, column) => mapping[column]?.startsWith(`${who}.`));
    return { who, said: saidBy(names) };
  });
  const problems: Problem[] = [];
  const out: number[] = [];
  const rows: ReadRow[] = [];
  for (const [at, row] of table.rows.entries()) {
    if (at % 500 === 0) progress(at);
    const found: Problem[] = [];
    const say = (problem: Problem) => void found.push(problem);
    const cells = new Cells(row, mapping);
    const ward = readWard(cells, reading, say);
    const guardians = whoms.flatMap(({ who, said }) => readGuardian(cells, who, said, reading.endings, say));
    problems.push(...found);
    if (found.some(isBlocking)) out.push(row.line);
    else rows.push({ row, ...ward, guardians });
  }
  return { rows, problems, out };
}
