/**
 * Padmé (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
 * PETS 2019, section 4.4): of a length about 2^E only the highest ⌊log2 E⌋ + 2 bits may be set. It then tells O(log log) bits of what was
 * sealed, for at most 12 % more bytes.
 * @module
 */
export const leastPadded = 512;

/** ⌊log2 n⌋ for 1 ≤ n < 2^53, exactly: a logarithm in floating point is off by one just below large powers of two. */
function log2Floor(n: number): number {
  let exponent = 0;
  for (let rest = n; rest >= 2; rest = Math.floor(rest / 2)) exponent++;
  return exponent;
}

/** The length that `length` bytes are padded to: at least 512. Throws RangeError for what is no length. */
export function paddedLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError('not a length');
  if (length <= leastPadded) return leastPadded;
  const exponent = log2Floor(length);
  const step = 2 ** (exponent - log2Floor(exponent) - 1);
  return Math.ceil(length / step) * step;
}
