import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { features } from './features.ts';
import { fetchAhead } from './fetch-ahead.ts';
import type { Part } from './part.tsx';

/** Those that were asked for. */
let asked: Set<Part>;

beforeEach(() => {
  asked = new Set();
  const parts = features.flatMap(({ pages, tiles = [] }) => [
    ...pages.map(({ Page }) => Page),
    ...tiles.map(({ Tile }) => Tile),
  ]);
  for (const each of parts) vi.spyOn(each, 'fetch').mockImplementation(() => void asked.add(each));
});
afterEach(() => vi.restoreAllMocks());

const pagesAt = (at: string) =>
  features.flatMap(({ pages }) => pages.filter(({ path }) => path === at).map(({ Page }) => Page));
const tiles = features.flatMap(({ tiles: all = [] }) => all.map(({ Tile }) => Tile));

test('Heute comes with all of its tiles, and another page alone', () => {
  fetchAhead('/');
  expect(asked).toEqual(new Set([...pagesAt('/'), ...tiles]));
  expect(tiles.length).toBeGreaterThan(10);
  asked.clear();
  fetchAhead('/nachrichten');
  expect(asked).toEqual(new Set(pagesAt('/nachrichten')));
  expect(asked.size).toBe(1);
});
