import fc from 'fast-check';
import { expect, test } from 'vitest';
import { banWords } from './ban-words.ts';
import { fileNumberIn, isBan } from './bans.ts';

test.each([
  'Vater: Abholverbot lt. Beschluss AG',
  'ABHOLVERBOT Onkel',
  'Abhol-Verbot',
  'Kontaktverbot Mutter',
  'Auskunftssperre im Melderegister',
  'kein Kontakt zum Vater',
  'Kein Kontakt zu Mutter!',
  'keine Auskunft an den Vater',
  'Vater darf das Kind nicht abholen',
  'Der Vater darf Mia auf keinen Fall sehen, lt. Beschluss',
  'darf nicht von Opa abgeholt werden',
  'nicht an KV herausgeben',
  'nicht abholberechtigt: Herr Groß',
  'Umgang nur begleitet',
  'Begleiteter Umgang',
  'Umgangsrecht ausgesetzt, Umgang ausgesetzt',
  'Gewaltschutzanordnung',
  'laut Gerichtsbeschluss',
  'Beschluss des Familiengerichts vom 3.4.',
  'Alleiniges Sorgerecht der Mutter',
  'Adresse geheim',
  'wohnt im Frauenhaus',
  'Sperrvermerk',
  'Abholverbot aufgehoben',
  'Kontakt-\nverbot',
  'restraining order against father',
  'Dad is not allowed to collect',
  'father must not pick up',
  'Court order 12/2025',
  'do not disclose address',
  'No contact with grandfather',
  'supervised contact only',
])('"%s" is asked about', (text) => {
  expect(isBan(text)).toBe(true);
});

test.each([
  '',
  'Kein Abholverbot',
  'kein Kontaktverbot bekannt',
  'Abholverbot: nein',
  'Sperrvermerk -',
  'no restraining order',
  'Oma holt ab',
  'abholberechtigt: Oma',
  'Kontaktlinsen',
  'Notfallkontakt Oma',
  'Kontaktallergie (Nickel)',
  'Kein Kontakt mit Nüssen',
  'Hausschuhe nicht vergessen',
  'kein Schweinefleisch',
  'darf keine Nüsse essen',
  'darf nicht baden',
  'holt immer der Vater ab',
  'Asthma (Spray in der Gruppe)',
  'Bienenstich',
  'kommt erst um 9',
  'Contact: mother',
  'court shoes',
  'can not swim',
])('"%s" is no remark about a ban', (text) => {
  expect(isBan(text)).toBe(false);
});

test('the file number of a court is found', () => {
  expect(fileNumberIn('Abholverbot lt. Beschluss AG Freiburg, Az. 12 F 345/21')).toBe('12 F 345/21');
  expect(fileNumberIn('AG Freiburg 7 F 12/2025')).toBe('7 F 12/2025');
  expect(fileNumberIn('Vater: Abholverbot lt. Beschluss AG')).toBe('');
});

test('every word is a pattern of its own, and none runs away on long text', () => {
  for (const word of banWords) expect(() => new RegExp(word, 'iu')).not.toThrow();
  fc.assert(
    fc.property(fc.constantFrom('darf ', 'kein kontakt ', 'nicht ', 'sorgerecht ', 'adresse ', 'a '), (piece) => {
      expect(typeof isBan(piece.repeat(2000))).toBe('boolean');
    }),
  );
});
