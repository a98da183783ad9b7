/**
 * What did not verify on somebody's device, told to leadership: that it happened, where and when; nothing of what was written there.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn } from './kernel/expiry.ts';
import { defineModel, on } from './kernel/model.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

/** `space`: the one that has stopped, hex. `why`: the engine's word for it. `day`: UTC day of the device. */
export const alarmRaised = z.strictObject({
  space: z.string().check(z.regex(/^[0-9a-f]{32}$/u)),
  why: line(40),
  day: z.number().check(z.int(), z.gte(0)),
});

export interface RaisedAlarm {
  id: string;
  author: string;
  space: string;
  why: string;
  day: number;
  expiry: number;
}

export interface AlarmsState {
  alarms: ReadonlyMap<string, RaisedAlarm>;
}

export const alarms = defineModel<AlarmsState>(
  'alarms',
  { alarms: new Map() },
  {
    'alarm/raised@1': on({
      schema: alarmRaised,
      may: placed,
      apply: (state, { id, author, expiry, body }, _standing, put) => ({
        alarms: put(state.alarms, id, { id, author, expiry, ...body }),
      }),
    }),
  },
  (state, today) => ({ alarms: aliveIn(state.alarms, today) }),
);

/** Everything that one may read, the newest day first. */
export function allAlarms(states: BySpace<AlarmsState>): readonly RaisedAlarm[] {
  const all = [...states.values()].flatMap((state) => [...state.alarms.values()]);
  return all.toSorted((a, b) => b.day - a.day || (a.id < b.id ? -1 : 1));
}
