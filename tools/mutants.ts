/**
 * Mutation by list: for each check of the verified fold, the change that removes it must turn exactly its own tests red; and in the files
 * of the fold, no line may refuse something without a mutant that touches it. `npm run mutants -- <part of an entry>` runs only those. It works on a copy, so that a broken run never leaves a mutant behind.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { record } from './repo.ts';

export interface Mutant {
  /** Path from the root. */
  file: string;
  /** Must stand exactly once in the file. */
  find: string;
  replace: string;
  /** Full names of the tests that must fail: one, or those of all rules that come to the same line. */
  tests: readonly string[];
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
    const { file, find, replace, tests } = record(entry);
    return { file: text(file), find: text(find), replace: text(replace), tests: array(tests).map(text) };
  });
  return { tests: array(list['tests']).map(text), mutants };
}

/** The source with the mutant in it; throws if `find` does not stand in it exactly once. */
export function mutate(source: string, { file, find, replace }: Mutant): string {
  const pieces = source.split(find);
  if (pieces.length !== 2) throw new Error(`${file}: "${find}" stands ${pieces.length - 1} times in it, not once`);
  return pieces.join(replace);
}

/** Null if exactly the named tests failed, else what is wrong. */
export function verdict(expected: readonly string[], failed: readonly string[]): string | null {
  if (failed.length === 0) return 'survived: no test failed';
  const others = failed.filter((name) => !expected.includes(name));
  if (others.length > 0) return `other tests than its own failed: ${others.join('; ')}`;
  const spared = expected.filter((name) => !failed.includes(name));
  return spared.length > 0 ? `these should have failed too: ${spared.join('; ')}` : null;
}

/** What refuses: a rule's result, or a helper's null, false or word that leads to one. */
const refusal =
  /ignored: '|result: '(stopped|waiting)'|return stopped|rejected: [a-z']|#stop\('|fault\('|: '[a-z-]+';$|\breturn (null|false|'[a-z-]+');$/u;
/** What refuses nothing: a helper that found no fault, a type, a result passed on. */
const harmless = /^(return null;|return \{ result: 'stopped', why \};|\||\*|\/|const |readonly |export )/u;

/** Lines that refuse something and that no mutant touches, without their margin. */
export function uncovered(source: string, mutants: readonly Pick<Mutant, 'find'>[]): string[] {
  const touched = mutants.map(({ find }) => ({ from: source.indexOf(find), length: find.length }));
  const lines = source.split('\n').map((text, number, all) => {
    const start = all.slice(0, number).reduce((sum, before) => sum + before.length + 1, 0);
    return { text: text.trim(), start, end: start + text.length };
  });
  return lines.flatMap(({ text, start, end }, number) => {
    if (!refusal.test(text) || harmless.test(text)) return [];
    // The condition may stand on the line before.
    const from = text.startsWith('return') ? (lines[number - 1]?.start ?? start) : start;
    return touched.some((mutant) => mutant.from < end && mutant.from + mutant.length > from) ? [] : [text];
  });
}

function copyTree(root: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'obhut-mutants-'));
  cpSync(path.join(root, 'packages'), path.join(copy, 'packages'), { recursive: true, verbatimSymlinks: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(copy, 'tsconfig.base.json'));
  writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  return copy;
}

async function failedTests(copy: string, tests: readonly string[]): Promise<string[]> {
  const output = path.join(copy, 'report.json');
  rmSync(output, { force: true });
  const vitest = path.join(copy, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', copy, '--reporter=json', '--no-isolate', `--outputFile=${output}`, ...tests];
  await once(spawn(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: 120_000 }), 'close');
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

async function killAll(copies: readonly string[], tests: readonly string[], mutants: readonly Mutant[]) {
  const waiting = [...mutants];
  let survivors = 0;
  const work = async (copy: string) => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const file = path.join(copy, each.file);
      const source = readFileSync(file, 'utf8');
      writeFileSync(file, mutate(source, each));
      const wrong = verdict(each.tests, await failedTests(copy, tests));
      writeFileSync(file, source);
      if (wrong !== null) survivors++;
      const said = `${wrong === null ? 'killed ' : 'WRONG  '} ${each.file}: ${each.find.trim()}\n`;
      process.stdout.write(wrong === null ? said : `${said}        ${wrong}\n`);
    }
  };
  await Promise.all(copies.map(work));
  return survivors;
}

async function main(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '..');
  const { tests, mutants } = readList(readFileSync(path.join(root, 'tools/mutants.json'), 'utf8'));
  const bare = [...new Set(mutants.map(({ file }) => file))].flatMap((file) =>
    uncovered(
      readFileSync(path.join(root, file), 'utf8'),
      mutants.filter((mutant) => mutant.file === file),
    ).map((line) => `${file}: ${line}\n`),
  );
  if (bare.length > 0)
    throw new Error(`These lines refuse something, and no mutant is named for them:\n${bare.join('')}`);
  const [only = ''] = process.argv.slice(2);
  const chosen = mutants.filter((mutant) => JSON.stringify(mutant).includes(only));
  const copies = Array.from({ length: Math.max(1, Math.min(4, availableParallelism())) }, () => copyTree(root));
  try {
    const [first = ''] = copies;
    const clean = await failedTests(first, tests);
    if (clean.length > 0) throw new Error(`without any mutant these fail: ${clean.join('; ')}`);
    const survivors = await killAll(copies, tests, chosen);
    process.stdout.write(`${chosen.length - survivors} passed, ${survivors} failed\n`);
    process.exitCode = survivors === 0 ? 0 : 1;
  } finally {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
