/**
 * How often somebody may call, whatever the clock does.
 * @module
 */
import { expect, test } from 'vitest';
import { Rates } from './rates.ts';
import { TestClock } from './testing/clock.ts';

test('so often in a window, and again in the next', () => {
  const clock = new TestClock(0);
  const rates = new Rates(clock, { address: 1, stranger: 2, name: 1 });
  rates.stranger('a');
  rates.stranger('a');
  expect(() => rates.stranger('a')).toThrow('too-many-requests');
  clock.forward(60_000);
  expect(() => rates.stranger('a')).not.toThrow();
});

test('a window that was begun while the clock was ahead locks nobody out when it is right again', () => {
  const clock = new TestClock(0);
  const rates = new Rates(clock, { address: 1, stranger: 1, name: 1 });
  clock.forward(86_400_000);
  rates.stranger('a');
  clock.forward(-86_400_000);
  expect(() => rates.stranger('a')).not.toThrow();
  expect(() => rates.stranger('a')).toThrow('too-many-requests');
});
