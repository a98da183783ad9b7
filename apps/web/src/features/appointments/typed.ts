/**
 * What is typed in the form, and the appointment that it means.
 * @module
 */
import type { Appointment, AppointmentSaid } from '@obhut/domain/appointments.ts';
import { dateOfDay, dayOfDate, localTime } from '@obhut/domain/kernel/local-time.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';

export interface Typed {
  title: string;
  form: 'time' | 'day' | 'closed';
  /** UTC days. Null while nothing whole is typed; of `until`: one day. */
  from: number | null;
  until: number | null;
  start: string;
  /** Empty: it is open. */
  end: string;
  place: string;
  note: string;
}

type Mistaken = 'title' | 'until' | 'end' | 'place' | 'note';

export function typedAnew(today: string): Typed {
  return { title: '', form: 'time', from: dayOfDate(today), until: null, start: '09:00', end: '', place: '', note: '' };
}

export function typedAs({ title, isClosed, from, until, start, end, place, note }: Appointment): Typed {
  const form = isClosed ? 'closed' : start === null ? 'day' : 'time';
  return {
    title,
    form,
    from: dayOfDate(from),
    until: until === from ? null : dayOfDate(until),
    start: start ?? '09:00',
    end: end ?? '',
    place,
    note,
  };
}

function isTime(text: string): boolean {
  return localTime.safeParse(text).success;
}

function areTimesInOrder({ start, end }: Typed, isOneDay: boolean): boolean {
  return isTime(start) && (end === '' || (isTime(end) && (!isOneDay || start <= end)));
}

/** `said` is null as long as there are mistakes. */
export function saidBy(typed: Typed, appointment: string): { mistakes: Set<Mistaken>; said: AppointmentSaid | null } {
  const [title, place, note] = [tidyLine(typed.title), tidyLine(typed.place), tidyProse(typed.note)];
  const { from: first, form } = typed;
  const last = typed.until ?? first;
  const mistakes = new Set<Mistaken>();
  if (title === '' || title.length > 200) mistakes.add('title');
  if (place.length > 200) mistakes.add('place');
  if (note.length > 2000) mistakes.add('note');
  if (form === 'time' && !areTimesInOrder(typed, first === last)) mistakes.add('end');
  if (first === null || last === null || last < first) mistakes.add('until');
  if (first === null || last === null || mistakes.size > 0) return { mistakes, said: null };
  const [from, until] = [dateOfDay(first), dateOfDay(last)];
  const start = form === 'time' ? typed.start : null;
  const end = form === 'time' && typed.end !== '' ? typed.end : null;
  return { mistakes, said: { appointment, title, from, until, start, end, place, note, isClosed: form === 'closed' } };
}
