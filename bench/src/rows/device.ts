/**
 * What a device does with what it reads: verifying, opening and folding beside libsodium alone; and how long a new device takes, from the person's
 * own snapshot and from nothing. In Node, the server in the same process.
 * @module
 */
import { ManyEvents } from '@obhut/sync/testing/many-events.ts';
import { ownCpuSeconds } from '../cpu.ts';
import { measure, median, rounded, type Row, type Side } from '../measure.ts';

const target = 0.7;
/** Of each way to start. */
const rounds = 3;

interface StartRow {
  name: string;
  /** From nothing over from the snapshot. */
  ratio: number | null;
  ms: number;
  targetMs: number;
  met: boolean;
  rounds: number;
}

function side(turn: () => number): Side {
  return {
    turn: () => Promise.resolve(turn()),
    cpuSeconds: ownCpuSeconds,
    stop: () => Promise.resolve(),
  };
}

async function verifyRow(count: number): Promise<Row> {
  const { prepared, run, runBare } = await (await ManyEvents.make(count)).events();
  // Only what is measured is done in a turn: each has its own copy.
  const copies = Array.from({ length: 7 }, prepared);
  const full = () => {
    const copy = copies.pop();
    if (copy === undefined) throw new RangeError('no copy is left');
    return run(copy);
  };
  const name = `${count} events verified, opened and folded, against libsodium alone`;
  return await measure(name, target, 'cpu-second', side(full), side(runBare), 6);
}

async function timed(count: number, start: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    if ((await start()) !== count) throw new Error('not everything was read');
    all.push(performance.now() - before);
  }
  return rounded(median(all));
}

function row(name: string, ms: number, targetMs: number, ratio: number | null): StartRow {
  return { name, ratio, ms, targetMs, met: ms <= targetMs, rounds };
}

async function startRows(): Promise<StartRow[]> {
  const [staff, guardian] = [50_000, 3000];
  const many = await ManyEvents.make(staff);
  await many.fromSnapshot();
  const [snapshotMs, nothingMs] = [
    await timed(staff, () => many.fromSnapshot()),
    await timed(staff, () => many.fromNothing()),
  ];
  const few = await ManyEvents.make(guardian);
  const fewMs = await timed(guardian, () => few.fromNothing());
  return [
    row(`a new device with ${staff} events, from its own snapshot`, snapshotMs, 1000, rounded(nothingMs / snapshotMs)),
    row(`a new device with ${staff} events, from nothing`, nothingMs, 25_000, null),
    row(`a new device with ${guardian} events, from nothing`, fewMs, 5000, null),
  ];
}

export async function deviceRows(): Promise<(Row | StartRow)[]> {
  return [await verifyRow(5000), ...(await startRows())];
}
