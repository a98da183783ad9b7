/**
 * How large a file is, as the reader's language says it.
 * @module
 */
import { readersLocale } from './dates.ts';

const kilo = 1000;

export function sizeText(bytes: number): string {
  const [value, unit] =
    bytes < kilo * kilo ? [Math.max(1, bytes / kilo), 'kilobyte'] : [bytes / (kilo * kilo), 'megabyte'];
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(readersLocale(), { style: 'unit', unit, maximumFractionDigits }).format(value);
}
