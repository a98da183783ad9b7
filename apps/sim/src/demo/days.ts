/**
 * Days of the demonstration, counted from today.
 * @module
 */
const dayMs = 86_400_000;

/** UTC day. */
export const today = (): number => Math.floor(Date.now() / dayMs);

/** As `2026-11-28`; the weekend is skipped. */
export function workday(fromToday: number): string {
  const date = new Date(Date.now() + fromToday * dayMs);
  const weekend = { 0: 1, 6: 2 }[date.getUTCDay()] ?? 0;
  return new Date(date.getTime() + weekend * dayMs).toISOString().slice(0, 10);
}
