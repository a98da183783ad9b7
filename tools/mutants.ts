/**
 * Mutation by list: for each check of the verified fold, the change that removes it must turn exactly its own tests red; and in the files
 * of the fold, no line may refuse something without a mutant that touches it. `npm run mutants -- <parts of entries>` runs only those; with
 * `--own`, each mutant meets only the tests named for it: minutes instead of a quarter of an hour, and it is not seen whether others fail as well.
 * It works on copies, so that a broken run never leaves a mutant behind.
 * @module
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { record } from './repo.ts';
import { TestRuns } from './test-runs.ts';

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

async function killAll(runs: readonly TestRuns[], mutants: readonly Mutant[], onlyOwn: boolean): Promise<number> {
  const waiting = [...mutants];
  let survivors = 0;
  const work = async (tests: TestRuns) => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const file = path.join(tests.root, each.file);
      const source = readFileSync(file, 'utf8');
      writeFileSync(file, mutate(source, each));
      tests.changed(file);
      const wrong = verdict(each.tests, await tests.failures(onlyOwn ? each.tests : null));
      writeFileSync(file, source);
      tests.changed(file);
      if (wrong !== null) survivors++;
      const said = `${wrong === null ? 'killed ' : 'WRONG  '} ${each.file}: ${each.find.trim()}\n`;
      process.stdout.write(wrong === null ? said : `${said}        ${wrong}\n`);
    }
  };
  await Promise.all(runs.map(work));
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
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { own: { type: 'boolean', default: false } },
  });
  const parts = positionals.length === 0 ? [''] : positionals;
  const chosen = mutants.filter((mutant) => parts.some((part) => JSON.stringify(mutant).includes(part)));
  const copies = Array.from({ length: Math.max(1, Math.min(4, availableParallelism())) }, () => copyTree(root));
  const runs = await Promise.all(copies.map(async (copy) => TestRuns.in(copy, tests)));
  try {
    const clean = (await Promise.all(runs.map(async (run) => run.failures(null)))).flat();
    if (clean.length > 0) throw new Error(`without any mutant these fail: ${clean.join('; ')}`);
    const survivors = await killAll(runs, chosen, values.own);
    process.stdout.write(`${chosen.length - survivors} passed, ${survivors} failed\n`);
    process.exitCode = survivors === 0 ? 0 : 1;
  } finally {
    await Promise.all(runs.map(async (run) => run.close()));
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
