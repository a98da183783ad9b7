/**
 * The states that the engine has folded, by the model that folded them.
 * @module
 */
import type { Model } from '@obhut/domain/kernel/model.ts';
import type { BySpace } from '@obhut/domain/kernel/view.ts';
import { firstLookName } from '@obhut/sync/client/first-look-name.ts';
import type { States } from '@obhut/sync/client.ts';

const nothing = new Map<string, never>();

/** The engine folded them with the model of that name: there is nothing else to check. */
function areOf<State>(found: BySpace<unknown> | undefined, _model: Model<State>): found is BySpace<State> {
  return found !== undefined;
}

function under<State>(states: States, name: string, model: Model<State>): BySpace<State> {
  const found: BySpace<unknown> | undefined = states.get(name);
  return areOf(found, model) ? found : nothing;
}

/** A model's state over all spaces. */
export function statesOf<State>(states: States, model: Model<State>): BySpace<State> {
  return under(states, model.name, model);
}

/** What of it a first look at the newest has found; to be shown, and to decide nothing by (docs/decisions/0058). */
export function firstOf<State>(states: States, model: Model<State>): BySpace<State> {
  return under(states, firstLookName(model.name), model);
}
