/**
 * What a fake client keeps beside what it sends: deletions that wait for a network, and what shows why spaces have stopped.
 * @module
 */
import type { Alarm, KeptEvidence } from '@obhut/sync/client.ts';
import { fakeToday, type FakeWorld } from './fake-world.ts';

export class FakeDeletions {
  readonly #world: FakeWorld;
  #waiting: { space: string; event: string }[] = [];

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  get events(): string[] {
    return this.#waiting.map(({ event }) => event);
  }

  add(space: string, event: string, isOnline: boolean): void {
    this.#waiting.push({ space, event });
    if (isOnline) this.flush();
  }

  flush(): void {
    for (const { space, event } of this.#waiting.splice(0)) this.#world.delete(this.#world.space(space), event);
  }
}

export function evidenceOf(alarms: readonly Alarm[]): KeptEvidence[] {
  return alarms.flatMap(({ space, why, isStop }) =>
    space === null || isStop !== true ? [] : [{ id: `${space}/${why}`, space, why, day: fakeToday }],
  );
}
