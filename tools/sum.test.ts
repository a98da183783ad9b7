import { expect, test } from 'vitest';
import { add, line, playwrightCount, vitestCount } from './sum.ts';

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };

test('reports are added up', () => {
  const counts = [
    vitestCount({ ...vitest, testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] }),
    playwrightCount({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] }),
  ];
  expect(line(add(counts))).toBe('5 passed, 3 failed, 2 skipped');
});

test('a file that does not load, and an error outside of tests, count as failed', () => {
  expect(vitestCount({ ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(2);
  expect(playwrightCount({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }).failed).toBe(1);
});

test('a report without counts is not zero', () => {
  expect(() => vitestCount({})).toThrow(TypeError);
  expect(() => playwrightCount({})).toThrow(TypeError);
});
