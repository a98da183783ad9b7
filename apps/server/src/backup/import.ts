/**
 * A backup into an empty database and an empty folder: all of it or nothing. The schema is the backup's own first; migrations that came after it run on what was restored.
 * @module
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { finishedPath } from '../blobs/folder-uploads.ts';
import { nameForm } from '../blobs/store.ts';
import { migrate, migrationNames } from '../db/migrate.ts';
import { Sentence } from '../sentence.ts';
import { endForm, entries, manifestForm, type End, type Manifest } from './manifest.ts';
import { readSealedTar, type Entry } from './sealed-tar.ts';
import { TableCopy } from './table-copy.ts';
import { tableOf, type Part } from './tables.ts';

export interface Archives {
  readonly content: string;
  readonly keys: string;
  /** The operator's secret key. */
  readonly identity: string;
}

export interface Place {
  /** Of a superuser: neither row-level security nor the order of tables holds up a restore. */
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly blobFolder: string;
}

async function jsonOf({ bytes }: Entry): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function incomplete(path: string, what: string): Sentence {
  return new Sentence(`${path} is not a whole backup (${what}): take another one.`);
}

async function manifestOf(path: string, part: Part, identity: string): Promise<Manifest> {
  for await (const entry of readSealedTar(path, identity)) {
    const parsed = entry.name === entries.manifest ? manifestForm.safeParse(await jsonOf(entry)).data : undefined;
    if (parsed === undefined) break;
    if (parsed.part === part) return parsed;
    throw new Sentence(`${path} holds ${parsed.part}: name the file of the content first, then the file of the keys.`);
  }
  throw incomplete(path, 'it does not say what it is');
}

/** How many of this version's migrations the backup had seen. Throws a `Sentence` where the two files are not one backup, or open to another key. */
export async function schemaOf({ content, keys, identity }: Archives): Promise<number> {
  const [one, other] = [await manifestOf(content, 'content', identity), await manifestOf(keys, 'keys', identity)];
  if (one.backup !== other.backup)
    throw new Sentence(`These belong to two backups, of ${one.made} and of ${other.made}: take two files of one.`);
  const known = await migrationNames();
  if (one.migrations.some((name, index) => known[index] !== name))
    throw new Sentence(
      'The backup was made by a newer version of Obhut, or another one: restore it with that version.',
    );
  return one.migrations.length;
}

async function addFile(folder: string, entry: Entry): Promise<void> {
  const name = entry.name.slice(entries.files.length);
  if (!nameForm.test(name)) throw new RangeError('a file of another name than ours');
  const path = finishedPath(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(entry.bytes, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
}

/** A table in the archive, `tables/items/000001`, if it belongs there. */
function tableIn(part: Part, name: string): string | undefined {
  const [folder, table = ''] = name.split('/');
  return `${folder}/` === entries.tables ? tableOf(part, table) : undefined;
}

async function load(client: pg.Client, folder: string, part: Part, path: string, identity: string): Promise<End> {
  const loaded: End = { tables: {}, files: 0 };
  let end: End | undefined;
  let copy: TableCopy | undefined;
  const endCopy = async () => {
    if (copy !== undefined) loaded.tables[copy.table] = await copy.end();
    copy = undefined;
  };
  for await (const entry of readSealedTar(path, identity)) {
    const table = tableIn(part, entry.name);
    if (copy?.table !== table) await endCopy();
    if (table !== undefined) await (copy ??= new TableCopy(client, table)).add(entry.bytes);
    else if (entry.name.startsWith(entries.files)) {
      await addFile(folder, entry);
      loaded.files++;
    } else if (entry.name === entries.end) end = endForm.safeParse(await jsonOf(entry)).data;
    else if (entry.name === entries.manifest) await jsonOf(entry);
    else throw incomplete(path, 'it holds something else');
  }
  if (end === undefined) throw incomplete(path, 'its end is missing');
  const differs = Object.entries(end.tables).some(([table, rows]) => (loaded.tables[table] ?? 0) !== rows);
  if (differs || end.files !== loaded.files) throw incomplete(path, 'it holds less than it says');
  return loaded;
}

async function loadBoth(
  archives: Archives,
  { databaseUrl, blobFolder }: Place,
): Promise<{ rows: number; files: number }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'obhut-restore' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    const content = await load(client, blobFolder, 'content', archives.content, archives.identity);
    const keys = await load(client, blobFolder, 'keys', archives.keys, archives.identity);
    await client.query('COMMIT');
    const counts = [...Object.values(content.tables), ...Object.values(keys.tables)];
    return { rows: counts.reduce((sum, count) => sum + count, 0), files: content.files };
  } finally {
    await client.end();
  }
}

async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount === 0;
  } finally {
    await client.end();
  }
}

/** `schema`: what `schemaOf` said. Throws a `Sentence` where an archive is damaged; there are no rows then. */
export async function importParts(
  archives: Archives,
  schema: number,
  place: Place,
): Promise<{ rows: number; files: number }> {
  if (!(await isEmpty(place.databaseUrl)))
    throw new Sentence(
      'The database is not empty: make a new one, and set the three addresses to it. Nothing was changed.',
    );
  await migrate(place.ownerUrl, { count: schema });
  const loaded = await loadBoth(archives, place);
  await migrate(place.ownerUrl);
  return loaded;
}
