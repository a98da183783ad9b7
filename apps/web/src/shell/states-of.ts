/**
 * The states that the engine has folded, by the model that folded them.
 * @module
 */
import type { Model } from '@obhut/domain/kernel/model.ts';
import type { BySpace } from '@obhut/domain/kernel/view.ts';
import type { States } from '@obhut/sync/client.ts';

const nothing = new Map<string, never>();

/** The engine folded them with the model of that name: there is nothing else to check. */
function areOf<State>(found: BySpace<unknown> | undefined, _model: Model<State>): found is BySpace<State> {
  return found !== undefined;
}

/** A model's state over all spaces. */
export function statesOf<State>(states: States, model: Model<State>): BySpace<State> {
  const found: BySpace<unknown> | undefined = states.get(model.name);
  return areOf(found, model) ? found : nothing;
}
