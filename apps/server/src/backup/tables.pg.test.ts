import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { leftOut, parts } from './tables.ts';

test('every table of the schema has its place in a backup, or is left out for a reason', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const placed = [...parts.content, ...parts.keys, ...leftOut].sort();
    expect(rows.map(({ name }) => name)).toEqual(placed);
  } finally {
    await client.end();
    await database.drop();
  }
});
