/**
 * Table `clock`: the newest UTC day that the server has followed its clock to.
 * @module
 */
import { rows, run, type Db } from './query.ts';

/** Null: it never deleted anything, and nobody ever read here. */
export async function followedDay(db: Db): Promise<number | null> {
  return (await rows<{ day: number }>(db, 'SELECT day FROM clock', []))[0]?.day ?? null;
}

/** It never goes back: what was over on a day that was followed is gone anyway. */
export async function followDay(db: Db, day: number): Promise<void> {
  const text = `INSERT INTO clock (day) VALUES ($1)
    ON CONFLICT (is_only) DO UPDATE SET day = greatest(clock.day, excluded.day)`;
  await run(db, text, [day]);
}
