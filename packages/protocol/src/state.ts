/**
 * What the control log of one space says, at its head and at any earlier index. Values only; nothing here changes a state.
 * @module
 */
import { compareBytes, toHex, type Bytes } from './bytes.ts';
import type { CtxPart } from './ctx.ts';
import { hashCtx } from './hash.ts';
import type { MemberClass, Role, SpaceKind } from './kinds.ts';

export interface Member {
  id: Bytes;
  class: MemberClass;
  role: Role;
  sign: Bytes | null;
  kem: Bytes | null;
  /** The last day of the membership. */
  until: number | null;
  /** For an invite: the role of whoever claims it, and who made it. */
  grants: Role | null;
  createdBy: Bytes | null;
}

export interface Epoch {
  epoch: number;
  /** Index of its rekey record. */
  index: number;
  day: number;
  commit: Bytes;
  /** Hash of the epoch's KEM key; null on level 2. */
  kem: Bytes | null;
  /** Epoch of each member space that it was boxed to, by id in hex. */
  boxedTo: ReadonlyMap<string, number>;
}

export interface Bucket {
  id: Bytes;
  epoch: number;
  until: number | null;
  hash: Bytes;
}

/** A kit's request for a new owner, on which nobody has decided. */
export interface Recovery {
  /** Of the request in the log. */
  index: number;
  day: number;
  kit: Bytes;
  member: Member;
  approved: boolean;
}

export interface SpaceState {
  institution: Bytes;
  leadership: Bytes;
  space: Bytes;
  kind: SpaceKind;
  level: number;
  /** Hash of each record; the next record's index is its length. */
  hashes: readonly Bytes[];
  /** `day` after each record. */
  days: readonly number[];
  /** Day of the last record that was applied. */
  day: number;
  /** The highest index of each other log that was named, by id in hex. */
  heads: ReadonlyMap<string, number>;
  /** Every change of each membership, oldest first, by id in hex; null: out. */
  memberships: ReadonlyMap<string, readonly { index: number; member: Member | null }[]>;
  epochs: readonly Epoch[];
  buckets: ReadonlyMap<string, Bucket>;
  /** Whom each persona has replaced here, and whether that one signed it itself; by the new id in hex. */
  replacements: ReadonlyMap<string, { old: Bytes; bySelf: boolean }>;
  /** Which persona claimed a letter here, by the letter's id in hex. */
  claims: ReadonlyMap<string, Bytes>;
  /** In leadership's log: index of the record that expelled a persona, by id in hex. */
  expelled: ReadonlyMap<string, number>;
  /** In leadership's log. */
  recovery: Recovery | null;
  /** In leadership's log: each recovery that went through, oldest first. */
  recovered: readonly { day: number; persona: Bytes }[];
  /** Somebody was removed since the newest epoch. */
  removedSince: boolean;
  /** An invite was claimed since the newest epoch. */
  claimedSince: boolean;
  /** The day with which the space ends. */
  retired: number | null;
}

/** States of the other spaces of the institution, as far as they are known. */
export type Logs = (space: Bytes) => SpaceState | undefined;

export function headIndex(state: SpaceState): number {
  return state.hashes.length - 1;
}

export function headHash(state: SpaceState): Bytes {
  const last = state.hashes.at(-1);
  if (last === undefined) throw new RangeError('a space has at least its genesis');
  return last;
}

/** The membership as it stood after the record at `index`, unless it had ended before `day`. */
export function memberAt(state: SpaceState, id: Bytes, index: number, day: number): Member | null {
  const changes = state.memberships.get(toHex(id)) ?? [];
  const member = changes.findLast((change) => change.index <= index)?.member ?? null;
  if (member === null || (member.until !== null && member.until < day)) return null;
  return member;
}

/** Who is in the space at its head on `day`, sorted by id. */
export function activeMembers(state: SpaceState, day: number): Member[] {
  const members: Member[] = [];
  for (const changes of state.memberships.values()) {
    const member = changes.at(-1)?.member ?? null;
    if (member !== null && (member.until === null || member.until >= day)) members.push(member);
  }
  return members.sort((a, b) => compareBytes(a.id, b.id));
}

/** The newest epoch after the record at `index`. */
export function epochAt(state: SpaceState, index: number): Epoch | null {
  return state.epochs.findLast((epoch) => epoch.index <= index) ?? null;
}

export function currentEpoch(state: SpaceState): Epoch | null {
  return state.epochs.at(-1) ?? null;
}

/** `H(ctx("members", id, KEM key hash, …))` over the members on `day`, sorted by id; a member space has no KEM key of its own here. */
export function membersHash(state: SpaceState, day: number): Bytes {
  const parts: CtxPart[] = [];
  for (const member of activeMembers(state, day)) parts.push(member.id, member.kem);
  return hashCtx('members', ...parts);
}
