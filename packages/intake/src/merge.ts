/**
 * Lines of the same ward become one, where nothing speaks against it; where something does, it is asked.
 * @module
 */
import type { MakeId } from './ids.ts';
import type { Answers, GuardianValues, Problem, Question, WardValues } from './proposals.ts';
import type { ReadRow } from './read-rows.ts';
import { plain } from './text.ts';
import type { Name } from './values/names.ts';

export interface MergedWard extends Name {
  id: string;
  rows: readonly ReadRow[];
  values: WardValues;
  guardians: readonly GuardianValues[];
}

export interface Merged {
  wards: readonly MergedWard[];
  questions: readonly Question[];
  problems: readonly Problem[];
}

export function nameKey({ given, family }: Name): string {
  return `${plain(given)} ${plain(family)}`;
}

export function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Fields that both have, and not alike. */
export function differing(one: WardValues, other: Partial<WardValues>): (keyof WardValues)[] {
  return Object.keys(one).filter((field): field is keyof WardValues => {
    if (!isField(one, field)) return false;
    const [mine, theirs] = [one[field], other[field] ?? null];
    return !isEmpty(mine) && JSON.stringify(mine) !== JSON.stringify(theirs) && !isEmpty(theirs);
  });
}

function isField(values: WardValues, name: string): name is keyof WardValues {
  return Object.hasOwn(values, name);
}

/** The first that says something. */
function pick<Value>(mine: Value, theirs: Value): Value {
  return isEmpty(mine) ? theirs : mine;
}

function together(one: WardValues, other: WardValues): WardValues {
  return {
    number: pick(one.number, other.number),
    born: pick(one.born, other.born),
    sex: pick(one.sex, other.sex),
    group: pick(one.group, other.group),
    room: pick(one.room, other.room),
    street: pick(one.street, other.street),
    postalCode: pick(one.postalCode, other.postalCode),
    town: pick(one.town, other.town),
    origin: pick(one.origin, other.origin),
    religion: pick(one.religion, other.religion),
    measles: pick(one.measles, other.measles),
    allergies: pick(one.allergies, other.allergies),
    diet: pick(one.diet, other.diet),
    note: pick(one.note, other.note),
    emergency: pick(one.emergency, other.emergency),
  };
}

/** Two of one name in a line stay two; in another line of the ward they are the same two. */
function withGuardians(all: readonly GuardianValues[], more: readonly GuardianValues[]): GuardianValues[] {
  const merged = [...all];
  const met = new Set<number>();
  for (const guardian of more) {
    const at = all.findIndex((each, index) => !met.has(index) && nameKey(each) === nameKey(guardian));
    const known = all[at];
    if (known === undefined) {
      merged.push(guardian);
      continue;
    }
    met.add(at);
    merged[at] = {
      ...known,
      relation: known.relation ?? guardian.relation,
      phones: [...new Set([...known.phones, ...guardian.phones])],
      emails: [...new Set([...known.emails, ...guardian.emails])],
    };
  }
  return merged;
}

function joined(ward: MergedWard, row: ReadRow): MergedWard {
  return {
    ...ward,
    rows: [...ward.rows, row],
    values: together(ward.values, row.values),
    guardians: withGuardians(ward.guardians, row.guardians),
  };
}

function isRepeated(ward: MergedWard, row: ReadRow): boolean {
  return ward.rows.some((each) => JSON.stringify(each.row.cells) === JSON.stringify(row.row.cells));
}

function numberProblems(wards: readonly MergedWard[]): Problem[] {
  const first = new Map<string, number>();
  return wards.flatMap(({ values: { number }, rows }) => {
    const line = rows[0]?.row.line ?? 0;
    const known = number === null ? undefined : first.get(number);
    if (known !== undefined) return [{ line, code: 'number-twice' as const, first: known }];
    if (number !== null) first.set(number, line);
    return [];
  });
}

/** The same name and the same birth date: the same ward, if no field says otherwise. Without a birth date that is never sure. */
export function mergeRows(rows: readonly ReadRow[], makeId: MakeId, answers: Answers): Merged {
  const byKey = new Map<string, MergedWard[]>();
  const questions: Question[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const key = `${nameKey(row)} ${row.values.born ?? ''}`;
    const known = byKey.get(key) ?? [];
    byKey.set(key, known);
    const id = makeId('ward', key, known.length);
    const fresh = { id, given: row.given, family: row.family, rows: [row], values: row.values };
    const ward: MergedWard = { ...fresh, guardians: row.guardians };
    const [first] = known;
    if (first === undefined) {
      known.push(ward);
      continue;
    }
    const firstLine = first.rows[0]?.row.line ?? 0;
    const { line } = row.row;
    const question = makeId('same-ward', first.id, JSON.stringify(row.row.cells));
    const answer = answers.get(question);
    const isRepeat = isRepeated(first, row);
    const isClear = isRepeat || (row.values.born !== null && differing(first.values, row.values).length === 0);
    const isSame = isClear || (answer?.kind === 'same-ward' && answer.isSame);
    if (isSame) {
      known[0] = joined(first, row);
      problems.push({ line, code: isRepeat ? 'repeated' : 'merged', first: firstLine });
    } else known.push(ward);
    if (!isClear) {
      const wards = [first.id, isSame ? first.id : id] as const;
      questions.push({ kind: 'same-ward', id: question, wards, lines: [firstLine, line] });
    }
  }
  const wards = [...byKey.values()].flat().toSorted((one, other) => firstLineOf(one) - firstLineOf(other));
  return { wards, questions, problems: [...problems, ...numberProblems(wards)] };
}

function firstLineOf({ rows }: MergedWard): number {
  return rows[0]?.row.line ?? 0;
}
