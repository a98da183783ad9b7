/**
 * Places that were chosen and not saved, as a draft keeps them.
 * @module
 */
import * as z from 'zod/mini';

const chosen = z.record(z.string(), z.string());

/** What is not readable is as if nothing had been chosen. */
export function readChosen(kept: string): Readonly<Record<string, string>> {
  if (kept === '') return {};
  try {
    const read = chosen.safeParse(JSON.parse(kept));
    return read.success ? read.data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export function writeChosen(places: Readonly<Record<string, string>>): string {
  return JSON.stringify(places);
}
