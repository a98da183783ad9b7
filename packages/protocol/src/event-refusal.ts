/**
 * Why an honest server does not store an event: the rules that every client judges by, and what a client that met it would stop at
 * (protocol.md, sections 5 and 6).
 * @module
 */
import { equalBytes, type Bytes } from './bytes.ts';
import { judgeEvent, type EventFault } from './event-admission.ts';
import { isExpelled, newestHead } from './expulsion.ts';
import type { EventHeader } from './event.ts';
import { isShredded } from './expiry.ts';
import { headHash, headIndex, type Logs, type SpaceState } from './state.ts';

export interface EventRefusal {
  code: 'conflict' | 'not-found' | 'refused';
  detail: 'author' | 'control-index' | 'through' | 'retired' | EventFault;
}

const codeOf = {
  epoch: 'conflict',
  'old-head': 'conflict',
  bucket: 'refused',
  expiry: 'refused',
  right: 'refused',
} as const satisfies Record<EventFault, EventRefusal['code']>;

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
  if (isShredded(state, event.expiry, day)) return { code: 'refused', detail: 'expiry' };
  const { through } = event;
  const head = through === null ? undefined : logs(through.space)?.hashes[through.index];
  if (through !== null && (head === undefined || !equalBytes(head, through.hash))) {
    return { code: 'conflict', detail: 'through' };
  }
  const inner = through === null ? state : logs(through.space);
  if (isExpelled(state, newestHead(state, logs), logs, author, inner)) return { code: 'not-found', detail: 'right' };
  const judged = judgeEvent(state, event, logs, day);
  if ('acting' in judged) return null;
  // Whoever has no part in the space is told no more than that there is none.
  if (judged.fault === 'right' && !judged.known) return { code: 'not-found', detail: 'right' };
  return { code: codeOf[judged.fault], detail: judged.fault };
}
