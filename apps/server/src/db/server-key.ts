/**
 * Table `server_key`: the fingerprint of the key file that this database belongs to.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { rows, run, type Db } from './query.ts';

export async function readFingerprint(db: Db): Promise<Bytes | null> {
  return (await rows<{ fingerprint: Bytes }>(db, 'SELECT fingerprint FROM server_key', []))[0]?.fingerprint ?? null;
}

/** False: another process was faster, with another key. */
export async function claimFor(db: Db, fingerprint: Bytes): Promise<boolean> {
  await run(db, 'INSERT INTO server_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING', [fingerprint]);
  const known = await readFingerprint(db);
  return known !== null && equalBytes(known, fingerprint);
}

/** As the owner: the application's role may not. */
export async function replaceFingerprint(ownerUrl: string, fingerprint: Bytes): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('UPDATE server_key SET fingerprint = $1', [Buffer.from(fingerprint)]);
  } finally {
    await client.end();
  }
}
