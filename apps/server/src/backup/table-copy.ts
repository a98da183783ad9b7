/**
 * A table's rows on their way into the database: PostgreSQL's binary COPY, which comes in pieces.
 * @module
 */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';

export class TableCopy {
  readonly table: string;
  readonly #copy: CopyStreamQuery;
  readonly #done: Promise<void>;

  /** `table`: one of ours, put into the statement as it is. */
  constructor(client: pg.Client, table: string) {
    this.table = table;
    this.#copy = client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`));
    this.#done = finished(this.#copy);
    // Waited for where the rows are counted; until then a failure shows in what is written after it.
    this.#done.catch(() => undefined);
  }

  async add(piece: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of piece) {
      if (this.#copy.destroyed) await this.#done;
      if (!this.#copy.write(chunk)) await Promise.race([once(this.#copy, 'drain'), this.#done]);
    }
  }

  /** Its rows, when all of them are in. */
  async end(): Promise<number> {
    this.#copy.end();
    await this.#done;
    return this.#copy.rowCount;
  }
}
