/**
 * Buckets end with a calendar quarter, so that expiry days say little about what is in them.
 * @module
 */

const msPerDay = 86_400_000;

/** Last UTC day (since 1970-01-01) of the quarter that `day` is in. */
function quarterEnd(day: number): number {
  const date = new Date(day * msPerDay);
  const firstMonthAfter = Math.floor(date.getUTCMonth() / 3) * 3 + 3;
  return Date.UTC(date.getUTCFullYear(), firstMonthAfter, 1) / msPerDay - 1;
}

/** `until` of the bucket for content that expires on `expiry`; 0 stays "while here". */
export function bucketEnd(expiry: number): number | null {
  return expiry === 0 ? null : quarterEnd(expiry);
}
