/**
 * Whether an event may stand at the head of a space, by its header and the public logs alone: what every client judges, and what only
 * a server has to look at, since a client that met it would stop (protocol.md, sections 5 and 6).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import type { EventHeader } from './event.ts';
import { actingDirectly, actingThrough, mayAppend, type Acting } from './rights.ts';
import { epochAt, headHash, headIndex, type Logs, type SpaceState } from './state.ts';

export interface EventRefusal {
  code: 'conflict' | 'not-found' | 'refused';
  detail: 'author' | 'control-index' | 'through' | 'retired' | EventFault;
}

/** Rules that a member can break by its own client. */
export type EventFault = 'epoch' | 'bucket' | 'expiry' | 'old-head' | 'right';

const codeOf = {
  epoch: 'conflict',
  'old-head': 'conflict',
  bucket: 'refused',
  expiry: 'refused',
  right: 'refused',
} as const satisfies Record<EventFault, EventRefusal['code']>;

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
  return known === null || !mayAppend(known) ? fault('right') : { acting: known };
}

/** Why an honest server does not store the event, or null. `author`: the session's persona. */
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
  const { through } = event;
  const head = through === null ? undefined : logs(through.space)?.hashes[through.index];
  if (through !== null && (head === undefined || !equalBytes(head, through.hash))) {
    return { code: 'conflict', detail: 'through' };
  }
  const judged = judgeEvent(state, event, logs, day);
  if ('acting' in judged) return null;
  // Whoever has no part in the space is told no more than that there is none.
  if (judged.fault === 'right' && !judged.known) return { code: 'not-found', detail: 'right' };
  return { code: codeOf[judged.fault], detail: judged.fault };
}
