/**
 * Opens a backup as its operator would, and puts what is in it into a folder: `node open-backup.ts FOLDER ARCHIVE…`, with the secret key on the
 * standard input.
 * @module
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { readSealedTar } from '../backup/sealed-tar.ts';

const [folder, ...archives] = process.argv.slice(2);
if (folder === undefined) throw new Error('where to?');

const identity = (await text(process.stdin)).trim();
for (const archive of archives) {
  for await (const { name, bytes } of readSealedTar(archive, identity)) {
    const file = join(folder, basename(archive), name);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(bytes, createWriteStream(file));
  }
}
