/**
 * Checks the Promela model: P1 and P2 exhaustively, that what they are about can happen, and that each rule taken away is missed.
 * Needs `spin` and `gcc`; without them it is skipped, and says how to get them.
 * @module
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Run {
  name: string;
  /** Macros of `obhut.pml`. */
  flags: readonly string[];
  /** Whether spin must find an error: a mutant, or the run that must be reachable. */
  expects: 'holds' | 'error';
}

const small = ['LENT=3', 'LENO=4'];

const runs: readonly Run[] = [
  {
    name: 'P1: a member of the team is removed, another of the outer space',
    flags: ['REMOVAL', 'OUTER', 'LENT=4', 'LENO=6'],
    expects: 'holds',
  },
  { name: 'P1: a removal and a claim', flags: ['REMOVAL', 'LETTER', 'LENT=4', 'LENO=6'], expects: 'holds' },
  { name: 'P1: a membership of the team ends by its day', flags: ['DAYS'], expects: 'holds' },
  { name: 'P1: a letter, claimed or expired', flags: ['DAYS', 'LETTER', 'LENT=3', 'LENO=5'], expects: 'holds' },
  { name: 'P2: a removal and a new teacher', flags: ['HONEST', 'REMOVAL', 'NEWCOMERS'], expects: 'holds' },
  { name: 'P2: two removals and a claim', flags: ['HONEST', 'REMOVAL', 'LETTER', 'OUTER'], expects: 'holds' },
  { name: 'P2: a membership and a letter end by their day', flags: ['HONEST', 'DAYS', 'LETTER'], expects: 'holds' },
  {
    name: 'reachable: claimed, removed, rekeyed, and everyone has written since',
    flags: ['REMOVAL', 'LETTER', 'OUTER', 'WITNESS'],
    expects: 'error',
  },
  {
    name: 'P2 without the seeds of earlier epochs: they only bridge the time until the rekey',
    flags: ['NO_SEEDS', 'HONEST', 'REMOVAL', 'NEWCOMERS'],
    expects: 'holds',
  },
  { name: 'mutant: content without rekey after a removal', flags: ['NO_REMOVED', 'REMOVAL'], expects: 'error' },
  {
    name: 'mutant: content though the member space has a newer epoch',
    flags: ['NO_NEWER', 'REMOVAL'],
    expects: 'error',
  },
  { name: 'mutant: content though the member space is stale', flags: ['NO_INNER', 'REMOVAL'], expects: 'error' },
  { name: 'mutant: rekey to the old member list', flags: ['OLD_LIST', 'REMOVAL', 'OUTER'], expects: 'error' },
  { name: 'mutant: outer space boxed to the old team epoch', flags: ['OLD_TEAM_EPOCH', 'REMOVAL'], expects: 'error' },
  { name: 'mutant: bucket of an old epoch', flags: ['OLD_BUCKET', 'REMOVAL'], expects: 'error' },
  { name: 'mutant: no compare-and-swap', flags: ['NO_CAS', 'REMOVAL', 'OUTER'], expects: 'error' },
  { name: 'mutant: a claim makes nothing stale', flags: ['CLAIM_FRESH', 'LETTER'], expects: 'error' },
  { name: 'mutant: expiry ignored', flags: ['NO_EXPIRY', 'DAYS'], expects: 'error' },
  {
    name: 'mutant: checked for staleness, then read on, then sealed',
    flags: ['NO_ATOMIC', 'REMOVAL'],
    expects: 'error',
  },
  { name: 'mutant: named heads may fall', flags: ['NO_HEADS_FALL', 'REMOVAL'], expects: 'error' },
  { name: 'mutant: a record older than the head it names', flags: ['NO_HEAD_DAY', 'DAYS'], expects: 'error' },
  {
    name: 'mutant: missing entries are not supplied',
    flags: ['NO_SUPPLY', 'HONEST', 'REMOVAL', 'NEWCOMERS'],
    expects: 'error',
  },
  { name: 'mutant: no rekey for a newer member epoch', flags: ['NO_NEWER', 'HONEST', 'REMOVAL'], expects: 'error' },
  {
    name: 'without the rule on heads: a ghost is added through an old head',
    flags: ['REMOVAL', 'GHOST', ...small],
    expects: 'error',
  },
  {
    name: 'proposed: an old head after a refresh stops',
    flags: ['REMOVAL', 'GHOST', 'PIN', ...small],
    expects: 'holds',
  },
];

const depth = 100_000;
const megabytes = 3500;

interface Found {
  errors: number;
  complete: boolean;
  states: number;
  depth: number;
  /** The assertion that failed, if one did. */
  why: string;
}

function parse(output: string): Found {
  const errors = /errors: (\d+)/u.exec(output)?.[1];
  const states = /([\d.e+]+) states, stored/u.exec(output)?.[1];
  const incomplete = /max search depth too small|out of memory|memory bound|Search not completed|truncated/iu.test(
    output,
  );
  return {
    errors: errors === undefined ? -1 : Number(errors),
    complete: errors !== undefined && !incomplete,
    states: Number(states ?? 0),
    depth: Number(/depth reached (\d+)/u.exec(output)?.[1] ?? 0),
    why: /pan:\d+: (.+?) \(at depth/u.exec(output)?.[1] ?? '',
  };
}

function check(folder: string, { flags, expects }: Run): Found {
  const macros = flags.map((flag) => `-D${flag}`);
  execFileSync('spin', [...macros, '-a', 'obhut.pml'], { cwd: folder, stdio: 'pipe' });
  // Memory bounds are compiled in; a search for one error needs no compression.
  const options = ['-O2', '-DSAFETY', `-DMEMLIM=${megabytes}`, '-DVECTORSZ=2048'];
  execFileSync('gcc', [...options, '-o', 'pan', 'pan.c'], { cwd: folder, stdio: 'pipe' });
  // A full log ends a run of the lying server, which is no error; with the honest one every end is checked.
  const ends = flags.includes('HONEST') ? [] : ['-E'];
  const { stdout } = spawnSync('./pan', [`-m${depth}`, '-w25', ...ends], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
  });
  const found = parse(stdout);
  return expects === 'error' ? { ...found, complete: true } : found;
}

/** Whether a run came out as it must. A mutant counts only where an assertion failed, not where the search broke off. */
function passes(run: Run, found: Found): boolean {
  if (run.expects === 'holds') return found.errors === 0 && found.complete && found.states > 0;
  return found.errors > 0 && found.why.startsWith('assertion violated');
}

function isThere(program: string): boolean {
  return spawnSync(program, program === 'spin' ? ['-V'] : ['--version'], { stdio: 'ignore' }).error === undefined;
}

function main(): number {
  const missing = ['spin', 'gcc'].filter((program) => !isThere(program));
  if (missing.length > 0) {
    console.log(
      `${missing.join(' and ')} not found. Debian, Ubuntu: apt-get install spin gcc. macOS: brew install spin.`,
    );
    console.log('0 passed, 0 failed, 1 skipped');
    return 0;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'obhut-model-'));
  let failed = 0;
  try {
    copyFileSync(path.join(import.meta.dirname, 'obhut.pml'), path.join(folder, 'obhut.pml'));
    for (const run of runs) {
      const started = performance.now();
      const found = check(folder, run);
      const ok = passes(run, found);
      if (!ok) failed++;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const search = found.complete ? '' : ', search not complete';
      const result = `${found.states} states, depth ${found.depth}, errors: ${found.errors}${search}`;
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${run.name}: ${result} (expected: ${run.expects}; ${seconds} s)`);
      if (!ok && found.why !== '') console.log(`     ${found.why}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${runs.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main();
