/**
 * Every column of every table of a database as text, catalogs and statistics too. The database compresses and pages what it stores, so a
 * search of its files alone would miss things.
 * @module
 */
import pg from 'pg';

export interface Column {
  /** Schema, table and column, with dots between. */
  name: string;
  /** As the database itself writes them: byte strings are hex digits behind `\x`. */
  values: readonly string[];
}

/** Nothing is read as anything but what the database says of it: a driver's own forms lose some. */
const asSent = { getTypeParser: () => (value: unknown) => value };

/** `config`: of a superuser, whom no row-level security keeps from a row. */
export async function* dumpColumns(config: pg.ClientConfig): AsyncGenerator<Column> {
  const client = new pg.Client({ ...config, types: asSent });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; quoted: string }>(
      `SELECT schemaname || '.' || tablename AS name, format('%I.%I', schemaname, tablename) AS quoted FROM pg_tables`,
    );
    for (const { name, quoted } of tables) {
      const { rows, fields } = await client.query<unknown[]>({ text: `SELECT * FROM ${quoted}`, rowMode: 'array' });
      for (const [at, field] of fields.entries()) {
        const values = rows.flatMap((row) => (typeof row[at] === 'string' ? [row[at]] : []));
        yield { name: `${name}.${field.name}`, values };
      }
    }
  } finally {
    await client.end();
  }
}

/** Line by line. */
export async function* dumpLines(config: pg.ClientConfig): AsyncGenerator<string> {
  for await (const { name, values } of dumpColumns(config)) yield `== ${name}\n${values.join('\n')}\n`;
}
