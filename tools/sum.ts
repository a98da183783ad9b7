/**
 * Adds up the reports of the runners of `npm test` into one line.
 * @module
 */
import { record } from './repo.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };

function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('a report without its counts');
  return value;
}

/** Vitest's JSON report. A file that did not even load fails as a suite, with no test in it. */
export function vitestCount(report: unknown): Count {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = record(report);
  if (!Array.isArray(testResults)) throw new TypeError('a report without its files');
  const unloaded = testResults.map(record).filter(({ status, assertionResults }) => {
    return (
      status === 'failed' &&
      Array.isArray(assertionResults) &&
      assertionResults.every((test) => record(test)['status'] !== 'failed')
    );
  });
  return {
    passed: number(numPassedTests),
    failed: number(numFailedTests) + unloaded.length,
    skipped: number(numPendingTests) + number(numTodoTests),
  };
}

/** Playwright's JSON report; a flaky test counts as failed. */
export function playwrightCount(report: unknown): Count {
  const { stats, errors } = record(report);
  const { expected, unexpected, flaky, skipped } = record(stats);
  const broken = Array.isArray(errors) ? errors.length : 0;
  return { passed: number(expected), failed: number(unexpected) + number(flaky) + broken, skipped: number(skipped) };
}

export function add(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    nothing,
  );
}

export function line({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
