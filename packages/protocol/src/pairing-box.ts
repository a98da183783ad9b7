/**
 * One such mailbox, as every server keeps it.
 * @module
 */
import type { Bytes } from './bytes.ts';
import { ApiError } from './errors.ts';
import { pairingLifeMs, type PairingSlot } from './pairing-routes.ts';

export class PairingBox {
  readonly #until: number;
  readonly #slots = new Map<PairingSlot, Bytes>();

  /** `now`: milliseconds since 1970. */
  constructor(now: number) {
    this.#until = now + pairingLifeMs;
  }

  isOver(now: number): boolean {
    return now >= this.#until;
  }

  /** Throws `conflict` where something lies already. */
  put(slot: PairingSlot, bytes: Bytes): void {
    if (this.#slots.has(slot)) throw new ApiError('conflict', 'slot');
    this.#slots.set(slot, bytes);
  }

  /** Empty: nothing so far. */
  get(slot: PairingSlot): Bytes {
    return this.#slots.get(slot) ?? new Uint8Array(0);
  }
}

/** Mailboxes by their id in hex, wherever a server keeps them. */
interface Boxes {
  get(key: string): PairingBox | undefined;
  set(key: string, box: PairingBox): void;
  delete(key: string): void;
}

/** Throws `not-found`: there is none, or it is over. */
function boxOf(boxes: Boxes, key: string, now: number): PairingBox {
  const box = boxes.get(key);
  if (box === undefined || box.isOver(now)) {
    boxes.delete(key);
    throw new ApiError('not-found');
  }
  return box;
}

export function putPairing(boxes: Boxes, key: string, slot: PairingSlot, bytes: Bytes, now: number): void {
  const open = boxes.get(key);
  if (slot === 'offer' && (open === undefined || open.isOver(now))) boxes.set(key, new PairingBox(now));
  boxOf(boxes, key, now).put(slot, bytes);
}

export function getPairing(boxes: Boxes, key: string, slot: PairingSlot, now: number): Bytes {
  const bytes = boxOf(boxes, key, now).get(slot);
  if (slot === 'sealed' && bytes.length > 0) boxes.delete(key);
  return bytes;
}
