/**
 * What is said between the program and the process that runs the tests.
 * @module
 */
import { record } from '../repo.ts';

export interface Request {
  /** The file that is no longer what it was. */
  readonly changed: string;
  /** Test files, paths from the root; the next round only if nothing failed in the one before. */
  readonly rounds: readonly (readonly string[])[];
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const texts = (value: unknown): string[] => array(value).map(String);

export function readRequest(message: unknown): Request {
  const { changed, rounds } = record(message);
  return { changed: String(changed), rounds: array(rounds).map(texts) };
}

export function readFailures(message: unknown): string[] {
  return texts(record(message)['failures']);
}
