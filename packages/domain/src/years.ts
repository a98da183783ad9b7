/**
 * Kita-years (school years). Each has a space for everyone and groups of its own, made before it begins. Which one goes on follows from the
 * date alone, so that on the day of the change nobody has to do anything.
 * @module
 */
import * as z from 'zod/mini';
import { civilOf, dayOf } from './kernel/days.ts';
import { dateOfDay, dayOfDate, localDate } from './kernel/local-time.ts';
import { isAlive } from './kernel/expiry.ts';
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
/** In the `everyone` of a year that goes on: which one follows it. Where two people have prepared it at once, the first word of all counts. */
const yearFollowed = z.strictObject({ by: spaceId });

interface Following {
  seq: number;
  expiry: number;
  by: string;
}

export interface YearsState {
  opened: Register<string>;
  joined: Register<YearJoined>;
  /** Ascending by `seq`. */
  followed: readonly Following[];
}

export const years = defineModel<YearsState>(
  'years',
  { opened: [], joined: [], followed: [] },
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
    'year/followed@1': on({
      schema: yearFollowed,
      may: placed,
      apply(state, { seq, expiry, body }) {
        const followed = [...state.followed, { seq, expiry, by: body.by }].toSorted((a, b) => a.seq - b.seq);
        return { ...state, followed };
      },
    }),
  },
  (state, today) => ({
    opened: expireRegister(state.opened, today),
    joined: expireRegister(state.joined, today),
    followed: state.followed.filter(({ expiry }) => isAlive(expiry, today)),
  }),
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
  /** What is for everyone of a year that somebody else prepared in its place. What was placed there is placed in this one. */
  twins: readonly string[];
  /** By group of such a one: the group of this year that goes on from the same. A group that has none here is a group of this year. */
  instead: ReadonlyMap<string, string>;
  /** Groups of this year that were made for such a one. */
  adopted: readonly string[];
}

interface Space {
  id: string;
  kind: string;
}

interface Opened {
  id: string;
  /** Its first day, or empty. */
  from: string;
}

/** By first day; of two that begin on one day the first by id, so that all devices see the same. */
function inOrder(a: Opened, b: Opened): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** By what is for everyone of a year that was prepared a second time: that of the one that counts. */
function twinsAmong(states: BySpace<YearsState>, opened: readonly Opened[]): (id: string) => string {
  const twins = new Map<string, string>();
  const counting = (id: string): string => {
    const first = twins.get(id);
    return first === undefined ? id : counting(first);
  };
  const replace = (id: string, by: string) => {
    const first = counting(by);
    if (first !== id && !twins.has(id)) twins.set(id, first);
  };
  const isFollowing = new Set<string>();
  for (const { id, from } of opened) {
    // What has ended says no first day any more: it can still be the one that does not count.
    const later = (states.get(id)?.followed ?? []).flatMap(({ by }) =>
      opened.filter((one) => one.id === by && (one.from > from || one.from === '')),
    );
    const first = later.find((one) => one.from !== '')?.id;
    if (first === undefined) continue;
    isFollowing.add(first);
    for (const other of later) replace(other.id, first);
  }
  // Of before it was said what follows, or where saying it was cut off.
  const left = opened.filter(({ id, from }) => from !== '' && !twins.has(id));
  for (const sameDay of Map.groupBy(left, ({ from }) => from).values()) {
    const first = sameDay.find(({ id }) => isFollowing.has(id)) ?? sameDay[0];
    for (const { id } of sameDay) replace(id, first?.id ?? id);
  }
  return counting;
}

interface Joined {
  id: string;
  everyone: string | undefined;
  continues: string | null;
}

/** A year's own groups, and those of its twins; of the latter, which stand for one that is there. */
function merged(everyone: string, of: readonly Joined[]): Pick<Year, 'groups' | 'continued' | 'instead' | 'adopted'> {
  const own = of.filter((group) => group.everyone === everyone);
  const instead = new Map<string, string>();
  for (const group of of.filter((one) => one.everyone !== everyone)) {
    const same = own.find(({ continues }) => continues !== null && continues === group.continues);
    if (same === undefined) own.push(group);
    else instead.set(group.id, same.id);
  }
  const continued = own.flatMap(({ id, continues }) => (continues === null ? [] : [[id, continues] as const]));
  const adopted = own.flatMap((group) => (group.everyone === everyone ? [] : [group.id]));
  return { groups: own.map(({ id }) => id), continued: new Map(continued), instead, adopted };
}

/** Oldest first. Exactly one goes on: the last that has begun, else the first; a year does not end before the next begins. */
export function yearsOf(states: BySpace<YearsState>, spaces: readonly Space[], today: string): readonly Year[] {
  const opened = spaces
    .flatMap(({ id, kind }) => (kind === 'everyone' ? [{ id, from: latest(states.get(id)?.opened) ?? '' }] : []))
    .toSorted(inOrder);
  const counting = twinsAmong(states, opened);
  const all = opened.filter(({ id }) => counting(id) === id);
  const now = Math.max(
    0,
    all.findLastIndex(({ from }) => from <= today),
  );
  const joined = spaces.flatMap(({ id, kind }): Joined[] => {
    const said = kind === 'group' ? latest(states.get(id)?.joined) : null;
    return kind === 'group' ? [{ id, everyone: said?.everyone ?? all[0]?.id, continues: said?.continues ?? null }] : [];
  });
  return all.map(({ id, from }, at) => ({
    everyone: id,
    from,
    when: at < now ? 'over' : at === now ? 'now' : 'next',
    twins: opened.flatMap((one) => (one.id !== id && counting(one.id) === id ? [one.id] : [])),
    ...merged(id, joined.filter(({ everyone }) => everyone !== undefined && counting(everyone) === id).toSorted(byId)),
  }));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** The group in whose place it stands, where a year was prepared twice. */
export function insteadOf(all: readonly Year[], group: string): string {
  return all.find(({ instead }) => instead.has(group))?.instead.get(group) ?? group;
}

/** What a ward's next group is called when it leaves. */
export const leaves = 'none';

/** The group in which a ward is in the year that goes on: from its first day the one it was given for it. */
export function groupIn(all: readonly Year[], given: { group: string; nextGroup: string }): string {
  const now = all.find(({ when }) => when === 'now')?.groups ?? [];
  const [group, nextGroup] = [insteadOf(all, given.group), insteadOf(all, given.nextGroup)];
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
