/**
 * When somebody may be woken: on some days of the week, between two times of the institution's clock (docs/decisions/0043). Both servers and
 * the page that shows it ask here.
 * @module
 */
import * as z from 'zod/mini';

const minutesOfDay = 1440;
const minuteMs = 60_000;
const daysOfWeek = 7;

const minute = z.number().check(z.int(), z.gte(0), z.lt(minutesOfDay));
export const noticeHours = z.strictObject({
  /** Bit 0: Monday, bit 6: Sunday. At least one: who wants none at all turns notices off. */
  days: z.number().check(z.int(), z.gte(1), z.lte(127)),
  /** Minutes since midnight. `until` before `from` or the same: over midnight. */
  from: minute,
  until: minute,
});
export type NoticeHours = z.infer<typeof noticeHours>;

/** As long as nobody has said otherwise. For staff: a usual week of work. */
export const usualHours: Readonly<Record<'staff' | 'others', NoticeHours>> = {
  staff: { days: 0b0011111, from: 7 * 60, until: 17 * 60 },
  others: { days: 0b1111111, from: 7 * 60, until: 20 * 60 },
};

/** Every institution is in it so far (docs/decisions/0037). */
const wall = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function wallAt(now: number): { weekday: number; minute: number } {
  const parts = new Map(wall.formatToParts(now).map(({ type, value }) => [type, value]));
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { weekday: weekdays.indexOf(parts.get('weekday') ?? ''), minute };
}

function hasDay({ days }: NoticeHours, weekday: number): boolean {
  return ((days >> ((weekday + daysOfWeek) % daysOfWeek)) & 1) === 1;
}

function isOpen(hours: NoticeHours, weekday: number, minute: number): boolean {
  const { from, until } = hours;
  if (from < until) return hasDay(hours, weekday) && minute >= from && minute < until;
  return (hasDay(hours, weekday) && minute >= from) || (hasDay(hours, weekday - 1) && minute < until);
}

/**
 * Null: somebody may be woken `now` (milliseconds since 1970); else the moment from which on they may. Where the clocks change in between it is
 * off by an hour at most: whoever waits for it asks again then.
 */
export function waitsUntil(hours: NoticeHours, now: number): number | null {
  const { weekday, minute } = wallAt(now);
  if (isOpen(hours, weekday, minute)) return null;
  const begun = Math.floor(now / minuteMs) * minuteMs;
  for (let ahead = 0; ; ahead++) {
    const wait = hours.from - minute + ahead * minutesOfDay;
    if (wait > 0 && hasDay(hours, (weekday + ahead) % daysOfWeek)) return begun + wait * minuteMs;
  }
}
