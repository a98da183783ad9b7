/**
 * What screens are shown of the facts: everything that was read, folded; and on a new device, until it has read everything, a first look at the
 * newest, under names of its own (docs/decisions/0058).
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import type { States } from '../client.ts';
import { firstLook } from '../engine/first-look.ts';
import { ModelFolder } from '../engine/fold-models.ts';
import type { Peer } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import type { ClientParts } from './client-parts.ts';
import { firstLookName } from './first-look-name.ts';

type Models = Pick<ClientParts, 'models' | 'firstLooks' | 'firstLookLimits'>;

export class ShownStates {
  readonly #models: Models;
  #folder: ModelFolder;
  #first: States = new Map();
  #all: States = new Map();

  constructor(models: Models) {
    this.#models = models;
    this.#folder = new ModelFolder(models.models);
  }

  get all(): States {
    return this.#all;
  }

  /** Folds what is new. `isWhole`: everything was read. */
  update(peer: Peer | null, today: number, isWhole: boolean): void {
    if (peer !== null) this.#folder.know(Persons.of(peer.institution));
    const isOver = isWhole && this.#first.size > 0;
    if (isOver) this.#first = new Map();
    if (this.#folder.updateAll(peer?.institution.replicas ?? [], today) || isOver) this.#join();
  }

  #join(): void {
    this.#all = new Map([...this.#folder.states(), ...this.#first]);
  }

  /** To be called before anything is read. `then`: called as soon as the server has answered. What the server refuses costs the look and nothing else. */
  async lookFirst({ institution, session, firstReading }: Peer, today: number, then: () => void): Promise<void> {
    const { firstLooks = [], firstLookLimits: limits } = this.#models;
    if (firstLooks.length === 0) return;
    const reached = (heads: readonly SpaceHead[]) => {
      firstReading.expect(heads);
      then();
    };
    try {
      const look = await firstLook({ institution, session, today, limits, reached });
      if (look === null) return;
      const folder = new ModelFolder(firstLooks);
      folder.know(Persons.of(look.institution));
      folder.updateAll(look.shown, today);
      this.#first = new Map([...folder.states()].map(([model, states]) => [firstLookName(model), states]));
      this.#join();
    } catch (error) {
      if (!(error instanceof ApiError) || isUnreachable(error)) throw error;
    }
  }
}
