/**
 * What lies on the disk is for this account alone: a data directory or key that others can read is mended or refused.
 * @module
 */
import { access, chmod, constants, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Sentence } from './sentence.ts';

const everybody = 0o007;
/** Reading and writing; passing through is harmless and what root's data directory needs. */
const groupOrOthersReadOrWrite = 0o066;

/** The folders above it, if they are new, may be passed through: the database's account has to. Throws a {@link Sentence}. */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
  } catch (cause) {
    throw new Sentence(
      `Nothing can be written to ${path}: make that folder, owned by the account that Obhut runs as.`,
      {
        cause,
      },
    );
  }
}

/**
 * Only a folder that is empty or ours is changed: `DATA_DIR=/srv` must not close `/srv` to everybody else. With nothing but the key in it, where a
 * backup is to come, it is ours.
 */
export async function preparePrivateFolder(dataDir: string): Promise<void> {
  await makePrivateFolder(dataDir);
  if (process.platform === 'win32') return; // modes mean nothing there
  const { mode } = await stat(dataDir);
  if ((mode & groupOrOthersReadOrWrite) === 0) return;
  const names = await readdir(dataDir);
  const others = names.filter((name) => join(dataDir, name) !== keyFilePath(dataDir));
  if (others.length > 0 && !names.includes('lock')) {
    throw new Sentence(
      `Others can read ${dataDir}, which holds foreign files too: set DATA_DIR to a folder of its own.`,
    );
  }
  await chmod(dataDir, 0o700);
}

async function read(name: string, path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Sentence(`The file of ${name} cannot be read: check its path and its permissions.`, { cause });
  });
}

export async function readTls(files: { cert: string; key: string }): Promise<{ cert: Buffer; key: Buffer }> {
  const [cert, key] = [await read('TLS_CERT', files.cert), await read('TLS_KEY', files.key)];
  const { mode } = await stat(files.key);
  if (process.platform !== 'win32' && (mode & everybody) !== 0) {
    throw new Sentence('Everybody on this machine can read the file of TLS_KEY: chmod 600 it.');
  }
  return { cert, key };
}

export function keyFilePath(dataDir: string): string {
  return join(dataDir, 'server.key');
}

export function blobFolder(dataDir: string): string {
  return join(dataDir, 'blobs');
}

export async function refuseReadableByOthers(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Sentence(`Others can read ${path}: chmod 600 it, and think about who did.`);
  }
}

/** What was made, renamed or linked in it is on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whole and on the disk before `name` gives it its name. Where the disk fails nothing of it stays. */
async function place(path: string, text: string, name: (half: string, path: string) => Promise<void>): Promise<void> {
  const half = `${path}.${process.pid}.new`;
  await rm(half, { force: true });
  try {
    await write(half, text);
    await name(half, path);
  } catch (cause) {
    throw cannotBeMade(path, cause);
  } finally {
    await rm(half, { force: true });
  }
}

/** `link` and not `rename`, so that an existing file is never replaced. Where the disk fails the next start makes another. */
export async function createPrivateFile(path: string, text: string): Promise<void> {
  await place(path, text, link);
  try {
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(path, { force: true });
    throw cannotBeMade(path, cause);
  }
}

/** At every moment the whole old file or the whole new one has the name. */
export function replacePrivateFile(path: string, text: string): Promise<void> {
  return place(path, text, async (half) => {
    await rename(half, path);
    await syncFolder(dirname(path));
  });
}

function cannotBeMade(path: string, cause: unknown): Sentence {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an error of its own';
  return new Sentence(
    `${path} cannot be written (${code}): the disk is full or broken, or the folder is not ours. Mend that and start again.`,
    { cause },
  );
}
