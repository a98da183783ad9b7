/**
 * Who does not come, comes late or is picked up by somebody else: said in the ward's space of the day, with a reason from a list and no
 * free text. Whoever corrects or withdraws says all of it again: the last writer by `seq` counts.
 * @module
 */
import * as z from 'zod/mini';
import { dayOfDate, localDate, localTime } from './kernel/local-time.ts';
import { defineModel, on } from './kernel/model.ts';
import { expireRegisters, latest, writeAt, type Registers } from './kernel/register.ts';
import type { Standing } from './kernel/standing.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';
import { expiryOf } from './retention.ts';

export const absenceReasons = ['ill', 'holiday', 'late', 'appointment', 'collected'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

const absenceSaid = z
  .strictObject({
    /** Chosen when it is reported first. */
    absence: z.string().check(z.regex(/^[0-9a-f]{32}$/u)),
    reason: z.enum(absenceReasons),
    from: localDate,
    /** The last day; null: until further notice. */
    until: z.nullable(localDate),
    /** When the ward comes late or is picked up; null: nobody said. */
    at: z.nullable(localTime),
    /** Who picks up, one of those noted of the ward; empty: nobody said. */
    collector: z.union([z.literal(''), line(200)]),
  })
  .check(z.refine(({ from, until }) => until === null || from <= until));
export type AbsenceSaid = z.infer<typeof absenceSaid>;

interface Word extends AbsenceSaid {
  isWithdrawn: boolean;
  author: string;
  by: Standing['class'];
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
}

export interface AbsencesState {
  /** By absence. */
  said: Registers<Word>;
}

function saying(isWithdrawn: boolean) {
  return on<AbsencesState, AbsenceSaid>({
    schema: absenceSaid,
    may: placed,
    apply: (state, fact, standing, put) => {
      const word = { ...fact.body, isWithdrawn, author: fact.author, by: standing.class, time: fact.time };
      return { said: writeAt(state.said, fact.body.absence, fact, word, put) };
    },
  });
}

export const absences = defineModel<AbsencesState>(
  'absences',
  { said: new Map() },
  { 'absence/reported@1': saying(false), 'absence/withdrawn@1': saying(true) },
  (state, today) => ({ said: expireRegisters(state.said, today) }),
);

export interface Absence extends Omit<Word, 'absence'> {
  id: string;
  space: string;
  /** Last UTC day of the word that lives longest; 0: nothing of it is stored. */
  expiry: number;
  /** It waits to be sent: these are its words already. */
  isWaiting: boolean;
}

interface Waiting {
  space: string;
  type: string;
  body: unknown;
}

function stored(states: BySpace<AbsencesState>): Absence[] {
  return [...states].flatMap(([space, { said }]) =>
    [...said].flatMap(([id, register]) => {
      const word = latest(register);
      if (word === null) return [];
      const { absence: _, ...details } = word;
      return [{ ...details, id, space, expiry: register[0]?.expiry ?? 0, isWaiting: false }];
    }),
  );
}

/** Everything said so far and not expired, withdrawn or not, with what waits to be sent by `me` in its place. */
export function allAbsences(
  states: BySpace<AbsencesState>,
  waiting: readonly Waiting[],
  me: Pick<Word, 'author' | 'by'>,
): readonly Absence[] {
  const all = new Map(stored(states).map((absence) => [`${absence.space} ${absence.id}`, absence]));
  for (const { space, type, body } of waiting) {
    const parsed = absences.types.includes(type) ? absenceSaid.safeParse(body) : null;
    if (parsed?.success !== true) continue;
    const { absence: id, ...details } = parsed.data;
    const expiry = all.get(`${space} ${id}`)?.expiry ?? 0;
    const isWithdrawn = type === 'absence/withdrawn@1';
    all.set(`${space} ${id}`, { ...details, ...me, time: 0, id, space, isWithdrawn, expiry, isWaiting: true });
  }
  return [...all.values()];
}

/** Whether it holds on the day; what is withdrawn never does. */
export function holdsOn({ isWithdrawn, from, until }: Absence, date: string): boolean {
  return !isWithdrawn && from <= date && (until === null || until >= date);
}

/** Whether it holds on the day or comes later. */
export function isToCome({ isWithdrawn, until }: Absence, date: string): boolean {
  return !isWithdrawn && (until === null || until >= date);
}

/** Last UTC day of what is said today: no word in place of another may be over before it. */
export function absenceExpiry({ from, until }: AbsenceSaid, today: number, before: Absence | null): number {
  const last = Math.max(today, dayOfDate(from), dayOfDate(until ?? from));
  return Math.max(expiryOf('absence', last), before?.expiry ?? 0);
}
