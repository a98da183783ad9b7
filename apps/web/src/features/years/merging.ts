/**
 * Two people have prepared the same year: what was done in the one that does not count is taken over by the one that does, which then is the
 * only one. Pure, so that it can be asked for again and happens once.
 * @module
 */
import type { Year } from '@obhut/domain/years.ts';
import type { Plan, PlanStep } from '../../shell/use-client.ts';
import { assigning, fact, retire, type Audience, type Mover } from './plans.ts';

interface Merging {
  year: Year;
  /** All, with what was said of each (`before`) and what that means in this year (`after`). */
  movers: readonly Mover[];
  everyone: Audience;
  groups: readonly Audience[];
  /** Who writes to everyone for the carrier in the one that does not count, and not in this one. */
  carriers: readonly string[];
  /** Spaces of the one that does not count that have no end so far. */
  left: readonly string[];
  /** The last UTC day of these. */
  on: number;
}

export function merging(id: string, { year, movers, everyone, groups, carriers, left, on }: Merging): Plan {
  const space = { space: year.everyone };
  const adopted = year.adopted.map((group): PlanStep => {
    const continues = year.continued.get(group) ?? null;
    const joined = fact('year/joined@1', { everyone: year.everyone, continues });
    return { do: 'say', key: `group ${group}`, space: { space: group }, fact: joined };
  });
  const appointed = carriers.map((person): PlanStep => ({ do: 'appoint', space, person, as: 'carrier', digits: null }));
  const placed = assigning(id, movers, everyone, groups)?.steps ?? [];
  return { id, steps: [...adopted, ...placed, ...appointed, ...left.map((one) => retire(one, on))] };
}
