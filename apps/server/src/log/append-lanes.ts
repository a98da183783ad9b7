/**
 * Two append queues, each with its own institutions: while a batch of one commits, the answers of the other's last are given and its next is
 * gathered. The events of an institution stay in the order in which they came.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { EventOutcome, EventRow } from '../db/append-events.ts';
import { AppendQueue } from './append-queue.ts';

export class AppendLanes {
  readonly #even: AppendQueue;
  readonly #odd: AppendQueue;

  constructor(...parts: ConstructorParameters<typeof AppendQueue>) {
    this.#even = new AppendQueue(...parts);
    this.#odd = new AppendQueue(...parts);
  }

  /** See {@link AppendQueue.push}. */
  push(row: EventRow): Promise<EventOutcome> {
    return this.#laneOf(row.institution).push(row);
  }

  get length(): number {
    return this.#even.length + this.#odd.length;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await Promise.all([this.#even.idle(), this.#odd.idle()]);
  }

  /** Ids are random. */
  #laneOf(institution: Bytes): AppendQueue {
    return (institution.at(-1) ?? 0) % 2 === 0 ? this.#even : this.#odd;
  }
}
