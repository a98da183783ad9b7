/**
 * Kita-years (school years). Each has a space for everyone and groups of its own, made before it begins. Which one goes on follows from the
 * date alone, so that on the day of the change nobody has to do anything.
 * @module
 */
import * as z from 'zod/mini';
import { civilOf, dayOf } from './kernel/days.ts';
import { dateOfDay, dayOfDate, localDate } from './kernel/local-time.ts';
import { defineModel, on } from './kernel/model.ts';
import { expireRegister, latest, write, type Register } from './kernel/register.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

const spaceId = z.string().check(z.regex(/^[0-9a-f]{32}$/u));

/** In `everyone`: the first day of its year. */
const yearOpened = z.strictObject({ from: localDate });
/** In a group: to which `everyone` it belongs, and which group of the year before it goes on from. */
const yearJoined = z.strictObject({ everyone: spaceId, continues: z.nullable(spaceId) });
type YearJoined = z.infer<typeof yearJoined>;

export interface YearsState {
  opened: Register<string>;
  joined: Register<YearJoined>;
}

export const years = defineModel<YearsState>(
  'years',
  { opened: [], joined: [] },
  {
    'year/opened@1': on({
      schema: yearOpened,
      may: placed,
      apply: (state, fact) => ({ ...state, opened: write(state.opened, fact, fact.body.from) }),
    }),
    'year/joined@1': on({
      schema: yearJoined,
      may: placed,
      apply: (state, fact) => ({ ...state, joined: write(state.joined, fact, fact.body) }),
    }),
  },
  (state, today) => ({ opened: expireRegister(state.opened, today), joined: expireRegister(state.joined, today) }),
);

export interface Year {
  /** The space that is for everyone. */
  everyone: string;
  /** Its first day; empty: nobody has said so, it is that of the founding. */
  from: string;
  when: 'over' | 'now' | 'next';
  /** Group spaces. */
  groups: readonly string[];
  /** By group: the one of the year before. */
  continued: ReadonlyMap<string, string>;
}

interface Space {
  id: string;
  kind: string;
}

/** By first day; of two that begin on one day the first by id, so that all devices see the same. */
function inOrder(a: { id: string; from: string }, b: { id: string; from: string }): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Oldest first. Exactly one goes on: the last that has begun, else the first; a year does not end before the next begins. */
export function yearsOf(states: BySpace<YearsState>, spaces: readonly Space[], today: string): readonly Year[] {
  const opened = spaces
    .flatMap(({ id, kind }) => (kind === 'everyone' ? [{ id, from: latest(states.get(id)?.opened) ?? '' }] : []))
    .toSorted(inOrder);
  const all = opened.filter(({ from }, at) => from === '' || opened[at - 1]?.from !== from);
  const now = Math.max(
    0,
    all.findLastIndex(({ from }) => from <= today),
  );
  const joined = spaces.flatMap(({ id, kind }) => {
    const said = kind === 'group' ? latest(states.get(id)?.joined) : null;
    return kind === 'group' ? [{ id, everyone: said?.everyone ?? all[0]?.id, continues: said?.continues ?? null }] : [];
  });
  return all.map(({ id, from }, at) => {
    const own = joined.filter(({ everyone }) => everyone === id);
    const continued = own.flatMap((group) => (group.continues === null ? [] : [[group.id, group.continues] as const]));
    return {
      everyone: id,
      from,
      when: at < now ? 'over' : at === now ? 'now' : 'next',
      groups: own.map((group) => group.id),
      continued: new Map(continued),
    };
  });
}

/** What a ward's next group is called when it leaves. */
export const leaves = 'none';

/** The group in which a ward is in the year that goes on: from its first day the one it was given for it. */
export function groupIn(all: readonly Year[], { group, nextGroup }: { group: string; nextGroup: string }): string {
  const now = all.find(({ when }) => when === 'now')?.groups ?? [];
  return !now.includes(group) && now.includes(nextGroup) ? nextGroup : group;
}

/** The last such day (`08-01`) up to `date`. */
export function lastBeginning(begins: string, date: string): string {
  const same = `${date.slice(0, 4)}-${begins}`;
  return same <= date ? same : yearBefore(same);
}

function yearBefore(date: string): string {
  const { year, month, day } = civilOf(dayOfDate(date));
  return dateOfDay(dayOf({ year: year - 1, month, day }));
}

/** The first such day after `date`. */
export function nextBeginning(begins: string, date: string): string {
  const { year, month, day } = civilOf(dayOfDate(lastBeginning(begins, date)));
  return dateOfDay(dayOf({ year: year + 1, month, day }));
}

/** "2026/27", or "2026" where it begins with the calendar's year. */
export function yearName(from: string): string {
  const year = Number(from.slice(0, 4));
  return from.endsWith('-01-01') ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}
