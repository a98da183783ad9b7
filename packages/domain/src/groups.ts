/**
 * Groups (classes, living areas): name, colour and sign. Never colour alone.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import { expireRegister, latest, write, type Register } from './kernel/register.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

export const groupColours = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A sign that this program does not know is shown as the name's first letter. */
export const groupNamed = z.strictObject({
  name: line(100),
  colour: z.literal(groupColours),
  sign: z.string().check(z.regex(/^[a-z]{1,40}$/)),
});
export type GroupNamed = z.infer<typeof groupNamed>;

export interface GroupsState {
  named: Register<GroupNamed>;
}

export const groups = defineModel<GroupsState>(
  'groups',
  { named: [] },
  {
    'group/named@1': on({
      schema: groupNamed,
      may: placed,
      apply: (state, fact) => ({ named: write(state.named, fact, fact.body) }),
    }),
  },
  (state, today) => ({ named: expireRegister(state.named, today) }),
);

export interface Group extends GroupNamed {
  /** The group's space. */
  id: string;
}

export function allGroups(states: BySpace<GroupsState>): readonly Group[] {
  return [...states].flatMap(([id, { named }]) => {
    const group = latest(named);
    return group === null ? [] : [{ id, ...group }];
  });
}
