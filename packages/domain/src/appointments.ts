/**
 * Appointments and closing days, for everyone or for groups. One for several groups is said in each of their spaces under the same id.
 * Whoever changes or cancels says all of it again, so that it stays visible as what it is now: the last writer by `seq` counts.
 * @module
 */
import * as z from 'zod/mini';
import { dayOfDate, localDate, localTime } from './kernel/local-time.ts';
import { defineModel, on } from './kernel/model.ts';
import { expireRegisters, latest, writeAt, type Registers } from './kernel/register.ts';
import { line, prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';
import { expiryOf } from './retention.ts';

interface Span {
  from: string;
  until: string;
  start: string | null;
  end: string | null;
}

/** From the first day to the last; with times, from the start on the first to the end on the last. */
function isInOrder({ from, until, start, end }: Span): boolean {
  if (start === null) return end === null && from <= until;
  return from < until || (from === until && (end === null || start <= end));
}

const appointmentSaid = z
  .strictObject({
    /** Chosen when it is announced. */
    appointment: z.string().check(z.regex(/^[0-9a-f]{32}$/u)),
    title: line(200),
    from: localDate,
    until: localDate,
    /** Null: the whole day. */
    start: z.nullable(localTime),
    end: z.nullable(localTime),
    place: z.union([z.literal(''), line(200)]),
    note: z.union([z.literal(''), prose(2000)]),
    /** Nobody is looked after on these days. */
    isClosed: z.boolean(),
  })
  .check(z.refine(isInOrder));
export type AppointmentSaid = z.infer<typeof appointmentSaid>;

export type AppointmentStatus = 'announced' | 'changed' | 'cancelled';

interface Word extends AppointmentSaid {
  status: AppointmentStatus;
}

export interface AppointmentsState {
  /** By appointment. */
  said: Registers<Word>;
}

const statuses: ReadonlyMap<string, AppointmentStatus> = new Map([
  ['appointment/announced@1', 'announced'],
  ['appointment/changed@1', 'changed'],
  ['appointment/cancelled@1', 'cancelled'],
]);

function saying(status: AppointmentStatus) {
  return on<AppointmentsState, AppointmentSaid>({
    schema: appointmentSaid,
    may: placed,
    apply: (state, fact, _standing, put) => ({
      said: writeAt(state.said, fact.body.appointment, fact, { ...fact.body, status }, put),
    }),
  });
}

export const appointments = defineModel<AppointmentsState>(
  'appointments',
  { said: new Map() },
  Object.fromEntries([...statuses].map(([type, status]) => [type, saying(status)])),
  (state, today) => ({ said: expireRegisters(state.said, today) }),
);

export interface Appointment extends Word {
  /** For whom: more than one where it is for several groups. */
  spaces: readonly string[];
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

interface InSpace {
  space: string;
  word: Word;
  expiry: number;
  isWaiting: boolean;
}

function inSpaces(states: BySpace<AppointmentsState>, waiting: readonly Waiting[]): readonly InSpace[] {
  const all = new Map<string, InSpace>();
  for (const [space, { said }] of states) {
    for (const [id, register] of said) {
      const word = latest(register);
      const expiry = register[0]?.expiry ?? 0;
      if (word !== null) all.set(`${space} ${id}`, { space, word, expiry, isWaiting: false });
    }
  }
  for (const { space, type, body } of waiting) {
    const status = statuses.get(type);
    const parsed = appointmentSaid.safeParse(body);
    if (status === undefined || !parsed.success) continue;
    const key = `${space} ${parsed.data.appointment}`;
    const expiry = all.get(key)?.expiry ?? 0;
    all.set(key, { space, word: { ...parsed.data, status }, expiry, isWaiting: true });
  }
  return [...all.values()];
}

function placeOf({ from, start, title, appointment }: Appointment): string {
  return `${from} ${start ?? ''} ${title} ${appointment}`;
}

/** For sorting: by when they are. */
export function inTheirOrder(a: Appointment, b: Appointment): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/** In the order in which they come. Where the words in two spaces differ, as they do on the way, each stands for itself. */
export function allAppointments(
  states: BySpace<AppointmentsState>,
  waiting: readonly Waiting[],
): readonly Appointment[] {
  const alike = Map.groupBy(inSpaces(states, waiting), ({ word }) => JSON.stringify(word));
  const all = [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const spaces = same.map(({ space }) => space);
    const expiry = Math.max(...same.map((one) => one.expiry));
    return [{ ...first.word, spaces, expiry, isWaiting: same.some(({ isWaiting }) => isWaiting) }];
  });
  return all.toSorted(inTheirOrder);
}

export function isOnDay({ from, until }: Appointment, date: string): boolean {
  return from <= date && date <= until;
}

/** Last UTC day of what is said today: no word in place of another may be over before it. */
export function appointmentExpiry({ until }: AppointmentSaid, today: number, before: Appointment | null): number {
  return Math.max(expiryOf('appointment', Math.max(today, dayOfDate(until))), before?.expiry ?? 0);
}
