/**
 * People who could not get in any more and were given a new letter: whom it is for, until somebody who knows them has said that it was
 * they who came (protocol.md, section 7).
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import { othersThanGuardians, type Membership } from './kernel/membership.ts';
import { expireRegister, latest, write, type Register } from './kernel/register.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

/** `person`: as who they were in before, 16 bytes in hex. */
const letterReplaces = z.strictObject({ person: z.string().check(z.regex(/^[0-9a-f]{32}$/u)) });

export interface ComebacksState {
  replaces: Register<string>;
}

export const comebacks = defineModel<ComebacksState>(
  'comebacks',
  { replaces: [] },
  {
    'letter/replaces@1': on({
      schema: letterReplaces,
      may: placed,
      apply: (state, fact) => ({ replaces: write(state.replaces, fact, fact.body.person) }),
    }),
  },
  (state, today) => ({ replaces: expireRegister(state.replaces, today) }),
);

export interface Comeback {
  /** Who they were. */
  person: string;
  /** As who they came in by the new letter. */
  next: string;
}

/** Whoever has used a new letter and does not stand in their old place so far. */
export function comebacksDue(states: BySpace<ComebacksState>, spaces: readonly Membership[]): readonly Comeback[] {
  const others = othersThanGuardians(spaces);
  const isIn = (person: string) => spaces.some(({ personas }) => personas.includes(person));
  return spaces.flatMap(({ id, kind, personas }) => {
    const person = kind === 'mailbox' ? latest(states.get(id)?.replaces) : null;
    const next = personas.find((persona) => persona !== person && !others.has(persona));
    return person === null || next === undefined || !isIn(person) ? [] : [{ person, next }];
  });
}

/** Persons for whom a new letter is open. */
export function comebacksOpen(states: BySpace<ComebacksState>, spaces: readonly Membership[]): ReadonlySet<string> {
  const open = spaces.filter(({ kind, invites }) => kind === 'mailbox' && invites.length > 0);
  return new Set(open.flatMap(({ id }) => latest(states.get(id)?.replaces) ?? []));
}
