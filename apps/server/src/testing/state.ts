/**
 * What a database held, as it was: its migrations and every row as text. Kept in `states/`, recorded by the code of that time.
 * @module
 */
import pg from 'pg';
import * as z from 'zod/mini';

export const stateForm = z.object({
  /** Names, in the order in which they ran. */
  migrations: z.array(z.string()),
  tables: z.record(
    z.string(),
    z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.nullable(z.string()))) }),
  ),
});

export type State = z.infer<typeof stateForm>;

const asSent = { getTypeParser: () => (value: unknown) => value };

/** `config`: of a superuser, whom no row-level security keeps from a row. */
export async function readState(config: pg.ClientConfig): Promise<State> {
  const client = new pg.Client({ ...config, types: asSent });
  await client.connect();
  try {
    const all = async (sql: string) => client.query<(string | null)[]>({ text: sql, rowMode: 'array' });
    const { rows: names } = await all('SELECT name FROM migration ORDER BY id');
    const { rows: tables } = await all(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY tablename",
    );
    const state: State = { migrations: names.map(([name]) => name ?? ''), tables: {} };
    for (const [table] of tables) {
      const { fields, rows } = await all(`SELECT * FROM ${table} ORDER BY 1, 2`);
      if (rows.length > 0) state.tables[table ?? ''] = { columns: fields.map(({ name }) => name), rows };
    }
    return state;
  } finally {
    await client.end();
  }
}

/** Into the schema that it had. What the schema does not know is left out: so a state fills every schema before it. */
export async function writeState(superuserUrl: string, { tables }: State): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    for (const [table, { columns, rows }] of Object.entries(tables)) {
      const there = await columnsOf(client, table);
      const kept = columns.flatMap((name, at) => (there.has(name) ? [{ name, at }] : []));
      if (kept.length === 0) continue;
      const places = kept.map((_, at) => `$${at + 1}`).join(', ');
      const insert = `INSERT INTO ${table} (${kept.map(({ name }) => name).join(', ')}) VALUES (${places})`;
      for (const row of rows)
        await client.query(
          insert,
          kept.map(({ at }) => row[at]),
        );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table],
  );
  return new Set(rows.map(({ name }) => name));
}
