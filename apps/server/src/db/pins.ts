/**
 * Table `pins`: one for each tablet and person, seen by these two alone.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { rows, run, type Db, type Who } from './query.ts';

/** False: the person has as many as they may have. Rejects where there is one of this id. */
export async function insertPin(
  db: Db,
  { institution, persona }: Who,
  pin: { id: Bytes; device: Bytes; record: string },
  most: number,
): Promise<boolean> {
  const text = `INSERT INTO pins (pin_id, institution_id, persona_id, device_id, opaque_record)
    SELECT $1, $2, $3, $4, $5
    WHERE (SELECT count(*) FROM pins WHERE institution_id = $2 AND persona_id = $3) < $6`;
  return (await run(db, text, [pin.id, institution, persona, pin.device, pin.record, most])) === 1;
}

/** Counts a try of the tablet's; how many there were, with this one. */
export async function countTry(
  db: Db,
  device: Bytes,
  pin: Bytes,
): Promise<{ record: string; tries: number } | undefined> {
  const text = `UPDATE pins SET tries = tries + 1 WHERE pin_id = $1 AND device_id = $2
    RETURNING opaque_record AS record, tries`;
  return (await rows<{ record: string; tries: number }>(db, text, [pin, device]))[0];
}

export async function forgetTries(db: Db, pin: Bytes): Promise<void> {
  await run(db, 'UPDATE pins SET tries = 0 WHERE pin_id = $1', [pin]);
}

export async function deletePin(db: Db, pin: Bytes): Promise<void> {
  await run(db, 'DELETE FROM pins WHERE pin_id = $1', [pin]);
}

/** Deletes those whose tablet or person is a member of nothing any more. */
export async function sweepPins(db: Db): Promise<void> {
  await run(db, 'SELECT sweep_pins()', []);
}
