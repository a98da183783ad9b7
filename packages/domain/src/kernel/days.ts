/**
 * Days since 1970-01-01 and the Gregorian calendar, without a clock.
 * @module
 */

export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

const daysPerEra = 146_097;
/** From 0000-03-01, where a year of the calculation begins so that the leap day is its last, to 1970-01-01. */
const epochOffset = 719_468;

/** `month` may be beyond 12 and `day` beyond the month's end: they carry over. */
export function dayOf({ year, month, day }: CivilDate): number {
  const months = year * 12 + (month - 1) - 2;
  const marchYear = Math.floor(months / 12);
  const marchMonth = months - marchYear * 12;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  return (
    era * daysPerEra +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    epochOffset
  );
}

export function civilOf(days: number): CivilDate {
  const shifted = days + epochOffset;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function monthLength(year: number, month: number): number {
  return dayOf({ year, month: month + 1, day: 1 }) - dayOf({ year, month, day: 1 });
}

/** The same day of the month, or its last where there is none. */
export function addMonths(days: number, count: number): number {
  const { year, month, day } = civilOf(days);
  return dayOf({ year, month: month + count, day: Math.min(day, monthLength(year, month + count)) });
}
