/**
 * Days and times of the institution's wall as the reader's language writes them. Apart from dates.ts, which the first visit loads.
 * @module
 */
import { dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { readersLocale } from './dates.ts';

const dayAndMonth: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' };

/** `2026-12-02` as "Mittwoch, 2. Dezember"; the year only where it is another than that of `today`. */
export function dateText(date: string, today: string): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = sameYear ? dayAndMonth : { ...dayAndMonth, year: 'numeric' };
  return new Intl.DateTimeFormat(readersLocale(), options).format(dayOfDate(date) * 86_400_000);
}

/** `2026-12-02` as "Mittwoch". */
export function weekdayText(date: string): string {
  return new Intl.DateTimeFormat(readersLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    dayOfDate(date) * 86_400_000,
  );
}

/** The month of `2026-12-02` as "Dezember 2026". */
export function monthText(date: string): string {
  const options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(readersLocale(), options).format(dayOfDate(date) * 86_400_000);
}

/** `09:05` as "9:05" or "9:05 AM": the hour on the institution's wall, wherever the reader is. */
export function timeText(time: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(readersLocale(), options).format(Date.parse(`1970-01-01T${time}:00Z`));
}
