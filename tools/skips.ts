/**
 * What was not run, by name. Each has to stand in `.ci/skips`, with its reason; what stands nowhere counts as failed, so that nothing is left out in silence.
 * @module
 */
import { record } from './repo.ts';
import { list } from './reports.ts';

/** Of Vitest's JSON report. */
export function vitestSkips(report: unknown): string[] {
  return list(record(report)['testResults']).flatMap(({ assertionResults }) =>
    list(assertionResults)
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => String(fullName)),
  );
}

function specSkips(suite: Record<string, unknown>): string[] {
  const own = list(suite['specs'])
    .filter(({ tests }) => list(tests).some(({ status }) => status === 'skipped'))
    .map(({ title }) => String(title));
  return [...own, ...list(suite['suites']).flatMap(specSkips)];
}

/** Of Playwright's JSON report. */
export function playwrightSkips(report: unknown): string[] {
  return list(record(report)['suites']).flatMap(specSkips);
}

/** `named`: the text of `.ci/skips`, a name a line, its reason after `#`. */
export function unnamed(skips: readonly string[], named: string): string[] {
  const known = new Set(
    named
      .split('\n')
      .map((line) => line.split('#', 1)[0]?.trim())
      .filter((name) => name !== ''),
  );
  return skips.filter((name) => !known.has(name));
}
