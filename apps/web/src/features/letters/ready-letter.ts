/**
 * A letter that was made and waits to be printed.
 * @module
 */
import type { Group } from '@obhut/domain/groups.ts';
import type { LanguageCode } from '../../shell/languages.ts';

/** What the engine gives of a letter. */
export interface PrintedLetter {
  fragment: string;
  code: string;
  typed: string;
  until: number;
}

export const letterLanguages = ['de', 'en', 'ar', 'tr', 'uk'] as const satisfies readonly LanguageCode[];
export type LetterLanguage = (typeof letterLanguages)[number];

export interface ReadyLetter {
  letter: PrintedLetter;
  name: string;
  note: string;
  groups: readonly Group[];
  /** Of whoever gets it: chosen while making the letter, and kept nowhere. */
  language: LetterLanguage;
}
