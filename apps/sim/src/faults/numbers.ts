/**
 * What was counted.
 * @module
 */

/** Counts, milliseconds (`…Ms`) and bytes (`…Bytes`). */
export type Numbers = Readonly<Record<string, number>>;

/** Of what the server had acknowledged, after the fault. */
export interface Found {
  acknowledged: number;
  found: number;
  lost: number;
  twice: number;
  /** Files among what was acknowledged. */
  files: number;
}
