/**
 * Every column of every table of a database as text. The database compresses and pages what it stores, so a search of its files alone would miss
 * things. Byte strings are printed byte by byte (latin1) and in hex.
 * @module
 */
import pg from 'pg';

function asText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('latin1')} ${value.toString('hex')}`;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Line by line. `config`: of a superuser, whom no row-level security keeps from a row. */
export async function* dumpLines(config: pg.ClientConfig): AsyncGenerator<string> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      yield `== ${name}: ${rows.length} rows\n`;
      for (const row of rows) yield `${Object.values(row).map(asText).join(' | ')}\n`;
    }
  } finally {
    await client.end();
  }
}
