import { expect, test } from 'vitest';
import { finder } from './search.ts';

test.each([
  ['Müller', 'Frau Mueller war da'],
  ['mueller', 'Frau Müller war da'],
  ['muller', 'Frau MÜLLER war da'],
  ['strasse', 'in der Hauptstraße'],
  ['STRASSE', 'in der Hauptstraße'],
  ['isik', 'Işık kommt'],
  ['IŞIK', 'ışık'],
  ['istanbul', 'İSTANBUL'],
  ['zoe', 'Zoë'],
  ['feuer', 'Feuerwehr'],
  [' zoo ', 'im Zoo'],
  ['', 'was immer'],
  ['Ольга', 'у ольги и Ольга'],
])('%s is found in "%s"', (typed, text) => {
  expect(finder(typed)(text)).toBe(true);
});

test.each([
  ['miller', 'Frau Müller'],
  ['zoos', 'im Zoo'],
])('%s is not found in "%s"', (typed, text) => {
  expect(finder(typed)(text)).toBe(false);
});
