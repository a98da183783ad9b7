/**
 * The built-in database: a real PostgreSQL on a unix socket, in a folder of the data directory, for as long as this process lives.
 * @module
 */
import { execFile } from 'node:child_process';
import { access, chmod, chown, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { takeLock } from '../lock.ts';
import { makePrivateFolder } from '../private-files.ts';
import { Sentence } from '../sentence.ts';
import { type Account, assertReachable, databaseAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { clearOrphan, environment, isAlive, readPidFile } from './embedded/postmaster.ts';
import { initdbArguments, port } from './embedded/settings.ts';
import { supervise, type Watcher } from './embedded/supervisor.ts';
import { appRole, bootstrap, databaseName, ownerRole, superuser } from './roles.ts';

export interface EmbeddedOptions extends Watcher {
  readonly dataDir: string;
}

export interface Embedded {
  /** The folder of the unix socket, as `pg` takes it. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** A superuser's, for tests and maintenance. */
  readonly connectionString: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Process id of `postgres`. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the final zero included. */
const longestSocketPath = 100;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function own(path: string, account: Account): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}

/** Made under another name and renamed when it is whole, so that a start cut short leaves no half database behind. */
async function initialise(databaseDir: string, initdb: string, account: Account): Promise<void> {
  const half = `${databaseDir}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await own(half, account);
  await promisify(execFile)(initdb, initdbArguments(half), { ...account, cwd: '/', env: environment });
  await rename(half, databaseDir);
  await syncFolder(dirname(databaseDir));
}

async function socketFolder(databaseDir: string, account: Account): Promise<string> {
  if (Buffer.byteLength(join(databaseDir, `.s.PGSQL.${port}.lock`)) <= longestSocketPath) return databaseDir;
  const base = Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir();
  const folder = await mkdtemp(join(base, 'obhut-'));
  await own(folder, account);
  return folder;
}

function url(host: string, user: string, database: string): string {
  return `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`;
}

/** Root's data directory is passable for the database's account (0711), but never to be listed or read by it. */
async function prepareDataDir(dataDir: string, account: Account): Promise<void> {
  if (account !== undefined) await chmod(dataDir, 0o711);
  await assertReachable(account, dataDir);
}

async function prepareRoles(host: string): Promise<void> {
  const client = new pg.Client({ host, port, user: superuser, database: 'postgres' });
  await client.connect();
  try {
    await bootstrap(client);
  } finally {
    await client.end();
  }
}

/** The address of the database that a server runs in this data directory, for a command beside it; undefined if none runs. */
export async function runningUrl(dataDir: string, role: string): Promise<string | undefined> {
  const file = await readPidFile(join(resolve(dataDir), 'postgres'));
  return file?.ready === true && isAlive(file.pid) ? url(file.socketDir, role, databaseName) : undefined;
}

async function launch(dataDir: string, watcher: Watcher): Promise<Embedded> {
  const databaseDir = join(dataDir, 'postgres');
  const account = await databaseAccount(dataDir, databaseDir);
  await prepareDataDir(dataDir, account);
  const { initdb, postgres } = await findBinaries(dataDir, account);
  const isNew = !(await exists(join(databaseDir, 'PG_VERSION')));
  if (isNew) await initialise(databaseDir, initdb, account);
  else await clearOrphan(databaseDir);
  const host = await socketFolder(databaseDir, account);
  const supervisor = await supervise({ databaseDir, socketDir: host, postgres, account }, watcher);
  try {
    await prepareRoles(host);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    host,
    port,
    database: databaseName,
    connectionString: url(host, superuser, 'postgres'),
    ownerUrl: url(host, ownerRole, databaseName),
    appUrl: url(host, appRole, databaseName),
    pid: () => supervisor.pid(),
    async stop() {
      await supervisor.stop();
      if (host !== databaseDir) await rm(host, { recursive: true, force: true });
    },
  };
}

export async function startEmbedded({ dataDir: folder, ...watcher }: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new Sentence(
      'The built-in database needs unix sockets, which Node lacks on Windows: set DATABASE_URL, or use WSL.',
    );
  }
  const dataDir = resolve(folder);
  await makePrivateFolder(dataDir);
  const lock = takeLock(dataDir);
  try {
    const running = await launch(dataDir, watcher);
    return {
      ...running,
      async stop() {
        await running.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
