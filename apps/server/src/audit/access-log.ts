/**
 * The access log: which persona read or wrote how much of which space, when, by which call.
 *
 * [Note: No answer without its row] `record` resolves when the rows are durable, and whoever answers with content awaits it before the
 * first byte leaves. A crash may leave a row whose answer was never sent, never an answer without its row. A live connection is one row when
 * it opens, before the first frame, and one when it ends; an opening without an end counts as everything that its persona could read until
 * the server started again. So pushing costs no write, and nothing is lost.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { frontierRoot } from '@obhut/protocol/merkle.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { appendAccess, readTree, type AccessRow } from '../db/access-log.ts';
import { asPersona, type Who } from '../db/query.ts';

export interface Access {
  who: Who;
  /** Null: the call names no space. */
  space: Bytes | null;
  call: string;
  bytes: number;
  requestId: string;
}

interface Waiting {
  /** The institution's id in hex. */
  order: string;
  rows: AccessRow[];
  settle: () => void;
  fail: (error: unknown) => void;
}

const mostInBatch = 2048;
const nobody = new Uint8Array(16);

export class AccessLog {
  readonly #pool: Pool;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** All of one institution. Resolves when they are durable. */
  record(who: Who, accesses: readonly Omit<Access, 'who'>[]): Promise<void> {
    if (accesses.length === 0) return Promise.resolve();
    const at = new Date(this.#clock.now());
    const { institution, persona } = who;
    const rows = accesses.map(({ space, call, bytes, requestId }) => {
      const leaf = encodeCbor({ at: at.getTime(), persona, space, call, bytes, request: requestId });
      return { institution, leaf, at, persona, space, call, bytes, requestId };
    });
    return new Promise((settle, fail) => {
      this.#waiting.push({ order: toHex(institution), rows, settle, fail });
      this.#running ??= this.#drain();
    });
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  /** Size and root of an institution's tree, as a checkpoint signs them. The log belongs to the institution, to nobody in it. */
  async checkpoint(institution: Bytes): Promise<{ size: number; root: Bytes }> {
    const who = { institution, persona: nobody };
    const frontier = await asPersona(this.#pool, who, today(this.#clock), (db) => readTree(db, institution));
    return { size: frontier.size, root: frontierRoot(frontier) };
  }

  async #drain(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, mostInBatch));
    this.#running = null;
  }

  /** Trees are locked in the order of their institutions' ids. */
  async #write(batch: readonly Waiting[]): Promise<void> {
    const sorted = batch.toSorted((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
    try {
      await appendAccess(
        this.#pool,
        sorted.flatMap((waiting) => waiting.rows),
      );
      for (const { settle } of batch) settle();
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }
}
