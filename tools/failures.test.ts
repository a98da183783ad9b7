import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playwrightFailures, vitestFailures } from './failures.ts';
import { root } from './repo.ts';

test('failed tests are told with their file and the beginning of their message, files that did not load too', () => {
  const report = {
    testResults: [
      {
        name: join(root, 'a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'fine', failureMessages: [] },
          { status: 'failed', fullName: 'part broken', failureMessages: ['\u001B[31mno\u001B[39m\n\n  at b.ts'] },
        ],
      },
      { name: join(root, 'c.test.ts'), status: 'failed', message: 'Cannot find d.ts', assertionResults: [] },
    ],
  };
  expect(vitestFailures(report)).toEqual([
    'failed: a.test.ts › part broken\n  no\n    at b.ts',
    'failed: c.test.ts\n  Cannot find d.ts',
  ]);
});

test('a journey is told wherever it is nested, and an error outside of all of them', () => {
  const spec = { file: 'a.spec.ts', title: 'a journey' };
  const failed = { status: 'unexpected', results: [{ errors: [{ message: 'not visible' }] }] };
  const report = {
    suites: [
      {
        specs: [{ ...spec, tests: [{ status: 'expected', results: [] }] }],
        suites: [{ specs: [{ ...spec, tests: [failed] }] }],
      },
    ],
    errors: [{ message: 'no browser' }],
  };
  expect(playwrightFailures(report)).toEqual([
    'failed: a.spec.ts › a journey\n  not visible',
    'failed: playwright\n  no browser',
  ]);
});

test('a long message ends', () => {
  const error = { message: Array.from({ length: 99 }, (_, line) => `line ${line}`).join('\n') };
  expect(playwrightFailures({ suites: [], errors: [error] })[0]?.split('\n')).toHaveLength(13);
});
