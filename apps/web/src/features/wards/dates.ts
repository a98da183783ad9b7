/**
 * Dates as they are typed and as they are kept.
 * @module
 */
import { civilOf, dayOf } from '@obhut/domain/kernel/days.ts';

/** "4.5.2022" as "2022-05-04"; null: no date. Empty stays empty. */
export function dateFromTyped(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/u.exec(text) ?? [];
  const civil = { year: Number(year), month: Number(month), day: Number(day) };
  const same = civilOf(dayOf(civil));
  if (year === '' || same.month !== civil.month || same.day !== civil.day) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function partsOf(kept: string): readonly [number, number, number] | null {
  const [year, month, day] = kept.split('-').map(Number);
  return year === undefined || month === undefined || day === undefined ? null : [year, month, day];
}

export function typedDate(kept: string): string {
  const parts = partsOf(kept);
  return parts === null ? '' : `${parts[2]}.${parts[1]}.${parts[0]}`;
}

/** UTC days since 1970; null: none. */
export function dayOfKept(kept: string): number | null {
  const parts = partsOf(kept);
  return parts === null ? null : dayOf({ year: parts[0], month: parts[1], day: parts[2] });
}
