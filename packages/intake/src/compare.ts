/**
 * A list beside what is known already: new, changed, unchanged, missing. What the list does not say stays as it is, and nobody is taken
 * away because a list lacks them.
 * @module
 */
import type { MakeId } from './ids.ts';
import { differing, isEmpty, nameKey } from './merge.ts';
import type { Answers, Comparison, Known, KnownWard, Question, WardProposal, WardValues } from './proposals.ts';

interface Found {
  known: KnownWard | null;
  /** More than one could be meant, or one that differs in what one does not change. */
  candidates: readonly KnownWard[];
}

function isSameName(ward: WardProposal, known: KnownWard): boolean {
  return nameKey(ward) === nameKey(known);
}

function isSameDay(ward: WardProposal, known: KnownWard): boolean {
  return ward.values.born !== null && ward.values.born === known.values.born;
}

/** Sure are name and birth date together, or the number with one of them. */
function find(ward: WardProposal, wards: readonly KnownWard[]): Found {
  const { number } = ward.values;
  const hasNumber = (known: KnownWard) => number !== null && known.values.number === number;
  const sure = wards.filter((known) => {
    const signs = [isSameName(ward, known), isSameDay(ward, known), hasNumber(known)].filter(Boolean);
    return signs.length >= 2;
  });
  if (sure.length === 1) return { known: sure[0] ?? null, candidates: [] };
  const unsure = sure.length > 1 ? sure : wards.filter((known) => isSameName(ward, known) || hasNumber(known));
  return { known: null, candidates: unsure };
}

function changes(ward: WardProposal, known: KnownWard, unkept: ReadonlySet<string>): Comparison {
  const added = Object.entries(ward.values).flatMap(([field, value]) =>
    isEmpty(value) || !isKey(ward.values, field) || !isEmpty(known.values[field] ?? null) ? [] : [field],
  );
  const fields: (keyof WardValues | 'name')[] = [...differing(ward.values, known.values), ...added].filter(
    (field) => !unkept.has(field),
  );
  // Where the given name ends may not be known of whoever is known.
  if (`${ward.given} ${ward.family}`.trim() !== `${known.given} ${known.family}`.trim()) fields.unshift('name');
  return fields.length === 0 ? { state: 'unchanged', known: known.id } : { state: 'changed', known: known.id, fields };
}

function isKey(values: WardValues, name: string): name is keyof WardValues {
  return Object.hasOwn(values, name);
}

export interface Compared {
  compared: ReadonlyMap<string, Comparison>;
  missing: readonly string[];
  questions: readonly Question[];
  flagged: ReadonlySet<string>;
}

/** Sure matches first, and each known ward once: of two lines that mean the same one the second is asked about. */
function matched(wards: readonly WardProposal[], known: readonly KnownWard[]): Map<WardProposal, Found> {
  const found = new Map(wards.map((ward) => [ward, find(ward, known)]));
  const taken = new Set<KnownWard>();
  for (const [ward, { known: sure }] of found) {
    if (sure === null) continue;
    if (taken.has(sure)) found.set(ward, { known: null, candidates: [sure] });
    taken.add(sure);
  }
  return found;
}

export function compare(
  wards: readonly WardProposal[],
  { wards: known, unkept = [] }: Known,
  makeId: MakeId,
  answers: Answers,
): Compared {
  const compared = new Map<string, Comparison>();
  const questions: Question[] = [];
  const found = matched(wards, known);
  const met = new Set([...found.values()].flatMap((each) => (each.known === null ? [] : [each.known.id])));
  for (const [ward, { known: sure, candidates }] of found) {
    let match = sure;
    if (candidates.length > 0) {
      const ids = candidates.map((each) => each.id);
      const id = makeId('which-known', ward.id, ...ids);
      // Whom another line means is no choice any more.
      const left = candidates.filter((each) => !met.has(each.id));
      questions.push({ kind: 'which-known', id, ward: ward.id, known: left.map((each) => each.id) });
      const answer = answers.get(id);
      if (answer?.kind === 'which-known') match = left.find((each) => each.id === answer.known) ?? null;
      if (match !== null) met.add(match.id);
    }
    compared.set(ward.id, match === null ? { state: 'new' } : changes(ward, match, new Set(unkept)));
    if (match !== null && !match.isFlagged) questions.push(...newGuardians(ward, match, makeId));
  }
  // As long as nobody has said who is meant, none of them is missing.
  const asked = new Set(
    questions.flatMap((each) => (each.kind === 'which-known' && !answers.has(each.id) ? each.known : [])),
  );
  return {
    compared,
    questions,
    missing: known.filter(({ id }) => !met.has(id) && !asked.has(id)).map(({ id }) => id),
    flagged: new Set(known.filter(({ id, isFlagged }) => isFlagged && met.has(id)).map(({ id }) => id)),
  };
}

function newGuardians(ward: WardProposal, known: KnownWard, makeId: MakeId): Question[] {
  const there = new Set(known.guardians.map(nameKey));
  return ward.guardians
    .filter((guardian) => !there.has(nameKey(guardian)))
    .map(({ person }) => ({
      kind: 'new-guardian',
      id: makeId('new-guardian', known.id, person),
      ward: ward.id,
      known: known.id,
      person,
    }));
}
