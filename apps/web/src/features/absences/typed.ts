/**
 * What is chosen in the form, and the days that it means.
 * @module
 */
import type { Absence, AbsenceReason } from '@obhut/domain/absences.ts';
import { addDays, dateOfDay, dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { dayText } from '../../ui/dates.ts';

/** `date`: from one day to another, both chosen. */
export type End = 'today' | 'tomorrow' | 'date' | 'open';

export interface Typed {
  reason: AbsenceReason;
  end: End;
  /** UTC days; null while nothing whole is typed. */
  from: number | null;
  until: number | null;
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
  const now = dayOfDate(today);
  if (before === null) return { reason, end: 'today', from: now, until: now, at: '', collector: '' };
  const { from, until, at, collector } = before;
  const days = { from: dayOfDate(from), until: until === null ? now : dayOfDate(until) };
  return { reason: before.reason, end: endKind(before, today), ...days, at: at ?? '', collector };
}

/** The last day that can be chosen, in words. */
export function endOf(today: string): string {
  return dayText(dayOfDate(addDays(today, mostDays)));
}

/** Null: the days that were chosen are none, or the last comes before the first. What has begun keeps its first day. */
export function spanOf({ end, from, until }: Typed, today: string): { from: string; until: string | null } | null {
  const now = dayOfDate(today);
  if (end === 'date') {
    if (from === null || until === null || until < from || until > now + mostDays) return null;
    return { from: dateOfDay(from), until: dateOfDay(until) };
  }
  const first = from ?? now;
  if (end === 'open') return { from: dateOfDay(first), until: null };
  return { from: dateOfDay(Math.min(first, now)), until: end === 'today' ? today : addDays(today, 1) };
}
