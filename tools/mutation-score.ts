/**
 * `npm run mutation-score`: how many of the small changes that could be made to what protects somebody are noticed by a test. Drawn by a seed,
 * made in a copy, each run against the tests that import the file. `-- --area crypto --sample 200 --seed 1`; `--only <part of file:line>` for
 * some of them. One that makes the tests run for ever counts as noticed. Whoever wrote the list of `npm run mutants` thought of each entry; here
 * nobody did, so it says what was forgotten.
 * @module
 */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { throwawayDatabase } from '../apps/server/src/testing/throwaway.ts';
import { areas, type Area } from './mutation/areas.ts';
import { apply, changes, lineOf, sqlChanges, type Change } from './mutation/operators.ts';
import type { Rounds } from './mutation/messages.ts';
import { Related } from './mutation/related.ts';
import { Runner } from './mutation/runner.ts';
import { drawn } from './mutation/sample.ts';
import { root } from './repo.ts';

interface Mutant extends Change {
  readonly file: string;
  /** `file:line operator: what stands there -> what stands there instead` */
  readonly said: string;
}

interface Score {
  readonly area: string;
  readonly mutants: number;
  readonly sample: number;
  /** `endless` among them: their tests did not come to an end. */
  readonly killed: number;
  readonly endless: number;
  readonly percent: number;
}

/** Whoever waits longer for tests that nobody has changed gives up. */
const mostCleanMs = 900_000;
/** As often what every test took without a mutant, and this much more, is enough for each mutant, on a machine that others use too. */
const patience = { times: 3, moreMs: 60_000 };

function copyTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'obhut-mutation-'));
  for (const folder of ['packages', 'apps/server', 'tsconfig.base.json'])
    cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true, verbatimSymlinks: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  return copy;
}

const isSource = (file: string): boolean => !/\.(test|contract|data)\.ts$|\/testing\//u.test(file);

function filesOf(copy: string, { sources }: Area): string[] {
  const patterns = sources.map((source) => (source.endsWith('/') ? `${source}**/*.{ts,sql}` : source));
  return globSync(patterns, { cwd: copy }).filter(isSource).toSorted();
}

function laterThan(copy: string, migration: string): string[] {
  const all = globSync(path.posix.join(path.posix.dirname(migration), '*.sql'), { cwd: copy });
  return all.filter((file) => file > migration).map((file) => readFileSync(path.join(copy, file), 'utf8'));
}

function mutantsOf(copy: string, file: string): Mutant[] {
  const source = readFileSync(path.join(copy, file), 'utf8');
  const found = file.endsWith('.sql') ? sqlChanges(source, laterThan(copy, file)) : changes(source);
  return found.map((change) => {
    const was = source.slice(change.start, change.end).replaceAll(/\s+/gu, ' ').trim();
    return {
      ...change,
      file,
      said: `${file}:${lineOf(source, change.start)} ${change.operator}: ${was} -> ${change.text}`,
    };
  });
}

async function fateOf(copy: string, mutant: Mutant, related: Related, ask: Ask): Promise<{ fate: Fate; by: string }> {
  const file = path.join(copy, mutant.file);
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, apply(source, mutant));
  try {
    const failures = await ask(related.rounds(mutant.file));
    if (failures === null) return { fate: 'endless', by: '' };
    const [first] = failures;
    if (first === undefined) return { fate: 'SURVIVED', by: '' };
    return { fate: 'killed', by: ` | ${first.split('\n', 1).join('')}` };
  } finally {
    writeFileSync(file, source);
  }
}

type Fate = 'killed' | 'endless' | 'SURVIVED';
type Ask = (rounds: Rounds) => Promise<string[] | null>;

/** Without a mutant nothing fails, or every mutant would seem to be noticed. */
async function proveClean(files: readonly string[], related: Related, ask: Ask): Promise<void> {
  const rounds = files.flatMap((file) => related.rounds(file));
  const all = [...new Set(rounds.flat())].toSorted();
  const failures = await ask(all.map((test) => [test]));
  if (failures === null || failures.length > 0)
    throw new Error(`without any mutant these fail: ${failures?.join('; ') ?? 'they do not end'}`);
}

async function scoreOf(copy: string, postgres: string, area: string, choice: Choice): Promise<Score> {
  const what = areas[area];
  if (what === undefined) throw new Error(`no area is called ${area}`);
  const files = filesOf(copy, what);
  const tests = globSync(
    what.tests.map((part) => `${part}*`.replace('/*', '/**/*')),
    { cwd: copy },
  );
  const related = new Related(copy, tests.filter((file) => file.endsWith('.test.ts')).toSorted());
  const all = files.flatMap((file) => mutantsOf(copy, file));
  const chosen = drawn(
    all.filter(({ said }) => said.includes(choice.only)),
    choice.sample,
    choice.seed,
  );
  const runner = new Runner(copy, postgres, what.tests);
  const fates: Fate[] = [];
  const began = Date.now();
  await proveClean([...new Set(chosen.map(({ file }) => file))], related, (rounds) =>
    runner.failures(rounds, mostCleanMs),
  );
  const mostMs = (Date.now() - began) * patience.times + patience.moreMs;
  for (const [done, mutant] of chosen.entries()) {
    const { fate, by } = await fateOf(copy, mutant, related, (rounds) => runner.failures(rounds, mostMs));
    fates.push(fate);
    process.stdout.write(`${done + 1}/${chosen.length} ${fate.padEnd(8)} ${mutant.said}${by}\n`);
  }
  const endless = fates.filter((fate) => fate === 'endless').length;
  const killed = fates.filter((fate) => fate !== 'SURVIVED').length;
  const percent = Math.round((1000 * killed) / Math.max(1, chosen.length)) / 10;
  return { area, mutants: all.length, sample: chosen.length, killed, endless, percent };
}

interface Choice {
  readonly sample: number;
  readonly seed: number;
  readonly only: string;
}

/** What every area must reach. */
const least = 80;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      area: { type: 'string', multiple: true, default: Object.keys(areas) },
      sample: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
    },
  });
  const choice = { sample: Number(values.sample), seed: Number(values.seed), only: values.only };
  const copy = copyTree();
  const database = await throwawayDatabase();
  try {
    const scores: Score[] = [];
    for (const area of values.area) scores.push(await scoreOf(copy, database.connectionString, area, choice));
    process.stdout.write(`${JSON.stringify({ seed: choice.seed, scores })}\n`);
    if (scores.some(({ percent }) => percent < least)) process.exitCode = 1;
  } finally {
    await database.stop();
    rmSync(copy, { recursive: true, force: true });
  }
}

await main();
