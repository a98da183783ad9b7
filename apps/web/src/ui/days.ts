/**
 * Between the app's days (UTC, since 1970-01-01) and the calendar dates of React Aria.
 * @module
 */
import { fromDate, toCalendarDate, type CalendarDate, type DateValue } from '@internationalized/date';

const length = 86_400_000;

export function calendarDate(day: number): CalendarDate {
  return toCalendarDate(fromDate(new Date(day * length), 'UTC'));
}

export function dayOf(date: DateValue): number {
  return Math.floor(date.toDate('UTC').getTime() / length);
}
