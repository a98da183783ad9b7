import { expect, test } from 'vitest';
import type { Pin } from './pin.ts';
import { news } from './pin-news.ts';

const word = (fill: number) => new Uint8Array(32).fill(fill);
const pin = (index: number, seq: number | null, space = new Uint8Array(16)): Pin => ({
  space,
  index,
  hash: word(index),
  seen: seq === null ? null : { seq, chain: word(seq) },
});

test.each([
  ['none', pin(3, 7), pin(3, 7)],
  ['none', pin(3, 7), pin(3, 6)],
  ['none', pin(3, 7), pin(3, null)],
  ['events', pin(3, 7), pin(3, 8)],
  ['events', pin(3, null), pin(3, 0)],
  ['control', pin(3, 7), pin(4, 8)],
  ['control', pin(3, 7), pin(4, null)],
] as const)('%s', (told, before, after) => {
  expect(news([before], [after])).toBe(told);
});

test('a space that was not pinned is news of members', () => {
  expect(news([pin(3, 7)], [pin(3, 7), pin(0, null, word(1).slice(0, 16))])).toBe('control');
  expect(news([], [])).toBe('none');
});
