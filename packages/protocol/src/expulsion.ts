/**
 * Expelled personae: at every head of leadership's log from the record on, they are in no space (protocol.md, section 5).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import { ancestry } from './line.ts';
import type { Head } from './records.ts';
import { activeMembers, headIndex, type Logs, type Member, type SpaceState } from './state.ts';

type Named = readonly Pick<Head, 'space' | 'index'>[];
type IsExpelled = (id: Bytes) => boolean;

/** Leadership's log counts as far as its named head, in its own space as far as it goes. Null: nobody is expelled. */
function expulsionsAt(state: SpaceState, heads: Named, logs: Logs): IsExpelled | null {
  const isRoot = equalBytes(state.space, state.leadership);
  const log = isRoot ? state : logs(state.leadership);
  const index = isRoot ? headIndex(state) : heads.find((head) => equalBytes(head.space, state.leadership))?.index;
  return log === undefined || index === undefined || log.expelled.size === 0
    ? null
    : (id) => (log.expelled.get(toHex(id)) ?? Infinity) <= index;
}

/** Whether `id`, or somebody whom it descends from in the space where it is a member, is expelled at the named head. */
export function isExpelled(state: SpaceState, heads: Named, logs: Logs, id: Bytes, memberOf = state): boolean {
  const expelled = expulsionsAt(state, heads, logs);
  return expelled !== null && ancestry(memberOf, id).some(expelled);
}

/** Members who are expelled, and letters that somebody expelled has made. */
function membersOut(state: SpaceState, expelled: IsExpelled): Member[] {
  const isOut = (id: Bytes) => ancestry(state, id).some(expelled);
  return activeMembers(state, 0).filter(({ id, createdBy }) => isOut(id) || (createdBy !== null && isOut(createdBy)));
}

/** The same without those members, as of the next record. */
export function without(state: SpaceState, expelled: IsExpelled): SpaceState {
  const out = membersOut(state, expelled);
  if (out.length === 0) return state;
  const memberships = new Map(state.memberships);
  for (const { id } of out) {
    const changes = memberships.get(toHex(id)) ?? [];
    memberships.set(toHex(id), [...changes, { index: state.hashes.length, member: null }]);
  }
  return { ...state, memberships, removedSince: true };
}

/** The state at the named head: who is expelled there is out before the next record is applied. */
export function withoutExpelled(state: SpaceState, heads: Named, logs: Logs): SpaceState {
  const expelled = expulsionsAt(state, heads, logs);
  return expelled === null ? state : without(state, expelled);
}

/** The newest head of leadership's log that is known: what a client judges its own next step by. */
export function newestHead(state: SpaceState, logs: Logs): Named {
  const log = logs(state.leadership);
  return log === undefined ? [] : [{ space: log.space, index: headIndex(log) }];
}
