/**
 * `npm run faults`: what may go wrong goes wrong under load, and what must hold all the same is looked at (docs/faults.md). With names, those
 * faults alone; with `--short`, less of each.
 * @module
 */
import { blobDisk } from './blob-disk.ts';
import { clockJumps } from './clock-jumps.ts';
import { databaseDisk } from './database-disk.ts';
import { databaseGone } from './database-gone.ts';
import { diskFull } from './disk-full.ts';
import { idleConnections } from './idle-connections.ts';
import { keyDisk } from './key-disk.ts';
import { kill } from './kill.ts';
import { whenStopped } from '../when-stopped.ts';
import { Broken, Impossible, type Fault, type Round } from './fault.ts';
import type { Numbers } from './numbers.ts';
import { slowReceivers } from './slow-receivers.ts';
import { slowloris } from './slowloris.ts';
import { closeStands } from './stand.ts';

const faults: readonly Fault[] = [
  kill,
  databaseGone,
  slowloris,
  slowReceivers,
  keyDisk,
  blobDisk,
  diskFull,
  databaseDisk,
  clockJumps,
  idleConnections,
];
const firstPort = Number(process.env['PORT'] ?? 18_800);
/** So many at a time: most of them wait more than they work. */
const lanes = 3;
/** All of it together. */
const limitMs = { short: 540_000, long: 3_600_000 };

type Verdict = 'holds' | 'broken' | 'skipped';

interface Judged {
  fault: Fault;
  verdict: Verdict;
  numbers: Numbers;
}

async function judge(fault: Fault, round: Round): Promise<Judged> {
  const begin = Date.now();
  const say = (verdict: Verdict, words: string): void =>
    void process.stdout.write(`${verdict}: ${fault.name}, ${Math.round((Date.now() - begin) / 1000)} s: ${words}\n`);
  try {
    const numbers = await fault.run(round);
    const isWhole = (numbers['lost'] ?? 0) + (numbers['twice'] ?? 0) === 0;
    const verdict = isWhole ? 'holds' : 'broken';
    say(verdict, `${fault.holds} ${JSON.stringify(numbers)}`);
    return { fault, verdict, numbers };
  } catch (error) {
    if (error instanceof Impossible) say('skipped', error.message);
    else say('broken', error instanceof Broken ? error.message : String(error instanceof Error ? error.stack : error));
    return { fault, verdict: error instanceof Impossible ? 'skipped' : 'broken', numbers: {} };
  }
}

async function judgeAll(chosen: readonly Fault[], isShort: boolean): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = [...chosen];
  const lane = async (): Promise<void> => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift())
      judged.push(await judge(fault, { isShort, port: firstPort + faults.indexOf(fault) }));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return judged;
}

function sum(judged: readonly Judged[], name: string): number {
  return judged.reduce((total, { numbers }) => total + (numbers[name] ?? 0), 0);
}

/** Nothing stays: no server, no file system. */
async function stop(why: string): Promise<void> {
  process.stderr.write(`stopped: ${why}\n`);
  await closeStands();
  process.exit(1);
}

/** Exit code: 0 all of it holds, 1 something does not, 2 called wrongly. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => arg !== '--short');
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name));
  if (unknown.length > 0) {
    const known = faults.map(({ name }) => name).join(', ');
    process.stderr.write(`There is no ${unknown.join(', ')}; the faults are ${known}; --short: less of each.\n`);
    return 2;
  }
  whenStopped(closeStands);
  setTimeout(() => void stop('it took too long'), args.includes('--short') ? limitMs.short : limitMs.long).unref();
  const chosen = names.length === 0 ? faults : faults.filter(({ name }) => names.includes(name));
  const judged = await judgeAll(chosen, args.includes('--short'));
  const of = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
  const totals = Object.fromEntries(
    ['acknowledged', 'found', 'lost', 'twice', 'files'].map((name) => [name, sum(judged, name)]),
  );
  const line = { faults: judged.length, broken: of('broken'), skipped: of('skipped'), ...totals };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return of('broken') === 0 ? 0 : 1;
}

process.exit(await main());
