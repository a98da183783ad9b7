/**
 * Signs that a text was not translated: copied German, another language's words, another script's letters.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { LanguageCode } from '../src/shell/languages.ts';

interface Said {
  /** As it stands in the catalogue. */
  text: string;
  /** Without placeholders. */
  words: readonly string[];
}

const allowed = z
  .strictObject({
    /** Texts that may be as in German, by language. */
    same: z.record(z.string(), z.array(z.string())),
    /** Words that keep their Latin letters everywhere. */
    latin: z.array(z.string()),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'translations-allowed.json'), 'utf8')));

const germanWord = /(?<!\p{L})(?:und|nicht|Sie|Ihre?[mnrs]?|wird|werden|oder|keine?n?|für|einen?)(?!\p{L})|ß/u;
const englishWord = /(?<!\p{L})(?:the|and|your|you|with|this|please|from|has)(?!\p{L})/iu;
const scripts = {
  latin: /\p{Script=Latin}/u,
  arabic: /\p{Script=Arabic}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
};
const own: Readonly<Record<LanguageCode, keyof typeof scripts>> = {
  de: 'latin',
  'de-leicht': 'latin',
  en: 'latin',
  tr: 'latin',
  ar: 'arabic',
  uk: 'cyrillic',
};
/** In plain German a piece of text that is no longer than this may well be the German one. */
const plainWords = 8;

function withoutAllowed(words: string): string {
  return allowed.latin.reduce((text, word) => text.replaceAll(word, ''), words);
}

function copied(code: LanguageCode, said: Said, german: Said): string[] {
  const hasWords = german.words.some((word) => /\p{L}/u.test(withoutAllowed(word)));
  if (said.text !== german.text || !hasWords || allowed.same[code]?.includes(said.text) === true) return [];
  const longest = Math.max(...said.words.map((words) => words.trim().split(/\s+/u).length));
  if (code === 'de-leicht' && longest <= plainWords) return [];
  return ['is the German text (translate it, or allow it in build/translations-allowed.json)'];
}

function foreignWord(code: LanguageCode, words: string): string[] {
  const german = code === 'de-leicht' ? null : germanWord.exec(words);
  const english = code === 'en' ? null : englishWord.exec(words);
  return [
    ...(german === null ? [] : [`has the German word "${german[0]}"`]),
    ...(english === null ? [] : [`has the English word "${english[0]}"`]),
  ];
}

function foreignScript(code: LanguageCode, words: string, german: Said): string[] {
  const written = withoutAllowed(words);
  const other = Object.entries(scripts).filter(([name]) => name !== own[code]);
  const foreign = other.filter(([, letters]) => letters.test(written)).map(([name]) => `has ${name} letters`);
  const asks = german.words.some((word) => scripts.latin.test(withoutAllowed(word)));
  return [
    ...foreign,
    ...(asks && !scripts[own[code]].test(words) ? [`has no ${own[code]} letters`] : []),
    ...(code === 'uk' && /[ыэъё]/iu.test(written) ? ['has Russian letters'] : []),
  ];
}

export function contentFindings(code: LanguageCode, said: Said, german: Said): string[] {
  const words = said.words.join(' ');
  return [...copied(code, said, german), ...foreignWord(code, words), ...foreignScript(code, words, german)];
}
