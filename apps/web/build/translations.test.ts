import { expect, test } from 'vitest';
import { languageCodes } from '../src/shell/languages.ts';
import { readCatalogues, type Texts } from './catalogues.ts';
import { findings, missingIn, textFindings } from './translations.ts';

const german = readCatalogues('de');

/** `node tools/messages.ts` lists what is missing, ready to be filled in. */
test.each(languageCodes)('%s says everything, in its own words', (code) => {
  expect(findings(code, german, readCatalogues(code))).toEqual([]);
});

const catalogues = (texts: Texts) => new Map([['posts', texts]]);

test('what is missing is named with its German text, what is too much with its key', () => {
  const [full, part] = [catalogues({ a: 'Neu', b: 'Alt' }), catalogues({ a: 'New', c: 'More' })];
  expect(findings('en', full, part)).toEqual([
    'en posts.b: missing; German: "Alt"',
    'en posts.c: German has no such text',
  ]);
  expect(missingIn(full, part)).toEqual(catalogues({ b: 'Alt' }));
  expect(missingIn(full, new Map())).toEqual(full);
});

test.each([
  ['en', 'Für {name}', 'For you', ['lacks {placeholder} name']],
  ['en', 'Für alle', 'For {name}', ['has {placeholder} name, which German has not']],
  [
    'en',
    '{kind, select, school {Schule} other {KiTa}}',
    '{kind, select, home {Home} other {Nursery}}',
    ['lacks the branch kind select: school', 'has the branch kind select: home, which German has not'],
  ],
  [
    'uk',
    '{n, plural, one {# Kind} other {# Kinder}}',
    '{n, plural, one {# дитина} few {# дитини} other {# дітей}}',
    ['lacks the plural "many" of n'],
  ],
  [
    'ar',
    '{n, plural, =0 {} one {# Kind} other {# Kinder}}',
    '{n, plural, =0 {} one {طفل} two {طفلان} few {# أطفال} many {# طفلًا} other {# طفل}}',
    [],
  ],
  [
    'ar',
    'Neu',
    'Neu',
    [
      'is the German text (translate it, or allow it in build/translations-allowed.json)',
      'has latin letters',
      'has no arabic letters',
    ],
  ],
  ['tr', 'Das geht nicht', 'Bu nicht olmaz', ['has the German word "nicht"']],
  ['uk', 'Bitte ausfüllen.', 'Please, заповніть.', ['has the English word "Please"', 'has latin letters']],
  ['uk', 'Wir', 'Мы', ['has Russian letters']],
  ['uk', 'Obhut öffnen', 'Відкрити Obhut', []],
  ['tr', 'Kind', 'Дитина', ['has cyrillic letters', 'has no latin letters']],
  ['de-leicht', 'Zurück', 'Zurück', []],
  [
    'de-leicht',
    'Dieser Satz hat viele Wörter und ist deshalb nicht leicht zu lesen.',
    'Dieser Satz hat viele Wörter und ist deshalb nicht leicht zu lesen.',
    ['is the German text (translate it, or allow it in build/translations-allowed.json)'],
  ],
] as const)('%s, %s: %s', (code, source, text, found) => {
  expect(textFindings(code, source, text)).toEqual([...found]);
});
