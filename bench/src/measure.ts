/**
 * Two programs, A and B, measured in turns within one run, so that what else the machine does hits both alike; only the ratio counts.
 * @module
 */

/** One turn: how many units of work were done. It has warmed up before its first turn. */
export interface Side {
  turn: () => Promise<number>;
  /** CPU seconds spent so far by every process that does this side's work. */
  cpuSeconds: () => number;
  stop: () => Promise<void>;
}

export interface Row {
  name: string;
  /** Median of A's rates over the median of B's: units per second, or per CPU second of the side's processes. */
  ratio: number;
  target: number;
  met: boolean;
  /** The rates, medians. */
  a: number;
  b: number;
  /** CPU seconds per 1,000 units. */
  cpuA: number;
  cpuB: number;
  rounds: number;
}

interface Tally {
  rates: number[];
  units: number;
  cpu: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

async function turnOf(side: Side, per: 'second' | 'cpu-second', tally: Tally): Promise<void> {
  const [cpuBefore, start] = [side.cpuSeconds(), performance.now()];
  const units = await side.turn();
  const seconds = (performance.now() - start) / 1000;
  const cpu = side.cpuSeconds() - cpuBefore;
  tally.rates.push(units / (per === 'second' ? seconds : cpu));
  tally.cpu += cpu;
  tally.units += units;
}

/** Stops both sides whatever happens. */
export async function measure(
  name: string,
  target: number,
  per: 'second' | 'cpu-second',
  a: Side,
  b: Side,
  rounds: number,
): Promise<Row> {
  const tallies: [Tally, Tally] = [
    { rates: [], units: 0, cpu: 0 },
    { rates: [], units: 0, cpu: 0 },
  ];
  try {
    await a.turn();
    await b.turn();
    for (let round = 0; round < rounds; round++) {
      await turnOf(a, per, tallies[0]);
      await turnOf(b, per, tallies[1]);
    }
  } finally {
    await a.stop();
    await b.stop();
  }
  const [rateA, rateB] = [median(tallies[0].rates), median(tallies[1].rates)];
  const ratio = rounded(rateA / rateB);
  const cpu = (tally: Tally) => rounded((tally.cpu * 1000) / tally.units);
  return {
    name,
    ratio,
    target,
    met: ratio >= target,
    a: rounded(rateA),
    b: rounded(rateB),
    cpuA: cpu(tallies[0]),
    cpuB: cpu(tallies[1]),
    rounds,
  };
}
