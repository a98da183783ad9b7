/**
 * What is chosen in the form, and the days that it means.
 * @module
 */
import type { Absence, AbsenceReason } from '@obhut/domain/absences.ts';
import { addDays, dayOfDate, localDate } from '@obhut/domain/kernel/local-time.ts';
import { dayText } from '../../ui/dates.ts';

/** `date`: from one day to another, both chosen. */
export type End = 'today' | 'tomorrow' | 'date' | 'open';

export interface Typed {
  reason: AbsenceReason;
  end: End;
  from: string;
  until: string;
  /** Empty: nobody said. */
  at: string;
  collector: string;
}

/** Nobody knows further ahead. */
const mostDays = 366;

function endKind({ from, until }: Absence, today: string): End {
  if (until === null) return 'open';
  if (from > today) return 'date';
  if (until === today) return 'today';
  return until === addDays(today, 1) ? 'tomorrow' : 'date';
}

export function startOf(before: Absence | null, reason: AbsenceReason, today: string): Typed {
  if (before === null) return { reason, end: 'today', from: today, until: today, at: '', collector: '' };
  const { from, until, at, collector } = before;
  const end = endKind(before, today);
  return { reason: before.reason, end, from, until: until ?? today, at: at ?? '', collector };
}

/** The last day that can be chosen, in words. */
export function endOf(today: string): string {
  return dayText(dayOfDate(addDays(today, mostDays)));
}

/** Null: the days that were chosen are none, or the last comes before the first. What has begun keeps its first day. */
export function spanOf({ end, from, until }: Typed, today: string): { from: string; until: string | null } | null {
  if (end === 'date') {
    const areDates = localDate.safeParse(from).success && localDate.safeParse(until).success;
    return areDates && from <= until && until <= addDays(today, mostDays) ? { from, until } : null;
  }
  if (end === 'open') return { from, until: null };
  return { from: from <= today ? from : today, until: end === 'today' ? today : addDays(today, 1) };
}
