/**
 * Mailboxes of devices that admit each other: in this process's memory only, for ten minutes, and only so many at a time.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { getPairing, putPairing, type PairingBox } from '@obhut/protocol/pairing-box.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { Clock } from '../clock.ts';
import { Lru } from '../lru.ts';

const mostBoxes = 2000;

export class Pairings {
  readonly #clock: Clock;
  readonly #boxes = new Lru<PairingBox>(mostBoxes);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put({ mailbox, slot, bytes }: RequestOf<'pairing/put'>): void {
    putPairing(this.#boxes, toHex(mailbox), slot, bytes, this.#clock.now());
  }

  get({ mailbox, slot }: RequestOf<'pairing/get'>): Bytes {
    return getPairing(this.#boxes, toHex(mailbox), slot, this.#clock.now());
  }
}
