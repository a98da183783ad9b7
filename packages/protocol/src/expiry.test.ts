import { expect, test } from 'vitest';
import { isOver, isShredded } from './expiry.ts';

test.each([
  [null, 0, 99_999, false],
  [null, null, 99_999, false],
  [10, 0, 10, false],
  [10, 0, 11, true],
  [10, null, 11, true],
  [10, 20, 20, false],
  [null, 20, 20, false],
  [null, 20, 21, true],
])('in a space retired with day %o, what counts until %o is over on day %i: %s', (retired, last, day, over) => {
  expect(isOver({ retired }, last, day)).toBe(over);
});

test('a server deletes a day after the last reader may stop counting', () => {
  expect(isShredded({ retired: null }, 20, 21)).toBe(false);
  expect(isShredded({ retired: null }, 20, 22)).toBe(true);
});
