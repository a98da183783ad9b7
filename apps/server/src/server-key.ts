/**
 * Sees that key file and database belong to each other before anybody logs in: with another key every login would fail, and a new one made
 * in silence would lock everybody out for good.
 * @module
 */
import { dirname } from 'node:path';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import type { Pool } from 'pg';
import { isFounded } from './db/letters.ts';
import { claimFor, readFingerprint, replaceFingerprint } from './db/server-key.ts';
import { loadKeys, type ServerKeys } from './keyfile.ts';
import { syncFolder } from './private-files.ts';
import { Sentence } from './sentence.ts';

export interface KeyPlace {
  path: string;
  pool: Pool;
  ownerUrl: string;
  /** The operator says so: what the lost key opened is lost. */
  beginAnew: boolean;
}

/** One way: its inputs are random bytes that nobody can guess. */
function fingerprintOf({ pepper, sealing, opaqueSetup }: ServerKeys): Bytes {
  return hashCtx('server-key', pepper, sealing, opaqueSetup);
}

function ofAnother(path: string): Sentence {
  return new Sentence(
    `${path} is not the key of this database: put the right one back from the backup, or set DATA_DIR and DATABASE_URL to what belongs together.`,
  );
}

export async function openKeys({ path, pool, ownerUrl, beginAnew }: KeyPlace): Promise<ServerKeys> {
  const known = await readFingerprint(pool);
  const isInUse = known !== null || (await isFounded(pool));
  const keys = await loadKeys(path, !isInUse || beginAnew);
  const mine = fingerprintOf(keys);
  // The start that made the file may have been cut off before it was there for good: the database names none that a power cut could take.
  if (known === null || beginAnew) await syncFolder(dirname(path));
  if (known === null) {
    if (!(await claimFor(pool, mine))) throw ofAnother(path);
  } else if (equalBytes(known, mine)) {
    if (beginAnew)
      throw new Sentence(`NEW_SERVER_KEY is set, but ${path} is the key of this database: remove the setting.`);
  } else if (beginAnew) await replaceFingerprint(ownerUrl, mine);
  else throw ofAnother(path);
  return keys;
}
