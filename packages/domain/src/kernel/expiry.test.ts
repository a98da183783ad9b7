import { expect, test } from 'vitest';
import { aliveIn, isAlive } from './expiry.ts';

test.each([
  [0, 99_999, true],
  [10, 9, true],
  [10, 10, true],
  [10, 11, false],
])('what counts until day %i counts on day %i: %s', (expiry, today, alive) => {
  expect(isAlive(expiry, today)).toBe(alive);
  expect(aliveIn(new Map([['a', { expiry }]]), today).has('a')).toBe(alive);
});
