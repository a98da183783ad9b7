/**
 * Days and times as the reader's language writes them.
 * @module
 */

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(document.documentElement.lang, options);
}

/** A UTC day since 1970-01-01: "20. Juli 2026". */
export function dayText(day: number): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day * 86_400_000);
}

/** Milliseconds since 1970 at the reader's place; the year only where it is another than that of `today` (a UTC day). */
export function momentText(time: number, today: number): string {
  const sameYear = new Date(time).getFullYear() === new Date(today * 86_400_000).getFullYear();
  return format({
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(time);
}

/** Compares by a name as the reader's language sorts. */
export function byName<Item>(name: (item: Item) => string): (a: Item, b: Item) => number {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return (a, b) => collator.compare(name(a), name(b));
}
