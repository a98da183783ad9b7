/**
 * What the judge of passwords is asked.
 * @module
 */

/** `near`: words that somebody who knows the person would try first. */
export interface Judged {
  readonly password: string;
  readonly near: readonly string[];
}
