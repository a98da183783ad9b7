import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStrongEnough } from './password-strength.ts';

test('what is shorter than eight signs is never enough, whatever signs they are', () => {
  const short = fc.string({ unit: 'binary', maxLength: 7 });
  fc.assert(fc.property(short, (password) => !isStrongEnough(password, [])));
  for (const password of ['x7$kQ2!', '9Zk#vX8', '🦔🌻🐝🍏']) expect(isStrongEnough(password, []), password).toBe(false);
});

test('none of the passwords that are known from breaches is taken', () => {
  const known = dictionary['passwords-common'];
  expect(known.length).toBeGreaterThan(40_000);
  expect(known.slice(0, 5000).filter((password) => isStrongEnough(password, []))).toEqual([]);
  const longest = known.filter((password) => password.length >= 12);
  expect(longest.length).toBeGreaterThan(100);
  expect(longest.filter((password) => isStrongEnough(password, []))).toEqual([]);
});

test.each([
  'vier grüne äpfel im korb',
  '739182 645017 283',
  'ÄÖÜ ẞ 🦔🌻 Igel am Zaun',
  'k'.repeat(3).concat(' sieben lange Wege über den Berg und ins nächste Tal, dann links'),
])('any signs will do: %s', (password) => {
  expect(isStrongEnough(password, [])).toBe(true);
});

test('words that somebody near would try do not help', () => {
  expect(isStrongEnough('Sonnenwinkelhaus', [])).toBe(true);
  expect(isStrongEnough('Sonnenwinkelhaus1', ['Sonnenwinkelhaus', 'anna.berger'])).toBe(false);
  for (const ours of ['Obhut2026!', 'ObhutKita', 'ElternKita']) expect(isStrongEnough(ours, []), ours).toBe(false);
  expect(isStrongEnough('anna.berger2026', ['Sonnenwinkelhaus', 'anna.berger'])).toBe(false);
});
