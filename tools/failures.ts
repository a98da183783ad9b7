/**
 * What failed, by name and with the beginning of its message: repeated at the end of a long run, where it is looked for.
 * @module
 */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { record, root } from './repo.ts';
import { list } from './reports.ts';

const mostLines = 12;

function told(name: string, message: unknown): string {
  const lines = stripVTControlCharacters(typeof message === 'string' ? message : 'it said nothing')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [`failed: ${name}`, ...lines.slice(0, mostLines).map((line) => `  ${line}`)].join('\n');
}

/** Of Vitest's JSON report: tests, and files that did not even load. */
export function vitestFailures(report: unknown): string[] {
  return list(record(report)['testResults']).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, String(name));
    const failed = list(assertionResults).filter((test) => test['status'] === 'failed');
    if (failed.length === 0) return status === 'failed' ? [told(file, message)] : [];
    return failed.map(({ fullName, failureMessages }) => {
      const messages: unknown[] = Array.isArray(failureMessages) ? failureMessages : [];
      return told(`${file} › ${String(fullName)}`, messages[0]);
    });
  });
}

function specFailures(suite: Record<string, unknown>): string[] {
  const own = list(suite['specs']).flatMap(({ file, title, tests }) =>
    list(tests)
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const [error] = list(results).flatMap(({ errors }) => list(errors));
        return told(`${String(file)} › ${String(title)}`, error?.['message']);
      }),
  );
  return [...own, ...list(suite['suites']).flatMap(specFailures)];
}

/** Of Playwright's JSON report: tests, and errors outside of any. */
export function playwrightFailures(report: unknown): string[] {
  const { suites, errors } = record(report);
  return [...list(suites).flatMap(specFailures), ...list(errors).map(({ message }) => told('playwright', message))];
}
