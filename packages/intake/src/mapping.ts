/**
 * Which column is what: a proposal by the names in the header, never more.
 * @module
 */
import { dialects } from './dialects.ts';

export type Field = keyof typeof dialects;

/** Letters and digits alone, small: "Geb.-Datum" and "geb datum" are the same. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const fields = Object.keys(dialects).filter((field): field is Field => Object.hasOwn(dialects, field));

/** Each field at most once: of two columns with its names the first. */
export function proposeMapping(header: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>();
  return header.map((name) => {
    const found = fields.find((field) => dialects[field].some((known) => plain(known) === plain(name)));
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
}
