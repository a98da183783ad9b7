import { expect, test } from 'vitest';
import { initialsOf, toneOf } from './face.tsx';

test.each([
  ['Ayşe Yılmaz', 'AY'],
  ['Sabine Maria Brandt', 'SB'],
  ['Anna', 'A'],
  ['ömer', 'Ö'],
  ['Karl-Heinz', 'KH'],
  ['Нина Петренко', 'НП'],
  ['(Küche)', '·'],
  ['', '·'],
])('%s: %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a tone is one of eight, and always the same', () => {
  for (const id of ['00ff00aa', 'ffffff', '', 'zz']) {
    expect(toneOf(id)).toBeGreaterThanOrEqual(1);
    expect(toneOf(id)).toBeLessThanOrEqual(8);
    expect(toneOf(id)).toBe(toneOf(id));
  }
});
