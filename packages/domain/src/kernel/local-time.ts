/**
 * Days and times of day as the clock on the institution's wall shows them: text that compares as it reads, `2026-11-28` and `08:15`.
 * Decision 0037 says why they are not moments of UTC.
 * @module
 */
import * as z from 'zod/mini';
import { civilOf, dayOf } from './days.ts';

/** Every institution is in it so far. */
const institutionZone = 'Europe/Berlin';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** Days since 1970-01-01 of the calendar; NaN: no such day. */
export function dayOfDate(date: string): number {
  const [, year, month, day] = datePattern.exec(date) ?? [];
  const days = dayOf({ year: Number(year), month: Number(month), day: Number(day) });
  return dateOfDay(days) === date ? days : Number.NaN;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

export function dateOfDay(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

export function addDays(date: string, count: number): string {
  return dateOfDay(dayOfDate(date) + count);
}

export const localDate = z.string().check(z.refine((text) => !Number.isNaN(dayOfDate(text))));
export const localTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u));

const wall = new Intl.DateTimeFormat('en', {
  timeZone: institutionZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the calendar and the clock on the wall show at a moment, in milliseconds since 1970. */
export function wallAt(moment: number): { date: string; time: string } {
  const parts = new Map(wall.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}
