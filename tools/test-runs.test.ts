import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './repo.ts';
import { failuresIn, TestRuns } from './test-runs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'obhut-test-runs-'));
let runs: TestRuns;

const write = (name: string, source: string): void => writeFileSync(path.join(folder, name), source);

function change(name: string, source: string): void {
  write(name, source);
  runs.changed(path.join(folder, name));
}

beforeAll(async () => {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  write('package.json', '{"type":"module"}');
  write('sum.ts', 'export const sum = (a: number, b: number) => a + b;');
  write(
    'sum.test.ts',
    `import { expect, test } from 'vitest';
     import { sum } from './sum.ts';
     test('two and two', () => expect(sum(2, 2)).toBe(4));
     test('one and two (or more)', () => expect(sum(1, 2)).toBe(3));`,
  );
  write('other.test.ts', `import { expect, test } from 'vitest'; test('other', () => expect(1).toBe(1));`);
  runs = await TestRuns.in(folder, ['.test.ts']);
});
afterAll(async () => {
  await runs.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the tests that fail are named, those of a changed file and no others', async () => {
  expect(await runs.failures(null)).toEqual([]);
  change('sum.ts', 'export const sum = (a: number, b: number) => a * b;');
  expect(await runs.failures(null)).toEqual(['one and two (or more)']);
  expect(await runs.failures(['two and two'])).toEqual([]);
  expect(await runs.failures(['one and two (or more)'])).toEqual(['one and two (or more)']);
  expect(await runs.failures(['other'])).toEqual([]);
});

test('a file that does not load counts as a failure', async () => {
  change('sum.ts', 'export const sum = ;');
  const [failure = '', ...others] = await runs.failures(null);
  expect(failure).toContain('a file did not load');
  expect(others).toEqual([]);
});

test('a test that does not exist is said, and is not a success', async () => {
  await expect(runs.failures(['nobody'])).rejects.toThrow('no test is called "nobody"');
});

const told = (...states: string[]): string[] =>
  failuresIn({
    testModules: states.map((state) => ({
      children: { allTests: () => [{ result: () => ({ state }), fullName: `a ${state} one` }] },
      errors: () => [],
      state: () => state,
    })),
    unhandledErrors: [],
  });

test('a run that was broken off before it said why has failed', () => {
  expect(told('passed', 'skipped')).toEqual([]);
  for (const state of ['pending', 'queued'])
    expect(told('passed', state)).toEqual(['a test whose failure broke off the run']);
  expect(told('pending', 'failed')).toEqual(['a failed one']);
});
