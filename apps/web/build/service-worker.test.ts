import { expect, test } from 'vitest';
import { fileLists } from './service-worker.ts';

test('everything but source maps is stored, the page under its own address; what only some readers need, once it was used', () => {
  const [german, arabic] = ['assets/texts-de-Ab_-1234.js', 'assets/texts-ar-Ab_-1234.js'];
  const face = 'assets/vazirmatn-arabic-wght-normal-Ab_-1234.woff2';
  expect(fileLists(['assets/b.js', 'index.html', 'assets/b.js.map', arabic, german, 'assets/a.css', face])).toEqual({
    atOnce: ['/', '/assets/a.css', '/assets/b.js', `/${german}`],
    whenUsed: [`/${arabic}`, `/${face}`],
  });
});
