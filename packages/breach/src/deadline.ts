/**
 * By when a breach has to be reported, after the law that the competent authority applies.
 * @module
 */
import type { Law } from './authority-types.ts';

/**
 * - `full-hours`: 72 hours, counted from the first full hour after the controller knew.
 * - `hours`: 72 hours from the moment.
 * - `working-limit`: the law says "without delay"; 72 hours are this project's limit, not the law's.
 * - `as-soon-as-possible`: the law names no hours.
 * - `ask`: not known here.
 */
export type Rule = 'full-hours' | 'hours' | 'working-limit' | 'as-soon-as-possible' | 'ask';

/** `due` in ms since 1970, null where the rule names none. Every rule demands the report without undue delay; `due` is its outer edge. */
export interface Deadline {
  due: number | null;
  rule: Rule;
  /** Null: not known here. */
  article: string | null;
}

const hour = 3_600_000;
const limit = 72 * hour;

/**
 * GDPR Art. 33(1): where feasible, not later than 72 hours after having become aware. Regulation (EEC, Euratom) 1182/71, Art. 3: the hour in
 * which the event falls does not count (1); the period ends with the expiry of its last hour (2)(a); Saturdays, Sundays and public holidays
 * count (3); the extension to the next working day is for periods expressed otherwise than in hours (4). Whether (5), at least two working
 * days, holds for 72 hours is disputed; it is not used, so that the earlier end is shown. Full hours of UTC are full hours in Central Europe.
 */
function gdpr(awareAt: number): Deadline {
  const start = (Math.floor(awareAt / hour) + 1) * hour;
  return { due: start + limit, rule: 'full-hours', article: 'GDPR Art. 33(1)' };
}

/**
 * `awareAt`: when the controller knew, in ms since 1970; throws RangeError unless it is finite.
 *
 * - KDG § 33(1): without delay; a report later than 72 hours after knowledge gives its reasons. The regulation on periods is not church
 *   law, so no hour is left out.
 * - DSG-EKD § 32(1): without delay. KDR-OG is modelled on the KDG; its section is not verified here. Both get the working limit.
 * - Swiss DSG Art. 24(1): as soon as possible, where the risk is likely to be high.
 * - Cantonal law and own rules: not known here.
 */
export function reportDeadline(law: Law, awareAt: number): Deadline {
  if (!Number.isFinite(awareAt)) throw new RangeError('awareAt is not a time');
  switch (law) {
    case 'GDPR':
      return gdpr(awareAt);
    case 'KDG':
      return { due: awareAt + limit, rule: 'hours', article: 'KDG § 33(1)' };
    case 'DSG-EKD':
      return { due: awareAt + limit, rule: 'working-limit', article: 'DSG-EKD § 32(1)' };
    case 'KDR-OG':
      return { due: awareAt + limit, rule: 'working-limit', article: null };
    case 'CH-DSG':
      return { due: null, rule: 'as-soon-as-possible', article: 'DSG Art. 24(1)' };
    case 'cantonal':
    case 'own-rules':
      return { due: null, rule: 'ask', article: null };
  }
}
