import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { pathOf } from './qr.tsx';

/** Reads the path back into squares. */
function squaresOf(path: string): Set<string> {
  const squares = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(width); i++) squares.add(`${Number(x) + i} ${y}`);
  }
  return squares;
}

test('the path covers exactly the dark squares', () => {
  const { data } = encode('https://obhut.example/brief#x', { ecc: 'M', border: 0 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])));
  expect(squaresOf(pathOf(data))).toEqual(new Set(dark));
});

test('a row that ends dark is closed', () => {
  expect(pathOf([[false, true, true]])).toBe('M1 0h2v1h-2z');
  expect(pathOf([[]])).toBe('');
});
