import { expect, test } from 'vitest';
import { precacheList } from './service-worker.ts';

test('everything but source maps is stored, the page under its own address', () => {
  expect(precacheList(['assets/b.js', 'index.html', 'assets/b.js.map', 'assets/a.css'])).toEqual([
    '/',
    '/assets/a.css',
    '/assets/b.js',
  ]);
});
