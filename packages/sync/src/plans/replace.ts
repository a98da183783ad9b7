/**
 * A person who came back by a new letter takes the place of who they were before, in every space where one may say so: the old persona
 * is out, what it wrote and signed stays theirs (protocol.md, section 7).
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { lineOf } from '@obhut/protocol/line.ts';
import { activeMembers, type Member, type SpaceState } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import type { Institution } from '../institution.ts';

/** The spaces in which `old` still stands and one may put somebody else in its place. */
export function spacesToReplaceIn(institution: Institution, old: Bytes, today: number): Bytes[] {
  return institution.replicas.flatMap(({ state, space, access }) => {
    const [member] = state === null ? [] : lineOf(state, old, today);
    const role = state === null ? undefined : institution.way(state, today)?.acting.role;
    if (member === undefined || role === undefined || access === 'control') return [];
    return atLeast(role, 'admin') && atLeast(role, member.role) ? [space] : [];
  });
}

/** The new persona's keys as a space of the own verified fold names them; null: it has claimed no letter here. */
export function memberNamed(institution: Institution, id: Bytes, today: number): Member | null {
  const states: SpaceState[] = institution.replicas.flatMap(({ state }) => state ?? []);
  return states.flatMap((state) => activeMembers(state, today)).find((member) => equalBytes(member.id, id)) ?? null;
}

/** `spaces`: some of {@link spacesToReplaceIn}. Each is rekeyed in the same append. */
export function planReplace(act: Act, spaces: readonly Bytes[], old: Bytes, next: Member): void {
  const { id, sign, kem } = next;
  for (const space of spaces) {
    const [member] = lineOf(act.state(space), old, act.today);
    if (member === undefined) continue;
    const { role, until } = member;
    act.record(space, 'replace', () => ({
      old,
      member: { id, class: 'persona' as const, role, sign, kem, until },
      proof: null,
    }));
    act.rekey(space, [null]);
  }
}
