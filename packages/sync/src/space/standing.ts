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

export function standingOf(state: SpaceState, event: EventHeader, acting: Acting, logs: Logs): Standing {
  const through = throughKind(event.through?.space, logs);
  const staff = through === 'leadership' || through === 'team' || isStaff(state, event.author, logs);
  const byPerson = staff ? 'staff' : 'guardian';
  return {
    persona: toHex(event.author),
    class: acting.member.class === 'device' ? 'device' : byPerson,
    through,
    role: acting.role,
    space: { id: toHex(state.space), kind: state.kind },
  };
}
