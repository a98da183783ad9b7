/**
 * PostgreSQL refuses to run as root: started as root, the database gets an unprivileged account instead.
 * @module
 */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Sentence } from '../../sentence.ts';

/** `undefined` stands for the account that runs this process. */
export type Account = { uid: number; gid: number } | undefined;

const run = promisify(execFile);

async function idOf(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await run('id', [flag, 'nobody']);
  return Number(stdout.trim());
}

/**
 * The owner of an existing database stays its owner. A new one goes to the owner of the data directory, and where that is root
 * to `nobody`. Whoever runs other services as `nobody` on the same machine starts Obhut as an account of its own instead.
 */
export async function databaseAccount(dataDir: string, databaseDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of [databaseDir, dataDir]) {
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  }
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** Whether the account may walk to this path and read it, as the kernel sees it. */
export async function reaches(account: Account, path: string, how: '-x' | '-r'): Promise<boolean> {
  if (account === undefined) return true;
  try {
    await run('/bin/sh', ['-c', `test ${how} "$1"`, 'sh', path], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

export async function assertReachable(account: Account, dataDir: string): Promise<void> {
  if (await reaches(account, dataDir, '-x')) return;
  throw new Sentence(
    `The database does not run as root, and its account (uid ${account?.uid}) cannot reach ${dataDir}: ` +
      'set DATA_DIR to a folder outside of root’s home, such as /var/lib/obhut.',
  );
}
