/**
 * Table `wraps`: an account's secret, sealed under what its owner knows or has.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Wrap } from '@obhut/protocol/routes.ts';
import { rows, run, type Db } from './query.ts';

export async function readWraps(db: Db, account: Bytes): Promise<Wrap[]> {
  const text = 'SELECT wrap_id AS id, kind, version, bytes, salt FROM wraps WHERE account_id = $1 ORDER BY wrap_id';
  return rows<Wrap & Record<string, unknown>>(db, text, [account]);
}

/** False: the account has as many as it may have, and this is not one of them. */
export async function putWrap(db: Db, account: Bytes, wrap: Wrap, most: number): Promise<boolean> {
  const text = `INSERT INTO wraps (account_id, wrap_id, kind, version, bytes, salt) SELECT $1, $2, $3, $4, $5, $6
    WHERE (SELECT count(*) FROM wraps WHERE account_id = $1 AND wrap_id <> $2) < $7
    ON CONFLICT (account_id, wrap_id) DO UPDATE SET kind = excluded.kind, version = excluded.version, bytes = excluded.bytes, salt = excluded.salt`;
  return (await run(db, text, [account, wrap.id, wrap.kind, wrap.version, wrap.bytes, wrap.salt, most])) === 1;
}
