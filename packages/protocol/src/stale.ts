/**
 * When a space must be rekeyed before anything is written into it (protocol.md, section 5). Derived from state, so it needs nobody online.
 * @module
 */
import { toHex } from './bytes.ts';
import { newestHead, withoutExpelled } from './expulsion.ts';
import { currentEpoch, headIndex, memberAt, type Logs, type SpaceState } from './state.ts';

export type Staleness = 'fresh' | 'lazily' | 'urgently';

function memberSpaceMovedOn(state: SpaceState, logs: Logs): boolean {
  return [...state.memberships].some(([id, changes]) => {
    const member = changes.at(-1)?.member;
    const log = member?.class === 'space' ? logs(member.id) : undefined;
    return log !== undefined && (currentEpoch(log)?.epoch ?? 0) > (currentEpoch(state)?.boxedTo.get(id) ?? 0);
  });
}

/** Memberships that the newest epoch still reaches although their last day is over. */
function ended(state: SpaceState, today: number): { persons: boolean; invites: boolean } {
  const epoch = currentEpoch(state);
  const result = { persons: false, invites: false };
  if (epoch === null) return result;
  for (const changes of state.memberships.values()) {
    const member = changes.at(-1)?.member ?? null;
    if (member === null || memberAt(state, member.id, headIndex(state), today) !== null) continue;
    if (member.until !== null && member.until < epoch.day) continue;
    if (member.class === 'invite') result.invites = true;
    else result.persons = true;
  }
  return result;
}

export function staleness(state: SpaceState, logs: Logs, today: number): Staleness {
  if (state.retired !== null && state.retired < today) return 'fresh';
  const over = ended(state, today);
  if (withoutExpelled(state, newestHead(state, logs), logs) !== state) return 'urgently';
  if (state.removedSince || over.persons || memberSpaceMovedOn(state, logs)) return 'urgently';
  return state.claimedSince || over.invites ? 'lazily' : 'fresh';
}

/** Hex ids of the member spaces that are stale themselves: they are rekeyed first. */
export function staleMemberSpaces(state: SpaceState, logs: Logs, today: number): string[] {
  const stale: string[] = [];
  for (const changes of state.memberships.values()) {
    const member = changes.at(-1)?.member;
    const log = member?.class === 'space' ? logs(member.id) : undefined;
    if (log !== undefined && staleness(log, logs, today) !== 'fresh') stale.push(toHex(log.space));
  }
  return stale;
}
