import { expect, test } from 'vitest';
import { guessLanguage, languageCodes, languages } from './languages.ts';

test.each([
  [['tr-TR', 'de'], 'tr'],
  [['fr-FR', 'ar-SY', 'de-DE'], 'ar'],
  [['UK'], 'uk'],
  [['fr', 'pl'], 'de'],
  [['constructor'], 'de'],
  [[], 'de'],
])('%j: %s', (wanted, language) => {
  expect(guessLanguage(wanted)).toBe(language);
});

test('Intl knows every language, and dates have the digits of this country', () => {
  const day = new Date(Date.UTC(2026, 6, 20));
  const texts = languageCodes.map((code) => new Intl.DateTimeFormat(languages[code].locale).format(day));
  expect(new Set(texts.map((text) => /2026/.test(text)))).toEqual(new Set([true]));
  expect(Intl.PluralRules.supportedLocalesOf(languageCodes.map((code) => languages[code].locale))).toHaveLength(
    languageCodes.length,
  );
});
