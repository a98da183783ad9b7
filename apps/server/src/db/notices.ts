/**
 * Tables `notice_devices` and `notice_hours`: which devices are to be woken, when, and when not.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { NoticeHours } from '@obhut/protocol/notice-hours.ts';
import { mostNoticeDevices } from '@obhut/protocol/notice-routes.ts';
import { rows, run, type Db, type Who } from './query.ts';

/** Of the persona of the transaction. False: the device was ended. */
export async function startNotices(db: Db, device: Bytes, sealedEndpoint: Bytes, now: Date): Promise<boolean> {
  const text = 'SELECT start_notices($1, $2, $3, $4) AS started';
  const values = [device, sealedEndpoint, now, mostNoticeDevices];
  return (await rows<{ started: boolean }>(db, text, values))[0]?.started === true;
}

/** Null: all of them. */
export async function endNotices(db: Db, { institution, persona }: Who, device: Bytes | null): Promise<void> {
  const text = `DELETE FROM notice_devices
    WHERE institution_id = $1 AND persona_id = $2 AND ($3::uuid IS NULL OR device_tag = $3)`;
  await run(db, text, [institution, persona, device]);
}

/** Sealed. Undefined: the device is not to be woken. */
export async function endpointOf(db: Db, { institution, persona }: Who, device: Bytes): Promise<Bytes | undefined> {
  const text = 'SELECT endpoint FROM notice_devices WHERE institution_id = $1 AND persona_id = $2 AND device_tag = $3';
  return (await rows<{ endpoint: Bytes }>(db, text, [institution, persona, device]))[0]?.endpoint;
}

/** Undefined: they have said nothing. */
export async function ownHours(db: Db, { institution, persona }: Who): Promise<NoticeHours | undefined> {
  const text = `SELECT days, opens AS from, closes AS until FROM notice_hours
    WHERE institution_id = $1 AND persona_id = $2`;
  return (await rows<NoticeHours>(db, text, [institution, persona]))[0];
}

/** What waits is looked at again by the new ones. */
export async function setHours(db: Db, who: Who, { days, from, until }: NoticeHours, now: Date): Promise<void> {
  const { institution, persona } = who;
  const text = `INSERT INTO notice_hours (institution_id, persona_id, days, opens, closes) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (institution_id, persona_id) DO UPDATE SET days = $3, opens = $4, closes = $5`;
  await run(db, text, [institution, persona, days, from, until]);
  const again = `UPDATE notice_devices SET quiet_until = NULL, due_at = CASE WHEN due_at > $3 THEN greatest($3, not_before) ELSE due_at END
    WHERE institution_id = $1 AND persona_id = $2`;
  await run(db, again, [institution, persona, now]);
}

export async function isStaff(db: Db, { institution, persona }: Who, day: number): Promise<boolean> {
  const text = 'SELECT is_staff($1, $2, $3) AS staff';
  return (await rows<{ staff: boolean }>(db, text, [institution, persona, day]))[0]?.staff === true;
}

/** Something worth a notice that was said. */
export interface Mark {
  institution: Bytes;
  space: Bytes;
  author: Bytes;
  isUrgent: boolean;
}

export async function markNotices(db: Db, mark: Mark, day: number, now: Date): Promise<void> {
  const { institution, space, author, isUrgent } = mark;
  await rows(db, 'SELECT mark_notices($1, $2, $3, $4, $5, $6)', [institution, space, author, isUrgent, day, now]);
}

export interface Taken extends Who {
  device: Bytes;
  /** Sealed. */
  endpoint: Bytes;
  isUrgent: boolean;
  isStaff: boolean;
  /** In a row, before this. */
  failures: number;
  /** Null: they have said nothing. */
  hours: NoticeHours | null;
  /** By which it has to be settled. */
  lease: Date;
}

interface TakenRow extends Record<string, unknown> {
  institution: Bytes;
  persona: Bytes;
  device: Bytes;
  endpoint: Bytes;
  urgent: boolean;
  staff: boolean;
  failures: number;
  days: number | null;
  opens: number | null;
  closes: number | null;
}

function hoursOf({ days, opens, closes }: TakenRow): NoticeHours | null {
  return days === null || opens === null || closes === null ? null : { days, from: opens, until: closes };
}

/** Those that are due, for this process. `next`: before which none of them is woken again. */
export async function takeNotices(
  db: Db,
  { now, next, lease, day, most }: { now: Date; next: Date; lease: Date; day: number; most: number },
): Promise<Taken[]> {
  const found = await rows<TakenRow>(db, 'SELECT * FROM take_notices($1, $2, $3, $4, $5)', [
    now,
    next,
    lease,
    day,
    most,
  ]);
  return found.map((row) => {
    const { institution, persona, device, endpoint, failures, urgent, staff } = row;
    const who = { institution, persona, device };
    return { ...who, endpoint, failures, isUrgent: urgent, isStaff: staff, hours: hoursOf(row), lease };
  });
}

/** It was woken. What was said meanwhile waits still. */
export async function settleNotice(db: Db, { institution, persona, device, lease }: Taken): Promise<void> {
  const text = `UPDATE notice_devices SET due_at = CASE WHEN due_at = $4 THEN NULL ELSE due_at END, failures = 0
    WHERE institution_id = $1 AND persona_id = $2 AND device_tag = $3`;
  await run(db, text, [institution, persona, device, lease]);
}

/** Not before `until`, but for what is urgent; nothing was sent. */
export async function deferNotice(db: Db, taken: Taken, until: Date, now: Date): Promise<void> {
  const { institution, persona, device, lease } = taken;
  const text = `UPDATE notice_devices SET quiet_until = $5, not_before = least(not_before, $6::timestamptz),
      due_at = CASE WHEN due_at = $4 THEN $5 ELSE due_at END
    WHERE institution_id = $1 AND persona_id = $2 AND device_tag = $3`;
  await run(db, text, [institution, persona, device, lease, until, now]);
}

/** It failed: nothing is tried before `until`. `isGivenUp`: and then only when something is said. */
export async function failNotice(db: Db, taken: Taken, until: Date, isGivenUp: boolean): Promise<void> {
  const { institution, persona, device, isUrgent } = taken;
  const text = `UPDATE notice_devices SET not_before = $4, is_urgent = is_urgent OR ($6 AND NOT $5),
      due_at = CASE WHEN $5 THEN NULL ELSE $4::timestamptz END, failures = CASE WHEN $5 THEN 0 ELSE failures + 1 END
    WHERE institution_id = $1 AND persona_id = $2 AND device_tag = $3`;
  await run(db, text, [institution, persona, device, until, isGivenUp, isUrgent]);
}

/** The push service knows the address no more; another may have taken its place. */
export async function dropEndpoint(db: Db, { institution, persona, device, endpoint }: Taken): Promise<void> {
  const text = `DELETE FROM notice_devices
    WHERE institution_id = $1 AND persona_id = $2 AND device_tag = $3 AND endpoint = $4`;
  await run(db, text, [institution, persona, device, endpoint]);
}

/** Deletes those of personas who are a member of nothing any more. */
export async function sweepNotices(db: Db): Promise<void> {
  await run(db, 'SELECT sweep_notices()', []);
}
