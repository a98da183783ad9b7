/**
 * States of spaces as a fold leaves them, made by hand, for tests of one rule at a time.
 * @module
 */
import { toHex, type Bytes } from '../bytes.ts';
import { levelOf, type Role, type SpaceKind } from '../kinds.ts';
import type { Logs, Member, SpaceState } from '../state.ts';

export const idOf = (byte: number): Bytes => new Uint8Array(16).fill(byte);
export const hashOf = (byte: number): Bytes => new Uint8Array(32).fill(byte);

/** The day of every record in {@link stateWith}. */
export const today = 20_700;
export const rootId = idOf(2);

/** A person with keys, who stays. */
export function memberWith(id: Bytes, role: Role, given: Partial<Member> = {}): Member {
  const keyed = { sign: hashOf(9), kem: hashOf(8) };
  return { id, class: 'persona', role, ...keyed, until: null, grants: null, createdBy: null, ...given };
}

export type Changes = SpaceState['memberships'];

/** Each from the record at `index` on; without a member: out from there. */
export function memberships(
  ...changes: readonly (readonly [index: number, id: Bytes, member: Member | null])[]
): Changes {
  const all = new Map<string, { index: number; member: Member | null }[]>();
  for (const [index, id, member] of changes) all.set(toHex(id), [...(all.get(toHex(id)) ?? []), { index, member }]);
  return all;
}

/** Of four control records, and nobody in it. */
export function stateWith(space: Bytes, kind: SpaceKind, given: Partial<SpaceState> = {}): SpaceState {
  return {
    institution: idOf(7),
    leadership: rootId,
    space,
    kind,
    level: levelOf[kind],
    hashes: [0, 1, 2, 3].map(hashOf),
    days: [today, today, today, today],
    day: today,
    heads: new Map(),
    memberships: new Map(),
    epochs: [],
    buckets: new Map(),
    replacements: new Map(),
    claims: new Map(),
    expelled: new Map(),
    recovery: null,
    recovered: [],
    removedSince: false,
    claimedSince: false,
    retired: null,
    ...given,
  };
}

export function logsOf(...states: readonly SpaceState[]): Logs {
  const all = new Map(states.map((state) => [toHex(state.space), state]));
  return (space) => all.get(toHex(space));
}
