import { expect, test } from 'vitest';
import { earlier, later, step, windowAround } from './window.ts';

test('the newest are shown, and step by step what was before', () => {
  const first = windowAround(2000, -1);
  expect(first).toEqual({ from: 2000 - step, to: null });
  expect(earlier(first)).toEqual({ from: 2000 - 2 * step, to: null });
  expect(earlier({ from: 10, to: null })).toEqual({ from: 0, to: null });
  expect(windowAround(3, -1)).toEqual({ from: 0, to: null });
});

test('around a message that was found, and step by step to the end', () => {
  expect(windowAround(2000, 1000)).toEqual({ from: 970, to: 1030 });
  expect(later({ from: 970, to: 1030 }, 2000)).toEqual({ from: 970, to: 1090 });
  expect(later({ from: 970, to: 1030 }, 1090)).toEqual({ from: 970, to: null });
  expect(later({ from: 970, to: null }, 2000)).toEqual({ from: 970, to: null });
  expect(windowAround(2000, 1990)).toEqual({ from: 1960, to: null });
});
