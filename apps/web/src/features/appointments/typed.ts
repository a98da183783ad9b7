/**
 * What is typed in the form, and the appointment that it means.
 * @module
 */
import type { Appointment, AppointmentSaid } from '@obhut/domain/appointments.ts';
import { localDate, localTime } from '@obhut/domain/kernel/local-time.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';

export interface Typed {
  title: string;
  form: 'time' | 'day' | 'closed';
  from: string;
  /** Empty: one day. */
  until: string;
  start: string;
  /** Empty: it is open. */
  end: string;
  place: string;
  note: string;
}

type Mistaken = 'title' | 'until' | 'end' | 'place' | 'note';

export function typedAnew(today: string): Typed {
  return { title: '', form: 'time', from: today, until: '', start: '09:00', end: '', place: '', note: '' };
}

export function typedAs({ title, isClosed, from, until, start, end, place, note }: Appointment): Typed {
  const form = isClosed ? 'closed' : start === null ? 'day' : 'time';
  return {
    title,
    form,
    from,
    until: until === from ? '' : until,
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
  const { from, form } = typed;
  const until = typed.until === '' ? from : typed.until;
  const mistakes = new Set<Mistaken>();
  if (title === '' || title.length > 200) mistakes.add('title');
  if (place.length > 200) mistakes.add('place');
  if (note.length > 2000) mistakes.add('note');
  if (!localDate.safeParse(from).success || !localDate.safeParse(until).success || until < from) mistakes.add('until');
  if (form === 'time' && !areTimesInOrder(typed, from === until)) mistakes.add('end');
  if (mistakes.size > 0) return { mistakes, said: null };
  const start = form === 'time' ? typed.start : null;
  const end = form === 'time' && typed.end !== '' ? typed.end : null;
  return { mistakes, said: { appointment, title, from, until, start, end, place, note, isClosed: form === 'closed' } };
}
