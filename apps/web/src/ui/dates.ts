/**
 * Days, times and lists as the reader's language writes them.
 * @module
 */

/** For Intl. The shell sets it with the language. */
export function readersLocale(): string {
  const { lang, dataset } = document.documentElement;
  return dataset['locale'] ?? lang;
}

function format(options: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options);
}

/** A UTC day since 1970-01-01: "20. Juli 2026". */
export function dayText(day: number, locale = readersLocale()): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }, locale).format(day * 86_400_000);
}

/** Milliseconds since 1970 at the reader's place; the year only where it is another than that of `today` (a UTC day). */
export function momentText(time: number, today: number): string {
  const sameYear = new Date(time).getFullYear() === new Date(today * 86_400_000).getFullYear();
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' };
  return format(sameYear ? options : { ...options, year: 'numeric' }, readersLocale()).format(time);
}

/** "Anna, Ben und Can". */
export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(readersLocale()).format(items);
}

/** "8:12", at the reader's place. */
export function clockText(time: number): string {
  return format({ hour: 'numeric', minute: '2-digit' }, readersLocale()).format(time);
}

/** The day at the reader's place, since 1970-01-01. */
export function localDay(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** Compares by a name as the reader's language sorts. */
export function byName<Item>(name: (item: Item) => string): (a: Item, b: Item) => number {
  const collator = new Intl.Collator(readersLocale(), { numeric: true });
  return (a, b) => collator.compare(name(a), name(b));
}
