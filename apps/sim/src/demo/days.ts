/**
 * Days of the demonstration, counted from today.
 * @module
 */
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import { clock } from '../member.ts';

/** As `2026-11-28`; the weekend is skipped. */
export function workday(fromToday: number): string {
  const day = clock.today() + fromToday;
  // 1 January 1970 was a Thursday.
  const weekend = { 2: 2, 3: 1 }[day % 7] ?? 0;
  return dateOfDay(day + weekend);
}
