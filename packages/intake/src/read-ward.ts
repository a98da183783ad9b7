/**
 * One line → what it says of a ward, and what is wrong with it.
 * @module
 */
import type { Cells } from './cells.ts';
import type { Field } from './dialects.ts';
import type { Problem, WardValues } from './proposals.ts';
import { tidyLines } from './text.ts';
import { contactsOf } from './values/contacts.ts';
import { dayBy, writtenDay, type Day, type DayOrder } from './values/days.ts';
import { splitName, type Endings, type Name } from './values/names.ts';
import { codeOf, listOf, measlesOf, religions, sexes } from './values/words.ts';

export interface Reading {
  today: Day;
  /** By column; `ask`: nobody has said. */
  dayOrders: ReadonlyMap<number, DayOrder | 'ask'>;
  endings: Endings;
  /** Whether a column's postal codes have five digits somewhere. */
  hasLongCodes: boolean;
}

export type Say = (problem: Problem) => void;

/** What the events take (domain: `line(200)`). */
const mostName = 200;
const mostNote = 2000;

function readDay(cells: Cells, { today, dayOrders }: Reading, say: Say): Day | null {
  const cell = cells.one('ward.born');
  const { line } = cells.row;
  if (cell === null) {
    say({ line, code: 'born-missing' });
    return null;
  }
  const written = writtenDay(cell.text);
  const order = dayOrders.get(cell.column) ?? 'day-first';
  const orders = order === 'ask' ? (['day-first', 'month-first'] as const) : [order];
  const days = written === null ? [] : orders.map((each) => dayBy(written, each, today)).filter((day) => day !== null);
  const [day, other] = [...new Set(days)];
  if (other !== undefined) say({ line, column: cell.column, code: 'day-or-month' });
  else if (day === undefined) say({ line, column: cell.column, code: 'day-invalid' });
  else if (day > today) say({ line, column: cell.column, code: 'day-future' });
  else return day;
  return null;
}

function readName(cells: Cells, { endings }: Reading, say: Say): Name {
  const { line } = cells.row;
  const whole = cells.one('ward.name');
  const apart = { given: cells.text('ward.given-name') ?? '', family: cells.text('ward.family-name') ?? '' };
  const name = whole === null ? apart : splitName(whole.text, endings);
  if (whole !== null && 'isUnsure' in name && name.isUnsure === true)
    say({ line, column: whole.column, code: 'name-unsure' });
  if (name.given === '' && name.family === '') say({ line, code: 'name-missing' });
  return { given: name.given, family: name.family };
}

function readWord<Code>(cells: Cells, field: Field, read: (text: string) => Code | null, say: Say): Code | null {
  const cell = cells.one(field);
  if (cell === null) return null;
  const code = read(cell.text);
  if (code === null) say({ line: cells.row.line, column: cell.column, code: 'word-unknown' });
  return code;
}

function checkLengths(cells: Cells, say: Say): void {
  for (const [column, field] of cells.mapping.entries()) {
    const length = cells.row.cells[column]?.length ?? 0;
    const most = field === 'ward.note' || field === 'ward.allergies' ? mostNote : mostName;
    if (field !== null && length > most) say({ line: cells.row.line, column, code: 'too-long' });
  }
}

/** German codes have five digits: a number of four among them has lost its zero. It stays as written, and is pointed out. */
function checkPostalCode(cells: Cells, { hasLongCodes }: Reading, say: Say): void {
  const cell = cells.one('ward.postal-code');
  if (cell !== null && hasLongCodes && /^\d{4}$/u.test(cell.text))
    say({ line: cells.row.line, column: cell.column, code: 'postal-code' });
}

export function readWard(cells: Cells, reading: Reading, say: Say): Name & { values: WardValues } {
  checkLengths(cells, say);
  checkPostalCode(cells, reading, say);
  const religion = cells.text('ward.religion');
  const notes = cells.all('ward.note').map(({ text }) => tidyLines(text));
  const emergency = cells.all('emergency-contact').flatMap(({ column, text }) => {
    const contacts = contactsOf(text);
    if (contacts.some(({ phone }) => phone === '')) say({ line: cells.row.line, column, code: 'phone' });
    return contacts;
  });
  return {
    ...readName(cells, reading, say),
    values: {
      number: cells.text('ward.number'),
      born: readDay(cells, reading, say),
      sex: readWord(cells, 'ward.sex', (text) => codeOf(sexes, text), say),
      group: cells.text('ward.group'),
      room: cells.text('ward.room'),
      street: cells.text('ward.street'),
      postalCode: cells.text('ward.postal-code'),
      town: cells.text('ward.town'),
      origin: cells.text('ward.origin'),
      religion: religion === null ? null : { code: codeOf(religions, religion), text: religion },
      measles: readWord(cells, 'ward.measles', (text) => measlesOf(text, reading.today), say),
      allergies: cells.all('ward.allergies').flatMap(({ text }) => listOf(text)),
      diet: cells.text('ward.diet'),
      note: notes.length === 0 ? null : notes.join('\n'),
      emergency,
    },
  };
}
