/**
 * The chain of a space that is being made: as nobody else can write into it yet, its first events can name what they stand on.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';

export class ChainAhead {
  #seq = 0;
  #chain: Bytes;

  constructor(space: Bytes) {
    this.#chain = chainStart(space);
  }

  get seen(): { seq: number; chain: Bytes } {
    return { seq: this.#seq, chain: this.#chain };
  }

  control(author: Bytes, record: Bytes): void {
    this.#next('control', author, 0, record);
  }

  event(author: Bytes, expiry: number, bytes: Bytes): void {
    this.#next('event', author, expiry, bytes);
  }

  #next(kind: 'control' | 'event', author: Bytes, expiry: number, bytes: Bytes): void {
    this.#seq++;
    this.#chain = chainNext(this.#chain, this.#seq, kind, author, expiry, bytes);
  }
}
