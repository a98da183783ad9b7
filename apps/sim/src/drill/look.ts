/**
 * Looking everywhere: every column of every table, every file of data folder, temporary folder and backups, what a stranger finds who walks the
 * data folder, the log, what push services were told, and every answer.
 * @module
 */
import type { Installation } from './installation.ts';
import type { Search } from './search.ts';
import { filesIn, type FileBytes } from './sinks/files.ts';
import { walked } from './sinks/listing.ts';
import { valuesOf } from './sinks/tables.ts';

/** What the server has answered, by whom it reached. */
export type Sent = Iterable<FileBytes>;

type Files = Iterable<FileBytes> | AsyncIterable<FileBytes>;

async function lookAt<Of>(search: Search<Of>, sink: string, all: Files): Promise<void> {
  for await (const { name, bytes } of all) await search.look(`${sink}: ${name}`, bytes);
}

/** What a file is called counts as well. */
async function lookAtFiles<Of>(search: Search<Of>, sink: string, files: Files): Promise<void> {
  for await (const { name, bytes } of files) {
    await search.look(`${sink}: name of a file`, Buffer.from(name));
    await search.look(`${sink}: ${name}`, bytes);
  }
}

/** While the server runs. */
export async function lookEverywhere<Of>(search: Search<Of>, installation: Installation, sent: Sent): Promise<void> {
  const { server, push, temporary, copies, backups, opened } = installation;
  await lookAt(search, 'table', valuesOf(server.dataDir));
  await lookAtFiles(search, 'data folder', filesIn(server.dataDir));
  await lookAtFiles(search, 'temporary folder', filesIn(temporary));
  for (const copy of copies) await lookAtFiles(search, 'copy', filesIn(copy));
  const [newest] = copies.slice(-1);
  if (newest !== undefined) await lookAtFiles(search, 'listing', walked(newest));
  await lookAtFiles(search, 'backup', filesIn(backups));
  await lookAtFiles(search, 'opened backup', filesIn(opened));
  await search.look('log', Buffer.from(server.log));
  for (const told of push.heard) await search.look('push', told);
  await lookAt(search, 'answer', sent);
}
