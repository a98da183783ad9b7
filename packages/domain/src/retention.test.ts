import { expect, test } from 'vitest';
import { endOfYear, expiryOf } from './retention.ts';

const day = (iso: string) => Date.parse(iso) / 86_400_000;

test.each([
  ['2026-08-01', '2027-07-31'],
  ['2026-11-23', '2027-07-31'],
  ['2027-07-31', '2027-07-31'],
  ['2027-01-01', '2027-07-31'],
])('on %s the year ends on %s', (today, end) => {
  expect(endOfYear(day(today))).toBe(day(end));
});

test('an absence counts until three months after the year', () => {
  expect(expiryOf('absence', day('2026-11-23'))).toBe(day('2027-10-31'));
});

test('a post counts until six months after the year, a reply and a message for twelve months', () => {
  expect(expiryOf('post', day('2026-11-23'))).toBe(day('2028-01-31'));
  expect(expiryOf('post', day('2027-07-31'))).toBe(day('2028-01-31'));
  expect(expiryOf('reply', day('2026-11-23'))).toBe(day('2027-11-23'));
  expect(expiryOf('message', day('2028-02-29'))).toBe(day('2029-02-28'));
});
