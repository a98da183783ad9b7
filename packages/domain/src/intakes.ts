/**
 * What leadership keeps of the lists that were read in: the seed by which the same list gives the same ids, and for which columns somebody
 * has chosen what. Nothing that stood in a list.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import {
  expireRegister,
  expireRegisters,
  latest,
  write,
  writeAt,
  type Register,
  type Registers,
} from './kernel/register.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

/** A mapping is read by whoever reads lists; here it is a piece of text that has a name. */
const mapped = z.strictObject({
  fingerprint: z.string().check(z.minLength(1), z.maxLength(20_000)),
  mapping: z.string().check(z.maxLength(40_000)),
});

export interface IntakesState {
  seed: Register<string>;
  /** By fingerprint of the columns. */
  mapped: Registers<string>;
}

export const intakes = defineModel<IntakesState>(
  'intakes',
  { seed: [], mapped: new Map() },
  {
    'intake/seeded@1': on({
      schema: z.strictObject({ seed: z.string().check(z.regex(/^[0-9a-f]{32}$/u)) }),
      may: placed,
      apply: (state, fact) => ({ ...state, seed: write(state.seed, fact, fact.body.seed) }),
    }),
    'intake/mapped@1': on({
      schema: mapped,
      may: placed,
      apply: (state, fact) => ({
        ...state,
        mapped: writeAt(state.mapped, fact.body.fingerprint, fact, fact.body.mapping),
      }),
    }),
  },
  (state, today) => ({ seed: expireRegister(state.seed, today), mapped: expireRegisters(state.mapped, today) }),
);

export interface KeptOfIntakes {
  /** 16 bytes in hex; null: nothing was read in so far. */
  seed: string | null;
  mappings: readonly string[];
}

export function keptOfIntakes(states: BySpace<IntakesState>): KeptOfIntakes {
  const all = [...states.values()];
  const seed = all.flatMap((state) => latest(state.seed) ?? [])[0] ?? null;
  return { seed, mappings: all.flatMap((state) => [...state.mapped.values()].flatMap((one) => latest(one) ?? [])) };
}
