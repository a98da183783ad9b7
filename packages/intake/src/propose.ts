/**
 * A table, what its columns mean, and what has been answered so far → proposals and the questions that are open. Pure: it is run anew
 * after every change.
 * @module
 */
import { fileNumberIn, isBan } from './bans.ts';
import { compare } from './compare.ts';
import { idsOf, type MakeId } from './ids.ts';
import type { KeptMapping } from './mapping.ts';
import { mergeRows, type MergedWard } from './merge.ts';
import { peopleIn } from './people.ts';
import type { Answers, GroupProposal, Known, Problem, Proposals, Question, WardProposal } from './proposals.ts';
import { dayOrdersOf, readRows } from './read-rows.ts';
import type { Row, Table } from './table.ts';
import { plain } from './text.ts';
import type { Day } from './values/days.ts';

export interface Draft {
  mapping: KeptMapping;
  /** What a person wrote in place of a cell, by {@link cellKey}. */
  edits: ReadonlyMap<string, string>;
  /** Lines that a person left out. */
  skipped: ReadonlySet<number>;
  answers: Answers;
}

export interface Circumstances {
  today: Day;
  /** 16 random bytes of this import. They stay on the device and in its sealed journal: see ids.ts. */
  seed: Uint8Array;
  known: Known;
}

export function cellKey(line: number, column: number): string {
  return `${line} ${column}`;
}

/** All rows with what was written in place of their cells. */
export function editedRows({ rows }: Table, { edits }: Draft): Row[] {
  if (edits.size === 0) return [...rows];
  return rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell, column) => edits.get(cellKey(line, column)) ?? cell),
  }));
}

/** Over all cells of all the ward's lines, and what stood beyond the last column. */
function bansIn(ward: MergedWard, extra: ReadonlyMap<number, readonly string[]>, makeId: MakeId): Question[] {
  const texts = new Map<string, number>();
  for (const { row } of ward.rows)
    for (const text of [...row.cells, ...(extra.get(row.line) ?? [])])
      if (isBan(text) && !texts.has(text)) texts.set(text, row.line);
  return [...texts].map(([text, line]) => ({
    kind: 'ban',
    id: makeId('ban', ward.id, text),
    ward: ward.id,
    line,
    text,
    fileNumber: fileNumberIn(text),
  }));
}

function groupsOf(wards: readonly WardProposal[], known: Known, makeId: MakeId): GroupProposal[] {
  const groups = new Map<string, GroupProposal>();
  for (const { values } of wards) {
    if (values.group === null) continue;
    const key = plain(values.group);
    const there = known.groups.find(({ name }) => plain(name) === key);
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, {
        id: there?.id ?? makeId('group', key),
        name: there?.name ?? values.group,
        isKnown: there !== undefined,
        wards: 1,
      });
    else groups.set(key, { ...group, wards: group.wards + 1 });
  }
  return [...groups.values()];
}

/** `progress` is told now and then how many lines are done. */
export function propose(
  whole: Table,
  draft: Draft,
  { today, seed, known }: Circumstances,
  progress: (done: number) => void = () => {},
): Proposals {
  const makeId = idsOf(seed);
  const { answers, mapping, skipped } = draft;
  const rows = editedRows(whole, draft).filter(({ line }) => !skipped.has(line));
  const table = { ...whole, rows };
  const orders = dayOrdersOf(table, mapping.fields, mapping.dayOrders);
  const read = readRows(table, mapping.fields, orders, today, progress);
  const merged = mergeRows(read.rows, makeId, answers);
  const people = peopleIn(merged.wards, makeId, answers);
  const wards: WardProposal[] = merged.wards.map(({ id, given, family, values, rows }) => ({
    id,
    given,
    family,
    values,
    lines: rows.map(({ row }) => row.line),
    guardians: people.guardians.get(id) ?? [],
  }));
  const extra = new Map(
    table.problems.flatMap((problem) =>
      problem.code === 'extra-cells' ? [[problem.line, problem.extra] as const] : [],
    ),
  );
  const bans = merged.wards.flatMap((ward) => bansIn(ward, extra, makeId));
  const { compared, missing, flagged, questions } = compare(wards, known, makeId, answers);
  const problems: Problem[] = [
    ...table.problems.filter(({ line }) => !skipped.has(line)),
    ...read.problems,
    ...merged.problems,
  ];
  return {
    wards,
    groups: groupsOf(wards, known, makeId),
    compared,
    missing,
    flagged,
    problems,
    questions: [...bans, ...merged.questions, ...questions, ...people.questions],
    lines: {
      in: read.rows.map(({ row }) => row.line),
      problem: [...table.problems.filter(({ code }) => code === 'above').map(({ line }) => line), ...read.out],
      blank: table.blank,
      skipped: whole.rows.map(({ line }) => line).filter((line) => skipped.has(line)),
    },
  };
}
