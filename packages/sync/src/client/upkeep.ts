/**
 * What a device does in the background while it is online: asks for keys that are missing, supplies others with theirs, and rekeys what is
 * stale. A random pause keeps the staff's devices from doing it all at once.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import { mend, spacesToMend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import type { Queue } from '../engine/queue.ts';
import { isUnreachable } from '../engine/unreachable.ts';

/** Between two looks at what others ask for. */
const repairEveryMs = 600_000;

export interface UpkeepParts {
  queue: Queue;
  today: () => number;
  /** Longest pause before it begins, in ms. */
  withinMs: number;
  isOnline: (peer: Peer) => boolean;
  isStaff: () => boolean;
  changed: () => void;
}

type Timer = ReturnType<typeof setTimeout>;

export class Upkeep {
  readonly #parts: UpkeepParts;
  #mending: Timer | null = null;
  #repairing: Timer | null = null;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** To be called when something was read. */
  soon(peer: Peer): void {
    this.#repairing ??= setTimeout(() => void this.#repairTurn(peer), Math.random() * this.#parts.withinMs);
    this.#mendSoon(peer);
  }

  #mendSoon(peer: Peer): void {
    const { isStaff, today, withinMs } = this.#parts;
    if (this.#mending !== null || !isStaff() || spacesToMend(peer, today()) === 0) return;
    this.#mending = setTimeout(() => {
      this.#mending = null;
      void this.#run(peer, () => mend(peer, today(), () => undefined));
    }, Math.random() * withinMs);
  }

  async #repairTurn(peer: Peer): Promise<void> {
    const timer = this.#repairing;
    await this.#run(peer, () => peer.mendKeys());
    if (this.#repairing !== timer) return;
    this.#mendSoon(peer);
    this.#repairing = setTimeout(() => void this.#repairTurn(peer), repairEveryMs);
  }

  async #run(peer: Peer, work: () => Promise<void>): Promise<void> {
    if (!this.#parts.isOnline(peer)) return;
    try {
      await this.#parts.queue.run(work);
      this.#parts.changed();
    } catch (error) {
      // Offline, or others were faster: what is still due is looked for again with the next change.
      if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
    }
  }

  stop(): void {
    for (const timer of [this.#mending, this.#repairing]) if (timer !== null) clearTimeout(timer);
    this.#mending = null;
    this.#repairing = null;
  }
}
