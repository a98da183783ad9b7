/**
 * What the institution is called, and its kind, which chooses the words on the screen.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import { expireRegister, latest, write, type Register } from './kernel/register.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

export const institutionKinds = ['kita', 'school', 'home'] as const;

export const institutionNamed = z.strictObject({ name: line(200), kind: z.enum(institutionKinds) });
export type InstitutionNamed = z.infer<typeof institutionNamed>;
export type InstitutionKind = InstitutionNamed['kind'];

export interface InstitutionState {
  named: Register<InstitutionNamed>;
}

export const institution = defineModel<InstitutionState>(
  'institution',
  { named: [] },
  {
    'institution/named@1': on({
      schema: institutionNamed,
      may: placed,
      apply: (state, fact) => ({ named: write(state.named, fact, fact.body) }),
    }),
  },
  (state, today) => ({ named: expireRegister(state.named, today) }),
);

/** Null until it has been read. */
export function nameAndKind(states: BySpace<InstitutionState>): InstitutionNamed | null {
  return [...states.values()].map(({ named }) => latest(named)).findLast((named) => named !== null) ?? null;
}
