/**
 * Whether an event may stand at the head of a space, by its header and the public logs alone. The server refuses what this names, and
 * every client rejects it (protocol.md, section 6).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import type { EventHeader } from './event.ts';
import { actingDirectly, actingThrough, mayAppend, type Acting } from './rights.ts';
import { epochAt, headHash, headIndex, type Logs, type SpaceState } from './state.ts';

export interface EventRefusal {
  code: 'conflict' | 'not-found' | 'refused';
  detail: 'author' | 'control-index' | 'epoch' | 'bucket' | 'expiry' | 'through' | 'right' | 'retired';
}

/** The author's standing: directly, or through a member space at the head that the event names. Null: none. */
export function actingOf(state: SpaceState, event: EventHeader, logs: Logs, day: number): Acting | null {
  const { through } = event;
  if (through === null) return actingDirectly(state, event.author, headIndex(state), day);
  const log = logs(through.space);
  const known = log?.hashes[through.index];
  if (log === undefined || known === undefined || !equalBytes(known, through.hash)) return null;
  return actingThrough(state, log, through.index, event.author, headIndex(state), day);
}

/** `state`: after the last control record before the event. `day`: the judge's own. */
export function eventRefusal(
  state: SpaceState,
  event: EventHeader,
  author: Bytes,
  logs: Logs,
  day: number,
): EventRefusal | null {
  if (!equalBytes(event.author, author)) return { code: 'refused', detail: 'author' };
  if (event.index !== headIndex(state) || !equalBytes(event.hash, headHash(state))) {
    return { code: 'conflict', detail: 'control-index' };
  }
  if (state.retired !== null && state.retired < day) return { code: 'refused', detail: 'retired' };
  if (event.epoch !== epochAt(state, headIndex(state))?.epoch) return { code: 'conflict', detail: 'epoch' };
  const bucket = state.buckets.get(toHex(event.bucket));
  if (bucket === undefined || bucket.epoch !== event.epoch) return { code: 'refused', detail: 'bucket' };
  if (bucket.until === null ? event.expiry !== 0 : event.expiry === 0 || event.expiry > bucket.until) {
    return { code: 'refused', detail: 'expiry' };
  }
  const { through } = event;
  if (through !== null && through.index < (state.heads.get(toHex(through.space)) ?? 0)) {
    return { code: 'conflict', detail: 'through' };
  }
  const acting = actingOf(state, event, logs, day);
  if (acting === null) return { code: 'not-found', detail: 'right' };
  return mayAppend(acting) ? null : { code: 'refused', detail: 'right' };
}
