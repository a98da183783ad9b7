import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { blocksOf, inlineOf, Prose } from './prose.tsx';

test('blank lines part paragraphs, dashes make a list', () => {
  expect(blocksOf('Liebe Eltern,\nbald ist es so weit:\n\n\n- Rucksack\n- Trinkflasche\n\nBis dann')).toEqual([
    { kind: 'paragraph', lines: ['Liebe Eltern,', 'bald ist es so weit:'] },
    { kind: 'list', lines: ['Rucksack', 'Trinkflasche'] },
    { kind: 'paragraph', lines: ['Bis dann'] },
  ]);
  expect(blocksOf('\n\n')).toEqual([]);
  expect(blocksOf('· Saft\n·  Obst')).toEqual([{ kind: 'list', lines: ['Saft', 'Obst'] }]);
});

test.each([
  [
    'am **16. Juni** um 8',
    [
      ['am ', false],
      ['16. Juni', true],
      [' um 8', false],
    ],
  ],
  ['2 ** 3 ** 4', [['2 ** 3 ** 4', false]]],
  ['****', [['****', false]]],
  ['<b>x</b>', [['<b>x</b>', false]]],
  ['**a**', [['a', true]]],
])('%s', (text, parts) => {
  expect(inlineOf(text).map((part) => [part.text, part.isStrong])).toEqual(parts);
});

test('what looks like HTML, a link or a style is shown as it was typed', () => {
  const typed = [
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[hier](javascript:alert(1))',
    'https://example.org',
    '<style>p{display:none}</style>',
  ];
  for (const text of typed) {
    const html = renderToStaticMarkup(createElement(Prose, { text: `**${text}**\n\n- ${text}` }));
    const tags = [...html.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag);
    expect(tags.filter((tag) => !['div', 'p', 'strong', 'ul', 'li'].includes(tag ?? ''))).toEqual([]);
    expect(tags).toContain('li');
  }
});
