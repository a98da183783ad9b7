/**
 * Table `kem_keys`: public keys beside the logs, found by their hash, which a record names.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { rows, run, type Db } from './query.ts';

const buffers = (values: readonly Uint8Array[]): Buffer[] => values.map((value) => Buffer.from(value));

export async function insertKemKeys(db: Db, institution: Bytes, keys: readonly Bytes[]): Promise<void> {
  if (keys.length === 0) return;
  const text = `INSERT INTO kem_keys (institution_id, hash, bytes) SELECT $1, k.hash, k.bytes FROM unnest($2::bytea[], $3::bytea[]) AS k (hash, bytes)
    ON CONFLICT DO NOTHING`;
  await run(db, text, [institution, buffers(keys.map((key) => hash(key))), buffers(keys)]);
}

export async function readKemKeys(db: Db, institution: Bytes, hashes: readonly Bytes[]): Promise<Bytes[]> {
  const text = 'SELECT bytes FROM kem_keys WHERE institution_id = $1 AND hash = ANY ($2::bytea[]) ORDER BY hash';
  return (await rows<{ bytes: Bytes }>(db, text, [institution, buffers(hashes)])).map((row) => row.bytes);
}
