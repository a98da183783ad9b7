/**
 * `npm run restore -- CONTENT KEYS SECRET-KEY`: a backup into an empty DATA_DIR; the third file holds the operator's secret key.
 * @module
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importParts, schemaOf, type Archives } from './backup/import.ts';
import { readConfig, type Config } from './config.ts';
import { runningUrl, startEmbedded } from './db/embedded.ts';
import { superuser } from './db/roles.ts';
import { blobFolder, keyFilePath, preparePrivateFolder } from './private-files.ts';
import { fail, say } from './program.ts';
import { Sentence } from './sentence.ts';

const usage = 'Which backup? npm run restore -- obhut-….content.age obhut-….keys.age FILE-WITH-THE-SECRET-KEY';

async function archivesOf([content, keys, identityFile]: readonly string[]): Promise<Archives> {
  if (content === undefined || keys === undefined || identityFile === undefined) throw new Sentence(usage);
  const text = await readFile(identityFile, 'utf8').catch((cause: unknown) => {
    throw new Sentence(`${identityFile} cannot be read: the third file is the one with the secret key.`, { cause });
  });
  const identity = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identity === undefined)
    throw new Sentence(`${identityFile} holds no secret key: a line that begins with AGE-SECRET-KEY.`);
  return { content, keys, identity: identity.trim() };
}

/** What is there besides the key, which may be put in its place before or after. */
async function contentsOf(dataDir: string): Promise<string[]> {
  return (await readdir(dataDir)).filter((name) => join(dataDir, name) !== keyFilePath(dataDir));
}

async function intoOwn({ dataDir, database, backup }: Config, archives: Archives, schema: number) {
  if (database === undefined || backup.databaseUrl === undefined)
    throw new Sentence(
      'BACKUP_DATABASE_URL must be set, beside DATABASE_URL and DATABASE_OWNER_URL: a superuser restores.',
    );
  const { ownerUrl } = database;
  return importParts(archives, schema, { databaseUrl: backup.databaseUrl, ownerUrl, blobFolder: blobFolder(dataDir) });
}

async function intoBuiltIn({ dataDir }: Config, archives: Archives, schema: number) {
  const running = await startEmbedded({ dataDir });
  try {
    const databaseUrl = (await runningUrl(dataDir, superuser)) ?? running.connectionString;
    return await importParts(archives, schema, {
      databaseUrl,
      ownerUrl: running.ownerUrl,
      blobFolder: blobFolder(dataDir),
    });
  } finally {
    await running.stop();
  }
}

async function main(): Promise<void> {
  process.umask(0o066);
  const config = readConfig(process.env);
  const archives = await archivesOf(process.argv.slice(2));
  const schema = await schemaOf(archives);
  const { dataDir } = config;
  await preparePrivateFolder(dataDir);
  if ((await contentsOf(dataDir)).length > 0)
    throw new Sentence(`${dataDir} is not empty: set DATA_DIR to a new folder. Nothing was changed.`);
  const restore = config.database === undefined ? intoBuiltIn : intoOwn;
  try {
    const { rows, files } = await restore(config, archives, schema);
    say(`${rows} rows and ${files} files are in ${dataDir}.`);
  } catch (error) {
    for (const name of await contentsOf(dataDir)) await rm(join(dataDir, name), { recursive: true });
    throw error;
  }
  say(`Put server.key into ${dataDir} if it is not there yet, then start Obhut.`);
}

await main().catch((error: unknown) => fail('Nothing was restored', error));
