import { ApiError, statusOf, type ErrorCode } from '@obhut/protocol/errors.ts';
import { expect, test } from 'vitest';
import { failures } from '../failure.ts';
import { failureOf } from './failures.ts';

const of = (code: ErrorCode) => failureOf(new ApiError(code));
const isCode = (code: string): code is ErrorCode => code in statusOf;

test.each(Object.keys(statusOf).filter(isCode))('%s of the server has a failure, and so a sentence', (code) => {
  expect(failures).toContain(failureOf(new ApiError(code)));
});

test('what says most to the person is not lost in “the server has a problem”', () => {
  expect(of('quota-exceeded')).toBe('quota-exceeded');
  expect(failureOf(new ApiError('unavailable', 'storage'))).toBe('server-full');
  expect(of('unavailable')).toBe('offline');
  expect(of('too-large')).toBe('too-large');
  expect(of('misdirected')).toBe('wrong-address');
  expect(of('conflict')).toBe('busy');
  expect(failureOf(new Error('a mistake of ours'))).toBeNull();
});
