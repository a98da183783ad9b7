/**
 * Text of a cell as it may be stored: composed, well-formed, without what cannot be seen.
 * @module
 */

/** Controls, and characters that turn the direction of what follows: they could make one name look like another. */
const unseen = /[\p{Cc}\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** In one line. */
export function tidy(text: string): string {
  const seen = text.replaceAll(/\s/gu, ' ').replaceAll(unseen, '');
  return seen.replaceAll(/ +/gu, ' ').toWellFormed().normalize('NFC').trim();
}

/** Line ends stay. */
export function tidyLines(text: string): string {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

/** Letters and digits alone, small: "Geb.-Datum" and "geb datum" are the same. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
