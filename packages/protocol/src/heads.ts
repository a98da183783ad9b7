/**
 * The heads of other logs that a record names (protocol.md, section 5).
 * @module
 */
import type { RecordBody } from './records.ts';
import type { Logs } from './state.ts';

/** The earliest day on which a record with these heads can have been written: that of the newest record it has seen. */
export function dayOfHeads(heads: RecordBody['heads'], logs: Logs): number {
  return Math.max(0, ...heads.map((head) => logs(head.space)?.days[head.index] ?? 0));
}

/** Its day is before what it names: whoever's membership has ended since could have written it. */
export function isBeforeHeads(body: RecordBody, logs: Logs): boolean {
  return body.day < dayOfHeads(body.heads, logs);
}
