/**
 * The days of the week in the reader's language, from Monday on.
 * @module
 */
import { useReadersTexts } from '../../shell/language.ts';
import { languages } from '../../shell/languages.ts';

/** 2026-11-30 is a Monday. */
const monday = Date.UTC(2026, 10, 30);
const dayMs = 86_400_000;

export function useWeekdays(): readonly string[] {
  const { code } = useReadersTexts();
  const format = new Intl.DateTimeFormat(languages[code].locale, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, i) => format.format(monday + i * dayMs));
}
