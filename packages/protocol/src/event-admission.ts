/**
 * Whether an event may stand where it does, by its header and the public logs alone: every client judges it, and an honest server before
 * (protocol.md, section 6).
 * @module
 */
import { toHex } from './bytes.ts';
import type { EventHeader } from './event.ts';
import { isExpelled } from './expulsion.ts';
import { actingDirectly, actingThrough, mayAppend, type Acting } from './rights.ts';
import { epochAt, headIndex, type Logs, type SpaceState } from './state.ts';

/** Rules that a member can break by its own client. */
export type EventFault = 'epoch' | 'bucket' | 'expiry' | 'old-head' | 'right';

/** The author's standing: directly, or through a member space at the head that the event names. Null: none. */
function actingOf(state: SpaceState, event: EventHeader, logs: Logs, day: number): Acting | null {
  const { through } = event;
  if (through === null) return actingDirectly(state, event.author, headIndex(state), day);
  const log = logs(through.space);
  return log === undefined ? null : actingThrough(state, log, through.index, event.author, headIndex(state), day);
}

/** `state`: after the last control record before the event. `day`: the judge's own. The head of `through` is the log's. */
export function judgeEvent(
  state: SpaceState,
  event: EventHeader,
  logs: Logs,
  day: number,
): { acting: Acting } | { fault: EventFault; known: boolean } {
  const known = actingOf(state, event, logs, day);
  const fault = (which: EventFault) => ({ fault: which, known: known !== null });
  if (event.epoch !== epochAt(state, headIndex(state))?.epoch) return fault('epoch');
  const bucket = state.buckets.get(toHex(event.bucket));
  if (bucket === undefined || bucket.epoch !== event.epoch) return fault('bucket');
  if (bucket.until === null ? event.expiry !== 0 : event.expiry === 0 || event.expiry > bucket.until) {
    return fault('expiry');
  }
  const { through } = event;
  if (through !== null && through.index < (state.heads.get(toHex(through.space)) ?? 0)) return fault('old-head');
  if (known === null || !mayAppend(known)) return fault('right');
  const inner = through === null ? state : (logs(through.space) ?? state);
  const heads = [{ space: state.leadership, index: state.heads.get(toHex(state.leadership)) ?? 0 }];
  return isExpelled(state, heads, logs, event.author, inner) ? fault('right') : { acting: known };
}
