/**
 * Finds remarks about bans, in any cell, whether its column is taken or not.
 * @module
 */
import { banWords, denials, deniedBehind } from './ban-words.ts';

const word = new RegExp(`(?<!\\p{L})(?:${banWords.join('|')})`, 'giu');
const before = new RegExp(denials.join('|'), 'iu');
const behind = new RegExp(deniedBehind.join('|'), 'iu');

export function isBan(text: string): boolean {
  const line = text.normalize('NFC').replaceAll(/\s+/gu, ' ').replaceAll('- ', '-');
  return [...line.matchAll(word)].some(({ index, 0: found }) => {
    // "Kein Kontakt" is itself a ban; "kein Kontaktverbot" is none.
    if (/^(?:kein|no)/iu.test(found)) return !behind.test(line.slice(index + found.length));
    return !before.test(line.slice(0, index)) && !behind.test(line.slice(index + found.length));
  });
}

/** Of the court, such as "12 F 345/21"; empty: none is named. */
export function fileNumberIn(text: string): string {
  const named = /(?:Az|Aktenzeichen|file no|case no)\.?:? *([\p{L}\p{N}][\p{L}\p{N} ./-]{2,38}\d)/iu.exec(text)?.[1];
  return named ?? /\b\d{1,4} (?:F|UF|C|O|XVII) \d{1,6}\/\d{2,4}\b/u.exec(text)?.[0] ?? '';
}
