/**
 * The other institutions of a fake client: each a client of its own over a world of its own, which nobody acts through while it is not in front.
 * @module
 */
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import type { Snapshot, States } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';

/** What is shown of one. */
export interface Shown {
  snapshot: Snapshot;
  states: States;
}

function besideOf({ snapshot, states }: Shown): InstitutionBeside[] {
  const { institution } = snapshot;
  return institution === null ? [] : [{ id: institution.id, snapshot, states }];
}

export class FakeInstitutions {
  #all: (() => Shown)[] = [];
  #views: readonly InstitutionBeside[] = [];

  /** `own`: of the world that the client acts in. */
  constructor(own: () => Shown) {
    this.#all = [own];
  }

  join(other: () => Shown): void {
    this.#all = [...this.#all, other];
  }

  /** The one in front, once the views are what they are now. */
  changed(): Shown | null {
    const [inFront, ...others] = this.#all;
    this.#views = others.flatMap((one) => besideOf(one()));
    return inFront?.() ?? null;
  }

  get views(): readonly InstitutionBeside[] {
    return this.#views;
  }

  bringForward(institution: string): void {
    const next = this.#all.find((one) => one().snapshot.institution?.id === institution);
    if (next === undefined) throw new ClientError('not-allowed');
    this.#all = [next, ...this.#all.filter((one) => one !== next)];
  }
}
