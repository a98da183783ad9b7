/**
 * How large a file is, as people say it.
 * @module
 */
const kilo = 1000;

export function sizeText(bytes: number): string {
  const [value, unit] =
    bytes < kilo * kilo ? [Math.max(1, bytes / kilo), 'kilobyte'] : [bytes / (kilo * kilo), 'megabyte'];
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat('de', { style: 'unit', unit, maximumFractionDigits }).format(value);
}
