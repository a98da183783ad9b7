/**
 * States on their way to a page: only what has changed travels, since states are immutable and keep their identity while they do not.
 * @module
 */
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import type { States } from '@obhut/sync/client.ts';
import type { StateChange, UpdateBeside } from './messages.ts';

const none: ReadonlyMap<string, unknown> = new Map();
const noStates: States = new Map();

/** By institution in hex. */
export type BesideStates = ReadonlyMap<string, States>;

export function changesBetween(before: States, after: States): StateChange[] {
  const changes: StateChange[] = [];
  for (const model of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(model) ?? none, after.get(model) ?? none];
    for (const [space, state] of now) if (old.get(space) !== state) changes.push({ model, space, state });
    for (const space of old.keys()) if (!now.has(space)) changes.push({ model, space });
  }
  return changes;
}

/** The maps of models without a change stay the same objects. */
export function withChanges(states: States, changes: readonly StateChange[]): States {
  if (changes.length === 0) return states;
  const next = new Map(states);
  for (const [model, ofModel] of Map.groupBy(changes, (change) => change.model)) {
    const spaces = new Map(states.get(model));
    for (const change of ofModel) {
      if ('state' in change) spaces.set(change.space, change.state);
      else spaces.delete(change.space);
    }
    if (spaces.size > 0) next.set(model, spaces);
    else next.delete(model);
  }
  return next;
}

export function changesBeside(before: BesideStates, after: readonly InstitutionBeside[]): UpdateBeside[] {
  return after.map(({ id, snapshot, states }) => ({
    id,
    snapshot,
    changes: changesBetween(before.get(id) ?? noStates, states),
  }));
}

/** `before`: what is known of each so far. */
export function withBeside(
  before: readonly InstitutionBeside[],
  updates: readonly UpdateBeside[],
): readonly InstitutionBeside[] {
  return updates.map(({ id, snapshot, changes }) => {
    const known = before.find((one) => one.id === id)?.states ?? noStates;
    return { id, snapshot, states: withChanges(known, changes) };
  });
}
