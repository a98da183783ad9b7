/**
 * PINs that are guessed first. Ten tries are few, as long as nobody's PIN is among the ten that everybody would try.
 * @module
 */
export const pinLength = { least: 6, most: 12 };

function steps(digits: string): number[] {
  const digitAt = (index: number) => Number(digits[index]);
  return Array.from({ length: digits.length - 1 }, (_, i) => (digitAt(i + 1) - digitAt(i) + 10) % 10);
}

/** All alike, a run up or down, or one short piece again and again. */
export function isPoor(digits: string): boolean {
  const all = steps(digits);
  if (all.every((step) => step === all[0]) && [0, 1, 9].includes(all[0] ?? 0)) return true;
  return /^(\d{1,3})\1+$/u.test(digits);
}
