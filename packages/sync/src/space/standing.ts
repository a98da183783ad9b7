/**
 * The author's standing at the time of an event, derived from the verified logs for the domain's models.
 * @module
 */
import type { Standing } from '@obhut/domain/kernel/standing.ts';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { EventHeader } from '@obhut/protocol/event.ts';
import type { Acting } from '@obhut/protocol/rights.ts';
import { headIndex, memberAt, type Logs, type SpaceState } from '@obhut/protocol/state.ts';

function throughKind(through: Bytes | undefined, logs: Logs): Standing['through'] {
  const kind = through === undefined ? undefined : logs(through)?.kind;
  return kind === 'leadership' || kind === 'team' || kind === 'day' ? kind : 'none';
}

/** Staff = direct member of leadership or a team, at the heads that the space's log had named by then. */
function isStaff(state: SpaceState, author: Bytes, logs: Logs): boolean {
  if (state.level === 0 || state.kind === 'team') return true;
  return [...state.heads].some(([space, index]) => {
    const log = logs(fromHex(space));
    if (log === undefined || (log.kind !== 'leadership' && log.kind !== 'team')) return false;
    return memberAt(log, author, Math.min(index, headIndex(log)), state.day) !== null;
  });
}

/**
 * Everybody else speaks in `everyone` through leadership or a team, or only reads (protocol.md, section 4). Who reads along with leadership
 * besides is staff by its log; what they say here they say for the carrier.
 */
function isCarrier({ kind }: SpaceState, through: Standing['through'], { role }: Acting): boolean {
  return kind === 'everyone' && through === 'none' && role === 'writer';
}

function classOf(state: SpaceState, author: Bytes, through: Standing['through'], acting: Acting, logs: Logs) {
  if (acting.member.class === 'device') return 'device';
  if (isCarrier(state, through, acting)) return 'carrier';
  return through === 'leadership' || through === 'team' || isStaff(state, author, logs) ? 'staff' : 'guardian';
}

export function standingOf(state: SpaceState, event: EventHeader, acting: Acting, logs: Logs): Standing {
  const through = throughKind(event.through?.space, logs);
  return {
    persona: toHex(event.author),
    class: classOf(state, event.author, through, acting, logs),
    through,
    role: acting.role,
    space: { id: toHex(state.space), kind: state.kind },
  };
}
