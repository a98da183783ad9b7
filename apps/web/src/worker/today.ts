/**
 * The UTC day by this device's clock, since 1970-01-01.
 * @module
 */
const dayMs = 86_400_000;

export function today(): number {
  return Math.floor(Date.now() / dayMs);
}
