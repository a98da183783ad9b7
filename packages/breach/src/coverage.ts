/**
 * What of a window the access log saw. A gap is said: no row within it means that nobody knows, never that nobody came.
 * @module
 */

/** Both ends belong to it; ms since 1970. */
export interface Interval {
  from: number;
  until: number;
}

export type Coverage = { complete: true } | { complete: false; gaps: readonly Interval[] };

/** `kept`: when the log was being written and is still there, in any order; overlaps are fine. */
export function coverageOf(window: Interval, kept: readonly Interval[]): Coverage {
  const gaps: Interval[] = [];
  let seen = window.from;
  let touched = false;
  for (const { from, until } of kept.toSorted((a, b) => a.from - b.from)) {
    if (until < window.from || from > window.until || until < from) continue;
    if (from > seen) gaps.push({ from: seen, until: from });
    seen = Math.max(seen, until);
    touched = true;
  }
  if (seen < window.until || !touched) gaps.push({ from: seen, until: window.until });
  return gaps.length === 0 ? { complete: true } : { complete: false, gaps };
}
