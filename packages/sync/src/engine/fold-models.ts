/**
 * Folds the facts of every space into the states of the models that the engine was given. It names no feature.
 * @module
 */
import { putInBatch } from '@obhut/domain/kernel/entries.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import type { Replica } from '../space/replica.ts';
import { Persons } from './persons.ts';

/** A model whose state type is its own business. */
export type AnyModel = Model<unknown>;

interface Folded {
  state: unknown;
  count: number;
  reordered: number;
  day: number;
}

export class ModelFolder {
  readonly #models: readonly AnyModel[];
  readonly #folded = new Map<string, Map<string, Folded>>();
  #persons = new Persons(new Map());

  constructor(models: readonly AnyModel[]) {
    this.#models = models;
  }

  #fold(model: AnyModel, replica: Replica, before: Folded | undefined, today: number): Folded {
    const canContinue = before !== undefined && before.reordered === replica.reordered;
    let state = canContinue ? before.state : model.empty;
    const put = putInBatch();
    for (const { fact, standing } of replica.facts.slice(canContinue ? before.count : 0)) {
      if (!model.types.includes(fact.type) || (fact.expiry !== 0 && fact.expiry < today)) continue;
      const [author, persona] = [this.#persons.of(fact.author), this.#persons.of(standing.persona)];
      state = model.fold(state, { ...fact, author }, { ...standing, persona }, put).state;
    }
    // What it continues had nothing in it that was over, and what came has not either.
    if (!canContinue || before.day !== today) state = model.expire(state, today);
    return { state, count: replica.facts.length, reordered: replica.reordered, day: today };
  }

  /** Whoever was replaced wrote what the person wrote: everything is folded anew. */
  know(persons: Persons): void {
    if (persons.size !== this.#persons.size) this.#folded.clear();
    this.#persons = persons;
  }

  /** Folds what is new; of a space that is not among these there is nothing any more. True if anything has changed. */
  updateAll(replicas: readonly Replica[], today: number): boolean {
    const kept = new Set(replicas.map(({ space }) => toHex(space)));
    let changed = false;
    for (const states of this.#folded.values())
      for (const space of states.keys()) if (!kept.has(space)) changed = states.delete(space) || changed;
    for (const replica of replicas) changed = this.update(replica, today) || changed;
    return changed;
  }

  /** Folds what is new in a space. True if anything was. */
  update(replica: Replica, today: number): boolean {
    const space = toHex(replica.space);
    let changed = false;
    for (const model of this.#models) {
      const states = this.#folded.get(model.name) ?? new Map<string, Folded>();
      this.#folded.set(model.name, states);
      const before = states.get(space);
      const isCurrent =
        before?.count === replica.facts.length && before.reordered === replica.reordered && before.day === today;
      if (isCurrent) continue;
      states.set(space, this.#fold(model, replica, before, today));
      changed = true;
    }
    return changed;
  }

  /** By model name, by space id in hex; new maps at every call, the states themselves are immutable. */
  states(): Map<string, Map<string, unknown>> {
    const states = new Map<string, Map<string, unknown>>();
    for (const [name, bySpace] of this.#folded) {
      states.set(name, new Map([...bySpace].map(([space, folded]) => [space, folded.state])));
    }
    return states;
  }
}
