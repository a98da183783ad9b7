/**
 * A canary is delivered to whom it was meant for, and to nobody else.
 */
import { expect, test } from 'vitest';
import { CanaryBook } from './canaries.ts';
import { Search } from './search.ts';

test('only what its recipient has heard is delivered', () => {
  const book = new CanaryBook();
  const [anna, berta] = [book.make('post title', 'Anna'), book.make('post title', 'Berta')];
  book.hear('Carla', `${anna} ${berta}`);
  expect(book.missing).toHaveLength(2);
  book.hear('Anna', `${berta} und ${anna}`);
  expect(book.missing.map(({ text }) => text)).toEqual([berta]);
  book.deliver(berta);
  expect(book.missing).toEqual([]);
  expect(() => book.deliver('Anna')).toThrow(RangeError);
});

test('a code is sought as it is printed, without its spaces, and in what else it is printed', async () => {
  const book = new CanaryBook();
  book.note('letter code', 'Anna', 'ABCD EFGH', ['QRST ABCD EFGH']);
  for (const written of ['ABCD EFGH', 'abcdefgh', 'QRSTABCDEFGH']) {
    const search = new Search(book.sought);
    await search.look('here', Buffer.from(`x${written}x`));
    expect(
      search.hits.map(({ of }) => of.kind),
      written,
    ).toContain('letter code');
  }
});

test('no two canaries are alike, and where only small letters or digits fit there are only those', () => {
  const book = new CanaryBook();
  const texts = Array.from({ length: 500 }, () => book.make('group sign', 'Anna', 'small'));
  expect(new Set(texts).size).toBe(500);
  expect(texts.every((text) => /^[a-z]{20}$/u.test(text))).toBe(true);
  expect(book.make('PIN', 'Anna', 'digits')).toMatch(/^\d{12}$/u);
});
