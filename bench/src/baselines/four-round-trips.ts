/**
 * Appends as one writes them first: each in a transaction of its own, in which the space is locked, counted on and written to. Begin with who it is,
 * lock, insert, commit: four round trips, row-level security on, as durable as the other side.
 * @module
 */
import { openPool, type Pool } from '@obhut/server/db/pool.ts';

const schema = `
  CREATE SCHEMA baseline;
  GRANT USAGE ON SCHEMA baseline TO obhut_app;
  CREATE TABLE baseline.spaces (id integer PRIMARY KEY, institution integer NOT NULL, head bigint NOT NULL);
  CREATE TABLE baseline.items (
    space integer NOT NULL, seq bigint NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY, institution integer NOT NULL,
    bytes bytea NOT NULL, PRIMARY KEY (space, seq)
  );
  GRANT SELECT, UPDATE ON baseline.spaces TO obhut_app;
  GRANT SELECT, INSERT ON baseline.items TO obhut_app;
  ALTER TABLE baseline.spaces ENABLE ROW LEVEL SECURITY;
  ALTER TABLE baseline.items ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON baseline.spaces USING (institution = current_setting('baseline.institution')::integer);
  CREATE POLICY own ON baseline.items USING (institution = current_setting('baseline.institution')::integer);
  INSERT INTO baseline.spaces VALUES (1, 1, 0);
`;

export class FourRoundTrips {
  readonly #pool: Pool;

  static async create(urls: { app: string; owner: string }, connections: number): Promise<FourRoundTrips> {
    const owner = openPool({ connectionString: urls.owner, max: 1 });
    await owner.query(schema);
    await owner.end();
    return new FourRoundTrips(openPool({ connectionString: urls.app, max: connections }));
  }

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Resolves when the bytes are on the disk. */
  async append(bytes: Uint8Array): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query(`BEGIN; SET LOCAL baseline.institution = '1'`);
      const locked = await client.query<{ head: number }>({
        name: 'lock',
        text: 'UPDATE baseline.spaces SET head = head + 1 WHERE id = $1 RETURNING head',
        values: [1],
      });
      await client.query({
        name: 'insert',
        text: 'INSERT INTO baseline.items (space, seq, institution, bytes) VALUES ($1, $2, 1, $3)',
        values: [1, locked.rows[0]?.head, bytes],
      });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
