/**
 * Mutation by list: for each listed check of the verified fold, the change that removes it must turn exactly its own test red.
 * `npm run mutants` works on a copy, so that a broken run never leaves a mutant behind.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { record } from './repo.ts';

export interface Mutant {
  /** Path from the root. */
  file: string;
  /** Must stand exactly once in the file. */
  find: string;
  replace: string;
  /** Full name of the one test that must fail. */
  test: string;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('tools/mutants.json: a text is missing');
  return value;
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readList(json: string): { tests: string[]; mutants: Mutant[] } {
  const list = record(JSON.parse(json));
  const mutants = array(list['mutants']).map((entry) => {
    const { file, find, replace, test } = record(entry);
    return { file: text(file), find: text(find), replace: text(replace), test: text(test) };
  });
  return { tests: array(list['tests']).map(text), mutants };
}

/** The source with the mutant in it; throws if `find` does not stand in it exactly once. */
export function mutate(source: string, { file, find, replace }: Mutant): string {
  const pieces = source.split(find);
  if (pieces.length !== 2) throw new Error(`${file}: "${find}" stands ${pieces.length - 1} times in it, not once`);
  return pieces.join(replace);
}

/** Null if exactly the named test failed, else what is wrong. */
export function verdict(expected: string, failed: readonly string[]): string | null {
  if (failed.length === 0) return 'survived: no test failed';
  const others = failed.filter((name) => name !== expected);
  if (others.length === failed.length) return `not its own test failed, but ${others.join('; ')}`;
  return others.length > 0 ? `more than its own test failed: ${others.join('; ')}` : null;
}

function copyTree(root: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'obhut-mutants-'));
  cpSync(path.join(root, 'packages'), path.join(copy, 'packages'), { recursive: true, verbatimSymlinks: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(copy, 'tsconfig.base.json'));
  writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  return copy;
}

function failedTests(copy: string, tests: readonly string[]): string[] {
  const output = path.join(copy, 'report.json');
  rmSync(output, { force: true });
  const vitest = path.join(copy, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', copy, '--reporter=json', `--outputFile=${output}`, ...tests];
  spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: 120_000 });
  return failuresIn(JSON.parse(readFileSync(output, 'utf8')));
}

/** Names of the tests that failed, and of the files that did not even load, in a report of Vitest's. */
export function failuresIn(report: unknown): string[] {
  return array(record(report)['testResults']).flatMap((file) => {
    const assertions = array(record(file)['assertionResults']).map(record);
    if (assertions.length === 0) return [`a file did not load: ${String(record(file)['message'])}`];
    return assertions.filter(({ status }) => status === 'failed').map(({ fullName }) => text(fullName));
  });
}

function main(): void {
  const root = path.resolve(import.meta.dirname, '..');
  const { tests, mutants } = readList(readFileSync(path.join(root, 'tools/mutants.json'), 'utf8'));
  const copy = copyTree(root);
  let survivors = 0;
  try {
    const clean = failedTests(copy, tests);
    if (clean.length > 0) throw new Error(`without any mutant these fail: ${clean.join('; ')}`);
    for (const each of mutants) {
      const file = path.join(copy, each.file);
      const source = readFileSync(file, 'utf8');
      writeFileSync(file, mutate(source, each));
      const wrong = verdict(each.test, failedTests(copy, tests));
      writeFileSync(file, source);
      if (wrong !== null) survivors++;
      process.stdout.write(
        `${wrong === null ? 'killed ' : 'WRONG  '} ${each.file}: ${each.find.trim()}${wrong === null ? '' : `\n        ${wrong}`}\n`,
      );
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  process.stdout.write(`${mutants.length - survivors} passed, ${survivors} failed\n`);
  process.exitCode = survivors === 0 ? 0 : 1;
}

if (import.meta.main) main();
