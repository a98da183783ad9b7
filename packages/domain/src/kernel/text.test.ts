import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { line, prose, tidyLine, tidyProse } from './text.ts';

const accepts = (schema: ReturnType<typeof line>, text: string) => schema.safeParse(text).success;

test.each(['Igel', 'Ayşe Yılmaz', 'O’Neill', 'Zoë', 'Ольга', 'نور', 'Bären & Co. (unter 3)', '👩‍🍳 Küche'])(
  '%s is a line',
  (text) => {
    expect(accepts(line(200), text)).toBe(true);
  },
);

test.each([
  ['empty', ''],
  ['a blank', ' '],
  ['a blank at the edge', 'Igel '],
  ['two lines', 'a\nb'],
  ['a NUL', 'a\0b'],
  ['a decomposed letter', 'Zoe\u0308'],
  ['half a character', 'a\ud800'],
  ['a turned direction', 'a\u202eb'],
  ['a line separator', 'a\u2028b'],
  ['too much', 'x'.repeat(201)],
])('%s is no line', (_, text) => {
  expect(accepts(line(200), text)).toBe(false);
});

test('prose may have lines, and nothing else that is invisible', () => {
  expect(accepts(prose(20), 'Liebe Eltern,\n\nbis bald')).toBe(false);
  expect(accepts(prose(30), 'Liebe Eltern,\n\nbis bald')).toBe(true);
  for (const text of ['', 'a\tb', 'a\r\nb', 'a\u0007', ' a', 'a\n']) expect(accepts(prose(30), text)).toBe(false);
});

const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('a', 'e', '\u0308', '\r', '\n', '\t', '\0', ' ', '\ud800', '\u202e', '\u2028'))
    .map((parts) => parts.join('')),
);

test('whatever was typed is a line or prose once it is tidy, unless nothing is left', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const [one, many] = [tidyLine(text), tidyProse(text)];
      expect(one === '' || accepts(line(1000), one)).toBe(true);
      expect(many === '' || accepts(prose(1000), many)).toBe(true);
      expect([tidyLine(one), tidyProse(many)]).toEqual([one, many]);
    }),
  );
});

test('paragraphs survive, pasted lines become one', () => {
  expect(tidyProse(' Liebe Eltern,\r\n\r\nbis\tbald \n')).toBe('Liebe Eltern,\n\nbis bald');
  expect(tidyLine('Bären\r\ngruppe')).toBe('Bären gruppe');
  // As a word processor gives it: a break within a paragraph, one between pages, tabs behind dots.
  expect(tidyProse('Bringen Sie:\v·\tSaft\u2028·\tObst\f\r\nDanke')).toBe('Bringen Sie:\n· Saft\n· Obst\n\nDanke');
});
