/**
 * `npm run backup`: two files of one moment while the server runs, keys apart from content, both sealed to the operator's key. `-- --new-key` makes that key.
 * @module
 */
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { exportParts } from './backup/export.ts';
import { archiveName, deleteOver } from './backup/keeping.ts';
import type { Part } from './backup/tables.ts';
import { readConfig, type Config } from './config.ts';
import { runningUrl } from './db/embedded.ts';
import { superuser } from './db/roles.ts';
import { blobFolder, makePrivateFolder } from './private-files.ts';
import { fail, say } from './program.ts';
import { Sentence } from './sentence.ts';

async function newKey(): Promise<void> {
  const identity = await generateHybridIdentity();
  say('The secret key opens every backup. Keep it on paper and apart from the backups; the server never needs it:');
  say(identity);
  say('The public key seals them:');
  say(`BACKUP_RECIPIENT=${await identityToRecipient(identity)}`);
}

async function databaseUrlOf({ backup, database, dataDir }: Config): Promise<string> {
  if (backup.databaseUrl !== undefined) return backup.databaseUrl;
  if (database !== undefined)
    throw new Sentence(
      'BACKUP_DATABASE_URL must be set: row-level security keeps the roles of the other two from the rows.',
    );
  const running = await runningUrl(dataDir, superuser);
  if (running === undefined)
    throw new Sentence(`No Obhut runs on ${dataDir}: start it first, or set DATA_DIR as it was started with.`);
  return running;
}

async function main(): Promise<void> {
  if (process.argv[2] === '--new-key') return newKey();
  process.umask(0o066);
  const config = readConfig(process.env);
  const { dir, recipient } = config.backup;
  if (recipient === undefined)
    throw new Sentence('BACKUP_RECIPIENT must be set: npm run backup -- --new-key makes a key and says how.');
  const source = { databaseUrl: await databaseUrlOf(config), blobFolder: blobFolder(config.dataDir) };
  await makePrivateFolder(dir);
  const made = new Date();
  const pathOf = (part: Part) => join(dir, archiveName(made, part));
  const { rows, files, missing } = await exportParts(source, { recipient, made, pathOf });
  say(`${rows} rows and ${files} files are in ${pathOf('content')} and ${pathOf('keys')}.`);
  if (missing > 0) say(`${missing} files are named by the database and not there.`);
  for (const name of await deleteOver(dir, made.getTime())) say(`Deleted, because its time is over: ${name}`);
  say('server.key is in neither: it is backed up once, and apart (docs/operating.md).');
}

await main().catch((error: unknown) => fail('There is no backup', error));
