/**
 * Days as `2021-06-18`, and how other systems write them. Pure arithmetic: no clock, no time zone.
 * @module
 */

/** Of the Gregorian calendar, 1850 to 2199. */
export type Day = string;

/** Which of two numbers is the day in `09/03/1931`. */
export type DayOrder = 'day-first' | 'month-first';

/** As read, before it is known which of two numbers is the day. `isShort`: the year has two digits. */
export interface Written {
  /** Of the numbers as they stand; `year` apart. */
  first: number;
  second: number;
  year: number;
  isShort: boolean;
  /** Where the way of writing leaves no choice. */
  order: DayOrder | null;
}

const months: readonly (readonly string[])[] = [
  ['jan', 'jän'],
  ['feb'],
  ['mär', 'mar', 'mrz'],
  ['apr'],
  ['mai', 'may'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['okt', 'oct'],
  ['nov'],
  ['dez', 'dec'],
];

function two(number: number): string {
  return `${number}`.padStart(2, '0');
}

function lengthOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function dayOf(year: number, month: number, day: number): Day | null {
  const isReal = year >= 1850 && year < 2200 && day >= 1 && day <= lengthOf(year, month);
  return isReal ? `${year}-${two(month)}-${two(day)}` : null;
}

/** Days since 1970-01-01 → the day (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days). */
export function dayOfNumber(number: number): Day | null {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return dayOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

function monthNamed(name: string): number {
  return months.findIndex((beginnings) => beginnings.some((each) => name.toLowerCase().startsWith(each))) + 1;
}

function writtenBy(first: string, second: string, year: string, order: DayOrder | null): Written {
  const isShort = year.length === 2;
  return { first: Number(first), second: Number(second), year: Number(year), isShort, order };
}

/** Time of day behind it is left out. */
const time = /[T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?Uhr| ?[ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?$/iu;

/** Null: this is no day at all. Whether there is such a day, {@link dayBy} says. */
export function writtenDay(text: string): Written | null {
  const bare = text.trim().replace(time, '').trim();
  const iso = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/u.exec(bare);
  if (iso !== null && (iso[2] !== '' || bare.length === 8))
    return writtenBy(iso[3] ?? '', iso[4] ?? '', iso[1] ?? '', 'month-first');
  const numbers = /^(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})\.?$/u.exec(bare);
  if (numbers !== null) {
    const order = numbers[2] === '.' ? 'day-first' : null;
    return writtenBy(numbers[1] ?? '', numbers[3] ?? '', numbers[4] ?? '', order);
  }
  const named = /^(\d{1,2})(?:\.|st|nd|rd|th)?[ -]*(\p{L}{3,})\.?[ -]+(\d{4}|\d{2})$/iu.exec(bare);
  if (named !== null) return namedDay(named[1], named[2], named[3]);
  const english = /^(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(bare);
  return english === null ? null : namedDay(english[2], english[1], english[3]);
}

function namedDay(day = '', name = '', year = ''): Written | null {
  const month = monthNamed(name);
  return month === 0 ? null : writtenBy(day, `${month}`, year, 'day-first');
}

/** `today` decides about years of two digits: the latest that is not in the future. */
export function dayBy(written: Written, order: DayOrder, today: Day): Day | null {
  const isDayFirst = (written.order ?? order) === 'day-first';
  const [day, month] = isDayFirst ? [written.first, written.second] : [written.second, written.first];
  if (!written.isShort) return dayOf(written.year, month, day);
  const recent = dayOf(2000 + written.year, month, day);
  return recent !== null && recent <= today ? recent : dayOf(1900 + written.year, month, day);
}

/** What a column says about itself: of all its days some can be read in one way only. `ask`: none, or they contradict each other. */
export function orderOf(cells: readonly string[]): DayOrder | 'ask' | 'not-needed' {
  const open = cells.map((cell) => writtenDay(cell)).filter((day) => day !== null && day.order === null);
  if (open.length === 0) return 'not-needed';
  const [isDayFirst, isMonthFirst] = [
    open.some((day) => day !== null && day.first > 12),
    open.some((day) => day !== null && day.second > 12),
  ];
  if (isDayFirst === isMonthFirst) return 'ask';
  return isDayFirst ? 'day-first' : 'month-first';
}
