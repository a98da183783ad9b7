/**
 * The commands with a database of the operator's own.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { TestServer } from '../testing/server.ts';
import { parts } from './tables.ts';

type Urls = Pick<Awaited<ReturnType<typeof testDatabase>>, 'appUrl' | 'ownerUrl' | 'superuserUrl'>;

function run(
  name: string,
  args: readonly string[],
  { appUrl, ownerUrl, superuserUrl }: Urls,
  settings: NodeJS.ProcessEnv,
) {
  return promisify(execFile)(process.execPath, [join(import.meta.dirname, `../${name}.ts`), ...args], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: appUrl,
      DATABASE_OWNER_URL: ownerUrl,
      BACKUP_DATABASE_URL: superuserUrl,
      ...settings,
    },
  });
}

/** Every row of every table that a backup holds, as text. */
async function contentsOf({ superuserUrl }: Urls): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const contents: Record<string, string[]> = {};
  try {
    for (const table of [...parts.content, ...parts.keys]) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
      contents[table] = rows.map(({ row }) => row);
    }
  } finally {
    await client.end();
  }
  return contents;
}

test('goes from one into another, which has to be empty', async () => {
  const server = await TestServer.start();
  await server.found();
  const folder = await mkdtemp(join(tmpdir(), 'obhut-outside-'));
  const identity = await generateHybridIdentity();
  const secret = join(folder, 'secret.txt');
  await writeFile(secret, identity);
  const dir = join(folder, 'backup');
  const sealing = { BACKUP_DIR: dir, BACKUP_RECIPIENT: await identityToRecipient(identity), DATA_DIR: server.dataDir };
  await run('backup', [], server.database, sealing);
  const [content = '', keys = ''] = (await readdir(dir)).sort().map((name) => join(dir, name));
  const target = await testDatabase({ migrated: false });
  const into = { DATA_DIR: join(folder, 'data') };

  await expect(run('restore', [content, keys, secret], server.database, into)).rejects.toThrow(
    /database is not empty/u,
  );
  await run('restore', [content, keys, secret], target, into);
  const restored = await contentsOf(target);
  expect(restored).toEqual(await contentsOf(server.database));
  expect(restored['items']?.length).toBeGreaterThan(0);
  expect(restored['boxes']?.length).toBeGreaterThan(0);

  await server.stop();
  await target.drop();
  await rm(folder, { recursive: true });
});
