/**
 * Day teams: who looks after a group during the day, with its shared tablets. Each belongs to one group, whose name and sign it repeats,
 * since a tablet reads nothing but its day team.
 * @module
 */
import * as z from 'zod/mini';
import { groupNamed } from './groups.ts';
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
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

const idHex = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** `group`: the group's space. */
const dayTeamNamed = z.strictObject({ group: idHex, ...groupNamed.shape });
type DayTeamNamed = z.infer<typeof dayTeamNamed>;

const tabletNamed = z.strictObject({ tablet: idHex, name: line(60) });

export interface DayTeamsState {
  named: Register<DayTeamNamed>;
  /** By tablet. */
  tablets: Registers<string>;
}

export const dayTeams = defineModel<DayTeamsState>(
  'dayTeams',
  { named: [], tablets: new Map() },
  {
    'day-team/named@1': on({
      schema: dayTeamNamed,
      may: placed,
      apply: (state, fact) => ({ ...state, named: write(state.named, fact, fact.body) }),
    }),
    'tablet/named@1': on({
      schema: tabletNamed,
      may: placed,
      apply: (state, fact) => ({
        ...state,
        tablets: writeAt(state.tablets, fact.body.tablet, fact, fact.body.name),
      }),
    }),
  },
  (state, today) => ({
    named: expireRegister(state.named, today),
    tablets: expireRegisters(state.tablets, today),
  }),
);

export interface DayTeam extends DayTeamNamed {
  /** The day team's space. */
  id: string;
  /** Names of tablets that are in it, or were. */
  tablets: ReadonlyMap<string, string>;
}

export function allDayTeams(states: BySpace<DayTeamsState>): readonly DayTeam[] {
  return [...states].flatMap(([id, { named, tablets }]) => {
    const team = latest(named);
    const names = [...tablets].flatMap(([tablet, name]) => {
      const last = latest(name);
      return last === null ? [] : [[tablet, last] as const];
    });
    return team === null ? [] : [{ id, ...team, tablets: new Map(names) }];
  });
}
