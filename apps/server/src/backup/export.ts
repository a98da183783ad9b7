/**
 * What a backup is made of: every table from one snapshot of the database, and the files that it names, while the server goes on.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { finishedPath, lengthOf } from '../blobs/folder-uploads.ts';
import { entries, type End, type Manifest } from './manifest.ts';
import { parts, type Part } from './tables.ts';
import { writeSealedTar, type AddEntry } from './sealed-tar.ts';

/** Of a table's rows in one entry: what is held in memory. */
const pieceBytes = 4_194_304;

export interface Source {
  /** Of a role that row-level security does not keep from a row. */
  readonly databaseUrl: string;
  readonly blobFolder: string;
}

export interface Target {
  readonly recipient: string;
  readonly made: Date;
  readonly pathOf: (part: Part) => string;
}

export interface Made {
  readonly rows: number;
  readonly files: number;
  /** Named by the database, and no longer there. */
  readonly missing: number;
}

async function addJson(add: AddEntry, name: string, value: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(value));
  await add(name, bytes.length, [bytes]);
}

/** A table as PostgreSQL's binary COPY, in pieces. Returns its rows. */
async function addTable(add: AddEntry, client: pg.Client, table: string): Promise<number> {
  const copy = client.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`));
  let held: Buffer[] = [];
  let length = 0;
  let piece = 0;
  const flush = async () => {
    await add(`${entries.tables}${table}/${String(piece++).padStart(6, '0')}`, length, held);
    [held, length] = [[], 0];
  };
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    held.push(chunk);
    length += chunk.length;
    if (length >= pieceBytes) await flush();
  }
  if (length > 0) await flush();
  return copy.rowCount;
}

/** A file is never changed once it is whole; one that was deleted since the snapshot was over. */
async function addFiles(add: AddEntry, client: pg.Client, folder: string): Promise<{ files: number; missing: number }> {
  const names = client.query(copyTo('COPY (SELECT file_name FROM blobs ORDER BY file_name) TO STDOUT'));
  let [files, missing] = [0, 0];
  for await (const name of createInterface({ input: names })) {
    const path = finishedPath(folder, name);
    const size = await lengthOf(path);
    if (size === undefined) missing++;
    else {
      await add(`${entries.files}${name}`, size, createReadStream(path));
      files++;
    }
  }
  return { files, missing };
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  return rows.map(({ name }) => name);
}

export async function exportParts(
  { databaseUrl, blobFolder }: Source,
  { recipient, made, pathOf }: Target,
): Promise<Made> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'obhut-backup' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const shared = {
      form: 1,
      backup: randomUUID(),
      made: made.toISOString(),
      migrations: await migrationsOf(client),
    } as const;
    let [rows, files, missing] = [0, 0, 0];
    for (const part of ['keys', 'content'] as const) {
      await writeSealedTar(pathOf(part), recipient, async (add) => {
        await addJson(add, entries.manifest, { ...shared, part } satisfies Manifest);
        const tables: Record<string, number> = {};
        for (const table of parts[part]) tables[table] = await addTable(add, client, table);
        if (part === 'content') ({ files, missing } = await addFiles(add, client, blobFolder));
        await addJson(add, entries.end, { tables, files } satisfies End);
        rows += Object.values(tables).reduce((sum, count) => sum + count, 0);
      });
    }
    return { rows, files, missing };
  } finally {
    await client.end();
  }
}
