/**
 * One of 150 members is shut out: Obhut beside MLS and Megolm, in turns within one run.
 * @module
 */
import { megolm } from '../baselines/megolm.ts';
import { mls } from '../baselines/mls.ts';
import { median, rounded } from '../measure.ts';
import { obhutGroup } from '../member-group.ts';
import type { Rekeyed, Rekeying } from '../rekeying.ts';

const members = 150;
const warmUps = 2;
const rounds = 9;
const targetMs = 100;

interface RekeyRow extends Rekeyed {
  name: string;
  /** How many times as long as Obhut's. */
  ratio: number;
  /** Obhut's alone has one. */
  targetMs: number | null;
  met: boolean | null;
  rounds: number;
}

function medians(all: readonly Rekeyed[]): Rekeyed {
  const of = (key: keyof Rekeyed) => rounded(median(all.map((each) => each[key])));
  return { ms: of('ms'), bytes: of('bytes'), readMs: of('readMs'), readBytes: of('readBytes') };
}

async function inTurns(sides: readonly Rekeying[]): Promise<Map<Rekeying, Rekeyed[]>> {
  const all = new Map<Rekeying, Rekeyed[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < warmUps + rounds; round++)
    for (const side of sides) {
      const rekeyed = await side.rekey();
      if (round >= warmUps) all.get(side)?.push(rekeyed);
    }
  return all;
}

export async function rekeyRows(): Promise<RekeyRow[]> {
  const obhut = await obhutGroup(members);
  const others = [await mls('added', members), await mls('grown', members), await megolm(members)];
  try {
    const all = await inTurns([obhut, ...others]);
    const own = medians(all.get(obhut) ?? []);
    return [...all].map(([side, measured]) => {
      const figures = medians(measured);
      const target = side === obhut ? { targetMs, met: figures.ms <= targetMs } : { targetMs: null, met: null };
      const name = `one of ${members} members is shut out: ${side.name}`;
      return { name, ratio: rounded(figures.ms / own.ms), ...figures, ...target, rounds };
    });
  } finally {
    for (const side of [obhut, ...others]) side.stop();
  }
}
