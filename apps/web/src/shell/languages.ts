/**
 * The languages of the app. A new one is a line here, a line and a file in `catalogues/`, and `messages/<code>.json` of the shell and every feature.
 * @module
 */
export interface Language {
  /** As its speakers call it. */
  name: string;
  /** For `lang`: BCP 47. */
  tag: string;
  /** For Intl: dates as they are written here, with the digits that stand on every form and door here. */
  locale: string;
  dir: 'ltr' | 'rtl';
}

export type LanguageCode = 'de' | 'de-leicht' | 'en' | 'tr' | 'ar' | 'uk';

export const languages: Readonly<Record<LanguageCode, Language>> = {
  de: { name: 'Deutsch', tag: 'de', locale: 'de', dir: 'ltr' },
  'de-leicht': {
    name: 'Einfaches Deutsch',
    tag: 'de-simple',
    locale: 'de-simple',
    dir: 'ltr',
  },
  en: { name: 'English', tag: 'en', locale: 'en-GB', dir: 'ltr' },
  tr: { name: 'Türkçe', tag: 'tr', locale: 'tr', dir: 'ltr' },
  ar: { name: 'العربية', tag: 'ar', locale: 'ar-u-nu-latn', dir: 'rtl' },
  uk: { name: 'Українська', tag: 'uk', locale: 'uk', dir: 'ltr' },
};

export function isLanguage(code: string | null): code is LanguageCode {
  return code !== null && Object.hasOwn(languages, code);
}

/** In the order of the list that a reader chooses from. */
export const languageCodes: readonly LanguageCode[] = Object.keys(languages).filter(isLanguage);

/** The first of the browser's languages that the app speaks; German where it speaks none of them. */
export function guessLanguage(wanted: readonly string[]): LanguageCode {
  const found = wanted.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '').find(isLanguage);
  return found ?? 'de';
}
