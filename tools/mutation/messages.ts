/**
 * What is said between the program and the process that runs the tests.
 * @module
 */
import { record } from '../repo.ts';

/** Test files, paths from the root; the next round only if nothing failed in the one before. */
export type Rounds = readonly (readonly string[])[];

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const texts = (value: unknown): string[] => array(value).map(String);

export function readRounds(message: unknown): Rounds {
  return array(record(message)['rounds']).map(texts);
}

export function readFailures(message: unknown): string[] {
  return texts(record(message)['failures']);
}
