/**
 * What may be asked without a session: where a letter leads, whether anything was founded.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, type Db } from './query.ts';

/** Also for an emergency kit. Undefined for one that is unknown, used or over. */
export async function locateLetter(
  db: Db,
  invite: Bytes,
  today: number,
): Promise<{ institution: Bytes; leadership: Bytes } | undefined> {
  const text = 'SELECT institution, leadership FROM locate_letter($1, $2)';
  return (await rows<{ institution: Bytes; leadership: Bytes }>(db, text, [invite, today]))[0];
}

export async function isFounded(db: Db): Promise<boolean> {
  return (await rows<{ founded: boolean }>(db, 'SELECT is_founded() AS founded', []))[0]?.founded ?? false;
}
