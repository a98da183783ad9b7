/**
 * Text as people type it: Unicode's composed form, well-formed, no invisible control characters.
 * @module
 */
import * as z from 'zod/mini';

/** In a line of its own, characters that turn the direction of what follows could make one name look like another. */
const forbiddenInLine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const forbiddenInProse = /[^\P{Cc}\n]/u;

function isTidy(text: string, forbidden: RegExp): boolean {
  return text.isWellFormed() && text === text.normalize('NFC') && text === text.trim() && !forbidden.test(text);
}

/** A name or title of 1 to `most` characters. */
export function line(most: number): z.ZodMiniType<string> {
  return z.string().check(
    z.minLength(1),
    z.maxLength(most),
    z.refine((text) => isTidy(text, forbiddenInLine)),
  );
}

/** Paragraphs of 1 to `most` characters; line feeds are the only control characters. */
export function prose(most: number): z.ZodMiniType<string> {
  return z.string().check(
    z.minLength(1),
    z.maxLength(most),
    z.refine((text) => isTidy(text, forbiddenInProse)),
  );
}

/** What was typed, as {@link line} takes it: pasted line ends become spaces. */
export function tidyLine(text: string): string {
  const visible = text.replaceAll(/\s/gu, ' ').replaceAll(new RegExp(forbiddenInLine, 'gu'), '');
  return visible.replaceAll(/ +/gu, ' ').toWellFormed().normalize('NFC').trim();
}

/** What was typed, as {@link prose} takes it: line and page breaks of word processors are line ends. */
export function tidyProse(text: string): string {
  const lines = text.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n').replaceAll('\t', ' ');
  return lines.replaceAll(new RegExp(forbiddenInProse, 'gu'), '').toWellFormed().normalize('NFC').trim();
}
