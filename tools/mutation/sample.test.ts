import { expect, test } from 'vitest';
import { drawn } from './sample.ts';

const all = Array.from({ length: 1000 }, (_, i) => i);

test('a seed draws the same again, another draws others, each once and in order', () => {
  const some = drawn(all, 100, 1);
  expect(drawn(all, 100, 1)).toEqual(some);
  expect(drawn(all, 100, 2)).not.toEqual(some);
  expect(some).toEqual([...new Set(some)].toSorted((a, b) => a - b));
  expect(some).toHaveLength(100);
  // From everywhere.
  expect(some.filter((i) => i < 500).length).toBeGreaterThan(30);
  expect(some.filter((i) => i >= 500).length).toBeGreaterThan(30);
});

test('as many as there are, if more are asked for', () => {
  expect(drawn(all, 5000, 1)).toEqual(all);
});
