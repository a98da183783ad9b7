/**
 * Whether whoever is at the other end still reads: each ping carries a word that only its reader can give back. A pong that nobody asked for shows
 * no more than that somebody sends.
 * @module
 */
import { randomBytes } from 'node:crypto';

export class Pulse {
  /** What the last ping asked for; null: it was answered, or none was sent. */
  #asked: Buffer | null = null;

  /** The word of the next ping; null: the last one was not answered. */
  beat(): Buffer | null {
    if (this.#asked !== null) return null;
    this.#asked = randomBytes(8);
    return this.#asked;
  }

  answered(word: Buffer): void {
    if (this.#asked?.equals(word) === true) this.#asked = null;
  }
}
