/**
 * What somebody is going to say when they have joined, kept while they only look: sealed under keys that follow from the letter's paper, so
 * that it opens with the letter in hand and to nobody else who has the device.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { notifications } from '@obhut/protocol/event.ts';
import { day, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { NewSpaceDraft } from '../client.ts';
import type { Clock, Peer } from '../engine/peer.ts';
import { Queue } from '../engine/queue.ts';
import type { Store } from '../store/store.ts';

const word = z.strictObject({
  key: z.string(),
  type: z.string(),
  body: z.unknown(),
  expiry: day,
  notify: z.enum(notifications),
  /** When it was so, in milliseconds since 1970. */
  time: uint,
});
export type LetterWord = z.infer<typeof word>;

const table = 'meta';
const prefix = 'letter/';
/** No letter can be claimed for longer (protocol.md, section 7). */
const mostDays = 42;

interface Place {
  readonly table: typeof table;
  readonly key: string;
}

/** The last day stands outside, so that what was never used goes without anybody's keys. */
function placeOf(letter: string, until: number): Place {
  return { table, key: `${prefix}${until.toString().padStart(8, '0')}/${letter}` };
}

function isOver(key: string, today: number): boolean {
  return Number.parseInt(key.slice(prefix.length), 10) < today;
}

export class LetterWords {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #place: Place;
  readonly #clock: Clock;
  readonly #writing = new Queue();
  #words: readonly LetterWord[] = [];

  private constructor(store: Store, key: Bytes, place: Place, clock: Clock) {
    [this.#store, this.#key, this.#place, this.#clock] = [store, key, place, clock];
  }

  /** Of the letter at hand; what other letters left behind that are over goes. `store`: of the device, as there is no account. */
  static async load(store: Store, { institution }: Peer, clock: Clock): Promise<LetterWords> {
    const { id, keys } = institution.self;
    const rows = await store.list(table, prefix);
    const over = rows.filter((row) => isOver(row.key, clock.today()));
    await store.write(over.map((row) => ({ table, key: row.key, delete: true })));
    const letter = toHex(id);
    const kept = rows.find((row) => row.key.endsWith(`/${letter}`) && !over.includes(row));
    const place: Place = kept === undefined ? placeOf(letter, clock.today() + mostDays) : { table, key: kept.key };
    const words = new LetterWords(store, localKey(keys.sign.secretKey), place, clock);
    const plain = kept === undefined ? null : openLocal(words.#key, place, kept.bytes);
    if (plain !== null) words.#words = decodeCbor(z.array(word), plain);
    return words;
  }

  get all(): readonly LetterWord[] {
    return this.#words;
  }

  /** Durable when it resolves. */
  add(key: string, { type, body, expiry, notify }: NewSpaceDraft): Promise<void> {
    return this.#writing.run(async () => {
      if (this.#words.some((known) => known.key === key)) return;
      const words = [...this.#words, { key, type, body, expiry, notify, time: this.#clock.now() }];
      await this.#store.write([{ ...this.#place, put: sealLocal(this.#key, this.#place, encodeCbor(words)) }]);
      this.#words = words;
    });
  }

  /** They are said. */
  forget(): Promise<void> {
    return this.#writing.run(async () => {
      await this.#store.write([{ ...this.#place, delete: true }]);
      this.#words = [];
    });
  }
}
